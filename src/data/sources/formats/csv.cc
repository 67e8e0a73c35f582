// CSV as RFC 4180 has it, with a header, or in the dialect that the table says. An empty field is
// null, "" is the empty text.
#include <fmt/format.h>

#include <algorithm>

#include "data/query/sql_text.h"
#include "data/schema/schema.h"
#include "data/sources/file_format.h"

namespace datagen::sources {
namespace {

using kernel::TypeKind;
using query::Identifier;
using query::Literal;

constexpr int64_t kLineBytesMax = int64_t{16} << 20;

// A file that is called so has tabs, unless another sign was said.
bool HasTabs(const Table& table, const File& file) {
  const std::string path = schema::Lower(file.path);
  return table.csv.delimiter == CsvDialect().delimiter && path.find(".tsv") != std::string::npos &&
         path.rfind(".tsv") > path.rfind('/');
}

// Values as the language writes them, where the dialect has them otherwise; "" of others. What is
// no such value stays as it is.
std::string Undone(const CsvDialect& dialect, const Field& field) {
  const std::string name = Identifier(field.name);
  const auto as_time = [&](const std::string& format, const char* plain) {
    return fmt::format("coalesce(strftime(try_strptime({0}, {1}), {2}), {0}) AS {0}", name,
                       Literal(format), Literal(plain));
  };
  if (field.kind == TypeKind::kDate && !dialect.date_format.empty()) {
    return as_time(dialect.date_format, "%Y-%m-%d");
  }
  if (field.kind == TypeKind::kDatetime && !dialect.datetime_format.empty()) {
    return as_time(dialect.datetime_format, "%Y-%m-%dT%H:%M:%S.%fZ");
  }
  const bool has_point = field.kind == TypeKind::kFloat || field.kind == TypeKind::kDecimal;
  if (has_point && dialect.decimal != CsvDialect().decimal) {
    return fmt::format("replace({0}, {1}, '.') AS {0}", name,
                       Literal(std::string(1, dialect.decimal)));
  }
  return "";
}

std::string Relation(const Table& table, const std::vector<const File*>& files,
                     const Reading& reading) {
  const CsvDialect& dialect = table.csv;
  const char delimiter = HasTabs(table, *files[0]) ? '\t' : dialect.delimiter;
  std::string options = fmt::format(
      "header = {}, {}delim = {}, quote = '\"', escape = '\"', nullstr = {}, "
      "allow_quoted_nulls = false, max_line_size = {}, compression = {}, hive_partitioning = false",
      dialect.header, reading.as_text ? "all_varchar = true, " : "",
      Literal(std::string(1, delimiter)), Literal(dialect.null_text), kLineBytesMax,
      Literal(CompressionOf(*files[0])));
  if (!dialect.header && !table.header.empty()) {
    std::vector<std::string> names;
    names.reserve(table.header.size());
    for (const std::string& name : table.header) names.push_back(Literal(name));
    options += fmt::format(", names = [{}]", query::List(names));
  }
  if (!table.uniform && dialect.header) options += ", union_by_name = true";
  if (!reading.file_column.empty()) options += ", filename = " + Literal(reading.file_column);
  const std::string read = fmt::format("read_csv({}, {})", PathList(files), options);
  std::vector<std::string> undone;
  for (const Field& field : reading.fields) {
    const auto is_it = [&field](const Column& column) { return column.name == field.name; };
    if (!reading.as_text || std::none_of(table.columns.begin(), table.columns.end(), is_it))
      continue;
    const std::string value = Undone(dialect, field);
    if (!value.empty()) undone.push_back(value);
  }
  if (undone.empty()) return read;
  return fmt::format("(SELECT * REPLACE ({}) FROM {})", query::List(undone), read);
}

}  // namespace

const FormatInfo& CsvFormat() {
  static const FormatInfo info{
      .name = "csv", .endings = {".csv", ".tsv"}, .has_types = false, .relation = Relation};
  return info;
}

}  // namespace datagen::sources
