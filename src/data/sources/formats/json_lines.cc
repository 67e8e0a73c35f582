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
  if (fields.empty()) {  // also to look for the columns
    return fmt::format("read_json_auto({}, format = 'newline_delimited'{})", PathList(files),
                       table.uniform ? "" : ", union_by_name = true");
  }
  return fmt::format("read_json({}, format = 'newline_delimited', columns = {{{}}})",
                     PathList(files), query::List(fields));
}

}  // namespace

const FormatInfo& JsonLinesFormat() {
  static const FormatInfo info{.name = "jsonl",
                               .endings = {".jsonl", ".ndjson", ".jsonl.gz", ".json"},
                               .has_types = false,
                               .names_files = false,
                               .relation = Relation};
  return info;
}

}  // namespace datagen::sources
