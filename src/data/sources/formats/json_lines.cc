// JSON lines: an object a line. What a line lacks is null.
#include <fmt/format.h>

#include "data/query/sql_text.h"
#include "data/sources/file_format.h"

namespace datagen::sources {
namespace {

using query::Literal;

std::string Relation(const Table& table, const std::vector<const File*>& files,
                     const Reading& reading) {
  std::vector<std::string> fields;
  for (const Field& field : reading.fields) {
    fields.push_back(Literal(field.name) + ": " + Literal(field.type));
  }
  if (reading.as_text && fields.empty()) {
    for (const Column& column : table.columns) {
      fields.push_back(Literal(column.name) + ": 'VARCHAR'");
    }
  }
  std::string options =
      fmt::format(", format = 'newline_delimited', compression = {}, hive_partitioning = false",
                  Literal(CompressionOf(*files[0])));
  if (!reading.file_column.empty()) options += ", filename = " + Literal(reading.file_column);
  if (fields.empty()) {  // also to look for the columns
    return fmt::format("read_json_auto({}{}{})", PathList(files), options,
                       table.uniform ? "" : ", union_by_name = true");
  }
  return fmt::format("read_json({}{}, columns = {{{}}})", PathList(files), options,
                     query::List(fields));
}

}  // namespace

const FormatInfo& JsonLinesFormat() {
  static const FormatInfo info{.name = "jsonl",
                               .endings = {".jsonl", ".ndjson", ".json"},
                               .has_types = false,
                               .names_files = false,
                               .may_be_empty = true,
                               .relation = Relation};
  return info;
}

}  // namespace datagen::sources
