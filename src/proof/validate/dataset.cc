#include "proof/validate/dataset.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "data/query/sql_text.h"
#include "data/sources/arrow_file.h"
#include "foundation/base/diagnostic.h"
#include "foundation/base/json.h"

namespace datagen::validate {
namespace {

namespace fs = std::filesystem;
using base::Status;
using kernel::TypeKind;
using query::FirstLine;
using query::Identifier;
using query::Literal;
using query::SqlType;

struct Extension {
  const char* ending;
  const char* format;
};
constexpr Extension kExtensions[] = {
    {".parquet", "parquet"}, {".csv", "csv"},       {".csv.gz", "csv"},     {".tsv", "csv"},
    {".jsonl", "jsonl"},     {".ndjson", "jsonl"},  {".jsonl.gz", "jsonl"}, {".json", "jsonl"},
    {".arrow", "arrow"},     {".feather", "arrow"}, {".ipc", "arrow"},
};

std::string FormatOf(const std::string& name) {
  for (const Extension& extension : kExtensions) {
    const std::string ending = extension.ending;
    if (name.size() > ending.size() && name.ends_with(ending)) return extension.format;
  }
  return "";
}

bool IsHidden(const std::string& name) { return name.empty() || name[0] == '.' || name[0] == '_'; }

bool IsFloat(const std::string& given) { return given == "DOUBLE" || given == "FLOAT"; }

bool IsInteger(const std::string& given) {
  return given.ends_with("INTEGER") || given.ends_with("BIGINT") || given.ends_with("TINYINT") ||
         given.ends_with("SMALLINT") || given.ends_with("HUGEINT");
}

// Whether a column stored as `given` holds values of `type` as they are.
bool Conforms(const kernel::ValueType& type, const std::string& given) {
  switch (type.kind) {
    case TypeKind::kInt:
      return IsInteger(given);
    case TypeKind::kFloat:
      return IsFloat(given);
    case TypeKind::kDecimal:
      return given.starts_with("DECIMAL");
    case TypeKind::kBool:
      return given == "BOOLEAN";
    case TypeKind::kString:
    case TypeKind::kJson:
      return given == "VARCHAR" || given == "JSON" || given.starts_with("ENUM");
    case TypeKind::kBinary:
      return given == "BLOB";
    case TypeKind::kDate:
      return given == "DATE";
    case TypeKind::kTime:
      return given == "TIME" || given == "TIME_NS";
    case TypeKind::kDatetime:
      return given.starts_with("TIMESTAMP");
    case TypeKind::kUuid:  // Parquet files hold uuids as text: not every reader knows the type
      return given == "UUID" || given == "VARCHAR";
    case TypeKind::kArray:
      return given.ends_with("[]") && Conforms(*type.element, given.substr(0, given.size() - 2));
  }
  return false;
}

// Whether the view can take the column as it is stored.
bool IsExact(const kernel::ValueType& type, const std::string& given) {
  if (type.kind == TypeKind::kString || type.kind == TypeKind::kJson) return given == "VARCHAR";
  return given == SqlType(type);
}

std::string FileList(const Table& table) {
  std::vector<std::string> paths;
  for (const DataFile& file : table.files) {
    if (file.problem.empty()) paths.push_back(Literal(file.path));
  }
  return "[" + query::List(paths) + "]";
}

bool SameColumns(const Table& table) {
  const DataFile* first = nullptr;
  for (const DataFile& file : table.files) {
    if (!file.problem.empty()) continue;
    if (first == nullptr) first = &file;
    if (file.columns.size() != first->columns.size()) return false;
    for (size_t i = 0; i < file.columns.size(); ++i) {
      if (file.columns[i].name != first->columns[i].name ||
          file.columns[i].type != first->columns[i].type) {
        return false;
      }
    }
  }
  return true;
}

std::string CsvOptions(const std::string& path) {
  const bool tabs = path.ends_with(".tsv");
  return fmt::format(
      "header = true, all_varchar = true, delim = '{}', quote = '\"', escape = '\"', "
      "nullstr = '', allow_quoted_nulls = false, max_line_size = 16777216",
      tabs ? "\\t" : ",");
}

// The table function that reads the files, for the FROM of a query.
std::string Source(const Table& table, const std::string& files, bool drifts) {
  const std::string more = drifts ? ", union_by_name = true, filename = 'file of the row'" : "";
  if (table.format == "parquet") return fmt::format("read_parquet({}{})", files, more);
  if (table.format == "csv") {
    return fmt::format("read_csv({}, {}{})", files, CsvOptions(table.files[0].path), more);
  }
  std::vector<std::string> columns;
  for (const ColumnState& state : table.columns) {
    const bool is_json = state.column->type.kind == TypeKind::kJson;
    columns.push_back(Literal(state.column->name) + (is_json ? ": 'JSON'" : ": 'VARCHAR'"));
  }
  return fmt::format("read_json({}, format = 'newline_delimited', columns = {{{}}})", files,
                     query::List(columns));
}

// How the view computes a column from what is stored.
std::string Cast(const ColumnState& state) {
  const std::string name = Identifier(state.column->name);
  const kernel::ValueType& type = state.column->type;
  if (!state.present) return fmt::format("CAST(NULL AS {})", SqlType(type));
  if (!state.cast) return name;
  if (type.kind == TypeKind::kDatetime && state.given_type == "TIMESTAMP WITH TIME ZONE") {
    return fmt::format("make_timestamp(epoch_us({}))", name);  // UTC, without the calendar's cost
  }
  if (type.kind == TypeKind::kBinary) {  // text formats hold hexadecimal digits
    return fmt::format("TRY(from_hex(CAST({} AS VARCHAR)))", name);
  }
  if (type.kind == TypeKind::kDatetime) {  // also texts with a zone, like 2024-01-31T00:00:00Z
    return fmt::format("make_timestamp(epoch_us(TRY_CAST({} AS TIMESTAMPTZ)))", name);
  }
  return fmt::format("TRY_CAST({} AS {})", name, SqlType(type));
}

}  // namespace

std::string GivenColumn(const std::string& column) { return column + " as given"; }

const ColumnState* Table::Find(const std::string& column) const {
  for (const ColumnState& state : columns) {
    if (state.column->name == column) return &state;
  }
  return nullptr;
}

bool Table::Has(const std::string& column) const {
  const ColumnState* state = Find(column);
  return state != nullptr && state->present;
}

const Table* Dataset::Find(const std::string& id) const {
  for (const Table& table : tables_) {
    if (table.node->id == id) return &table;
  }
  return nullptr;
}

namespace {

// The data files below a folder, in the order of their paths.
std::vector<fs::path> FilesBelow(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (IsHidden(entry->path().filename().string())) {
      if (entry->is_directory(error)) entry.disable_recursion_pending();
      continue;
    }
    if (entry->is_regular_file(error)) found.push_back(entry->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

void FindFiles(const fs::path& directory, Table* table) {
  const std::string& id = table->node->id;
  std::vector<fs::path> found;
  std::error_code error;
  if (fs::is_directory(directory / id, error)) found = FilesBelow(directory / id);
  for (const Extension& extension : kExtensions) {
    const fs::path file = directory / (id + extension.ending);
    if (fs::is_regular_file(file, error)) found.push_back(file);
  }
  for (const fs::path& path : found) {
    const std::string format = FormatOf(path.filename().string());
    if (format.empty()) continue;
    if (!table->format.empty() && table->format != format) {
      table->problem =
          fmt::format("files of two formats: '{}' beside {}", path.string(), table->format);
      return;
    }
    table->format = format;
    DataFile& file = table->files.emplace_back();
    file.path = path.string();
    file.bytes = static_cast<int64_t>(fs::file_size(path, error));
    if (error) {
      file.problem = error.message();
    } else if (file.bytes == 0) {
      file.problem = "the file is empty (0 bytes)";
    }
  }
  if (table->files.empty()) {
    table->problem = fmt::format(
        "no files: expected '{}' with Parquet, CSV, JSON lines or Arrow "
        "files, or a file '{}.parquet'",
        (directory / id).string(), id);
  }
}

Status ReadArrow(const Table& table, size_t index, DataFile* file, query::Database* database) {
  ArrowArrayStream stream;
  Status status = sources::OpenArrowFile(file->path, &stream);
  if (!status.ok()) return status;
  status = database->CopyStream(fmt::format("{} file {}", table.node->id, index), &stream);
  if (stream.release != nullptr) stream.release(&stream);
  return status;
}

// What a SELECT over one file gives: its columns, or why it can't be read.
void DescribeFile(const Table& table, size_t index, DataFile* file, query::Database* database) {
  if (!file->problem.empty()) return;
  std::string sql;
  const std::string path = Literal(file->path);
  if (table.format == "arrow") {
    const Status read = ReadArrow(table, index, file, database);
    if (!read.ok()) {
      file->problem = FirstLine(read.message());
      return;
    }
    sql = "SELECT * FROM " + Identifier(fmt::format("{} file {}", table.node->id, index));
  } else if (table.format == "parquet") {
    sql = fmt::format("SELECT * FROM read_parquet({})", path);
  } else if (table.format == "csv") {
    sql = fmt::format("SELECT * FROM read_csv({}, {})", path, CsvOptions(file->path));
  } else {
    sql = fmt::format("SELECT * FROM read_json_auto({}, format = 'newline_delimited')", path);
  }
  const auto described =
      database->Select("SELECT column_name, column_type FROM (DESCRIBE " + sql + ")");
  if (!described.ok()) {
    file->problem = FirstLine(described.status().message());
    return;
  }
  const bool typed = table.format == "parquet" || table.format == "arrow";
  for (size_t i = 0; i < described.value().rows.size(); ++i) {
    file->columns.push_back(
        {described.value().Text(i, 0), typed ? described.value().Text(i, 1) : ""});
  }
}

// Which columns of the spec the files have, and as what.
void MatchColumns(Table* table) {
  for (const spec::Column& column : table->node->columns) {
    if (column.hidden) continue;
    ColumnState& state = table->columns.emplace_back();
    state.column = &column;
    for (const DataFile& file : table->files) {
      if (!file.problem.empty()) continue;
      const auto found =
          std::find_if(file.columns.begin(), file.columns.end(),
                       [&](const FileColumn& given) { return given.name == column.name; });
      if (found == file.columns.end()) {
        state.absent.push_back(file.path);
        continue;
      }
      if (state.present && state.given_type != found->type) {
        state.cast = true;  // files differ: the view reads them as their common type
      }
      if (!state.present || !Conforms(column.type, found->type)) state.given_type = found->type;
      state.present = true;
    }
    state.cast = state.cast || !IsExact(column.type, state.given_type);
    if (!state.present) state.absent.clear();
  }
  for (const DataFile& file : table->files) {
    for (const FileColumn& given : file.columns) {
      if (table->Find(given.name) == nullptr &&
          std::find(table->extra.begin(), table->extra.end(), given.name) == table->extra.end()) {
        table->extra.push_back(given.name);
      }
    }
  }
}

}  // namespace

Status Dataset::MakeView(Table* table, query::Database* database) {
  const bool any = std::any_of(table->files.begin(), table->files.end(),
                               [](const DataFile& file) { return file.problem.empty(); });
  if (!any) {
    table->problem =
        fmt::format("'{}' can't be read: {}", table->files[0].path, table->files[0].problem);
    return Status::Ok();
  }
  const bool drifts = !SameColumns(*table);
  std::vector<std::string> columns;
  for (const ColumnState& state : table->columns) {
    columns.push_back(Cast(state) + " AS " + Identifier(state.column->name));
    if (state.present && state.cast) {
      columns.push_back(Identifier(state.column->name) + " AS " +
                        Identifier(GivenColumn(state.column->name)));
    }
  }
  if (columns.empty()) columns.emplace_back("NULL AS nothing");
  std::string source;
  if (table->format == "arrow") {
    std::vector<std::string> parts;
    for (size_t i = 0; i < table->files.size(); ++i) {
      if (!table->files[i].problem.empty()) continue;
      parts.push_back(fmt::format("SELECT *, {} AS {} FROM {}", Literal(table->files[i].path),
                                  Identifier(kFileColumn),
                                  Identifier(fmt::format("{} file {}", table->node->id, i))));
    }
    source = fmt::format("({})", fmt::join(parts, " UNION ALL BY NAME "));
  } else {
    source = Source(*table, FileList(*table), drifts && table->format != "jsonl");
  }
  if (drifts && table->format != "jsonl") columns.push_back(Identifier(kFileColumn));
  table->view_sql = fmt::format("SELECT {} FROM {}", query::List(columns), source);
  if (rows_max_ > 0) table->view_sql += fmt::format(" LIMIT {}", rows_max_);
  const Status made = database->Execute(
      fmt::format("CREATE OR REPLACE VIEW {} AS {}", Identifier(table->node->id), table->view_sql));
  if (!made.ok()) table->problem = FirstLine(made.message());
  return Status::Ok();
}

Dataset Dataset::Pretend(const spec::Spec& spec) {
  Dataset dataset;
  for (const spec::Node& node : spec.nodes) {
    Table& table = dataset.tables_.emplace_back();
    table.node = &node;
    for (const spec::Column& column : node.columns) {
      if (column.hidden) continue;
      ColumnState& state = table.columns.emplace_back();
      state.column = &column;
      state.present = true;
    }
  }
  return dataset;
}

base::Result<Dataset> Dataset::Open(const spec::Spec& spec, const std::string& directory,
                                    int64_t rows_max, query::Database* database) {
  std::error_code error;
  if (!fs::is_directory(directory, error)) {
    return Status::Environment(
        fmt::format("the data folder '{}' can't be read: {}", directory,
                    error ? error.message() : std::string("it is no folder")));
  }
  Dataset dataset;
  dataset.directory_ = directory;
  dataset.unfinished_ = fs::exists(fs::path(directory) / ".datagen" / "job.json", error);
  dataset.rows_max_ = rows_max;
  dataset.tables_.reserve(spec.nodes.size());
  for (const spec::Node& node : spec.nodes) {
    Table& table = dataset.tables_.emplace_back();
    table.node = &node;
    FindFiles(directory, &table);
    for (size_t i = 0; i < table.files.size() && table.readable(); ++i) {
      DescribeFile(table, i, &table.files[i], database);
    }
    MatchColumns(&table);
    if (!table.readable()) continue;
    const Status made = dataset.MakeView(&table, database);
    if (!made.ok()) return made;
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, error)) {
    const std::string name = entry.path().filename().string();
    if (IsHidden(name)) continue;
    const bool is_folder = entry.is_directory(error);
    if (!is_folder && (FormatOf(name).empty() || name == "validation_report.json")) continue;
    const std::string id = is_folder ? name : name.substr(0, name.find('.'));
    if (spec.Find(id) == nullptr) dataset.strays_.push_back(name);
  }
  std::sort(dataset.strays_.begin(), dataset.strays_.end());
  std::ifstream file(fs::path(directory) / ".metadata.json");
  std::stringstream text;
  text << file.rdbuf();
  base::Diagnostics ignored;
  const auto metadata = base::ParseJson(text.str(), &ignored);
  const base::Json* tables = metadata ? metadata->Find("tables") : nullptr;
  if (tables != nullptr && tables->is_object()) {
    for (const base::JsonMember& member : tables->members()) {
      const base::Json* rows = member.value.is_object() ? member.value.Find("rows") : nullptr;
      if (rows != nullptr && rows->AsInt64()) {
        dataset.declared_rows_[member.key] = *rows->AsInt64();
      }
    }
  }
  return dataset;
}

Status Dataset::DropBrokenFiles(const std::string& id, query::Database* database) {
  for (Table& table : tables_) {
    if (table.node->id != id || !table.readable()) continue;
    for (size_t i = 0; i < table.files.size(); ++i) {
      DataFile& file = table.files[i];
      if (!file.problem.empty() || table.format == "arrow") continue;
      // Reading every value finds what the schema does not show.
      const std::string source = Source(table, Literal(file.path), false);
      const auto read = database->Select("SELECT count(*), max(hash(COLUMNS(*))) FROM " + source);
      if (!read.ok()) file.problem = FirstLine(read.status().message());
    }
    return MakeView(&table, database);
  }
  return Status::Ok();
}

}  // namespace datagen::validate
