// CSV as RFC 4180 has it, with a header. An empty field is null, "" is the empty text.
#include <fmt/format.h>

#include "data/query/sql_text.h"
#include "data/sources/file_format.h"

namespace datagen::sources {
namespace {

constexpr int64_t kLineBytesMax = int64_t{16} << 20;

std::string Relation(const Table& table, const std::vector<const File*>& files,
                     const Reading& reading) {
  const bool tabs = files[0]->path.ends_with(".tsv");
  std::string options = fmt::format(
      "header = true, {}delim = '{}', quote = '\"', escape = '\"', nullstr = '', "
      "allow_quoted_nulls = false, max_line_size = {}",
      reading.as_text ? "all_varchar = true, " : "", tabs ? "\\t" : ",", kLineBytesMax);
  if (!table.uniform) options += ", union_by_name = true";
  if (!reading.file_column.empty()) {
    options += ", filename = " + query::Literal(reading.file_column);
  }
  return fmt::format("read_csv({}, {})", PathList(files), options);
}

}  // namespace

const FormatInfo& CsvFormat() {
  static const FormatInfo info{.name = "csv",
                               .endings = {".csv", ".csv.gz", ".tsv"},
                               .has_types = false,
                               .relation = Relation};
  return info;
}

}  // namespace datagen::sources
