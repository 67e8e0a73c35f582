#include "proof/validate/dataset.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "data/query/sql_text.h"
#include "foundation/base/diagnostic.h"
#include "foundation/base/json.h"

namespace datagen::validate {
namespace {

namespace fs = std::filesystem;
using kernel::TypeKind;
using query::FirstLine;
using query::Identifier;
using query::SqlType;

constexpr const char* kFileColumn = "file of the row";

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

// Every value as text where the format has no types: the view casts, and keeps what it can't cast.
sources::Reading AsText(const Table& table) {
  sources::Reading reading{.as_text = true, .file_column = table.file_column};
  for (const ColumnState& state : table.columns) {
    const bool is_json = state.column->type.kind == TypeKind::kJson;
    reading.fields.push_back({state.column->name, is_json ? "JSON" : "VARCHAR"});
  }
  return reading;
}

// Which columns of the spec are stored, and as what.
void MatchColumns(Table* table) {
  for (const sources::File& file : table->files()) {
    if (!file.problem.empty()) continue;
    std::map<std::string_view, const sources::Column*> stored;
    for (const sources::Column& column : file.columns) stored.emplace(column.name, &column);
    for (ColumnState& state : table->columns) {
      const auto found = stored.find(state.column->name);
      if (found == stored.end()) {
        state.absent.push_back(file.path);
        continue;
      }
      const std::string& type = found->second->type;
      if (state.present && state.given_type != type) {
        state.cast = true;  // files differ: the view reads them as their common type
      }
      if (!state.present || !Conforms(state.column->type, type)) state.given_type = type;
      state.present = true;
    }
  }
  for (ColumnState& state : table->columns) {
    state.cast = state.cast || !IsExact(state.column->type, state.given_type);
    if (!state.present) state.absent.clear();
  }
  if (table->stored == nullptr) return;
  for (const sources::Column& column : table->stored->columns) {
    if (table->Find(column.name) == nullptr) table->extra.push_back(column.name);
  }
}

// Files or folders of a source that the spec knows nothing of.
std::vector<std::string> StraysOf(const sources::Source& source, const spec::Spec& spec) {
  std::set<std::string_view> known;
  for (const spec::Node& node : spec.nodes) known.insert(node.id);
  std::vector<std::string> strays;
  for (const sources::Table& table : source.tables()) {
    for (const std::string& place : table.places) {
      const std::string entry = fs::path(place).filename().string();
      const bool is_folder = entry == table.name;
      if (!known.contains(is_folder ? entry : entry.substr(0, entry.find('.')))) {
        strays.push_back(entry);
      }
    }
  }
  std::sort(strays.begin(), strays.end());
  return strays;
}

// What .metadata.json says, if there is one that can be read.
std::map<std::string, int64_t> ReadDeclaredRows(const fs::path& directory) {
  constexpr uintmax_t kBytesMax = uintmax_t{256} << 20;  // a megabyte for each ten thousand tables
  std::map<std::string, int64_t> declared;
  const fs::path path = directory / ".metadata.json";
  std::error_code error;
  const uintmax_t bytes = fs::file_size(path, error);
  if (error || bytes > kBytesMax) return declared;
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  base::Diagnostics ignored;
  const auto metadata = base::ParseJson(text.str(), &ignored);
  const base::Json* tables = metadata ? metadata->Find("tables") : nullptr;
  if (tables == nullptr || !tables->is_object()) return declared;
  for (const base::JsonMember& member : tables->members()) {
    const base::Json* rows = member.value.is_object() ? member.value.Find("rows") : nullptr;
    if (rows != nullptr && rows->AsInt64()) declared[member.key] = *rows->AsInt64();
  }
  return declared;
}

}  // namespace

std::string GivenColumn(const std::string& column) { return column + " as given"; }

const std::string& Table::format() const {
  static const std::string none;
  return stored == nullptr ? none : stored->format;
}

const std::vector<sources::File>& Table::files() const {
  static const std::vector<sources::File> none;
  return stored == nullptr ? none : stored->files;
}

const ColumnState* Table::Find(std::string_view column) const {
  const auto place = places_.find(column);
  return place == places_.end() ? nullptr : &columns[place->second];
}

bool Table::Has(std::string_view column) const {
  const ColumnState* state = Find(column);
  return state != nullptr && state->present;
}

void Table::NameColumns() {
  for (const spec::Column& column : node->columns) {
    if (column.hidden) continue;
    places_.emplace(column.name, columns.size());
    columns.push_back({.column = &column});
  }
}

const Table* Dataset::Find(std::string_view id) const {
  const auto place = places_.find(id);
  return place == places_.end() ? nullptr : &tables_[place->second];
}

Dataset::Dataset(const spec::Spec& spec) {
  tables_.reserve(spec.nodes.size());
  for (const spec::Node& node : spec.nodes) {
    places_.emplace(node.id, tables_.size());
    Table& table = tables_.emplace_back();
    table.node = &node;
    table.NameColumns();
  }
}

void Dataset::MakeView(Table* table, query::Database* database) const {
  table->problem = table->stored->problem;
  if (!table->readable()) return;
  // Once checks know of it, it stays, even when the files that differ are left out.
  if (!table->stored->uniform && table->stored->names_files) table->file_column = kFileColumn;
  std::vector<std::string> columns;
  for (const ColumnState& state : table->columns) {
    columns.push_back(Cast(state) + " AS " + Identifier(state.column->name));
    if (state.present && state.cast) {
      columns.push_back(Identifier(state.column->name) + " AS " +
                        Identifier(GivenColumn(state.column->name)));
    }
  }
  if (columns.empty()) columns.emplace_back("NULL AS nothing");
  if (!table->file_column.empty()) columns.push_back(Identifier(table->file_column));
  table->view_sql = fmt::format("SELECT {} FROM {}", query::List(columns),
                                source_->Relation(*table->stored, AsText(*table)));
  if (rows_max_ > 0) table->view_sql += fmt::format(" LIMIT {}", rows_max_);
  const base::Status made = database->Execute(
      fmt::format("CREATE OR REPLACE VIEW {} AS {}", Identifier(table->node->id), table->view_sql));
  if (!made.ok()) table->problem = FirstLine(made.message());
}

Dataset Dataset::Pretend(const spec::Spec& spec) {
  Dataset dataset(spec);
  for (Table& table : dataset.tables_) {
    for (ColumnState& state : table.columns) state.present = true;
  }
  return dataset;
}

base::Result<Dataset> Dataset::Open(const spec::Spec& spec, const std::string& directory,
                                    int64_t rows_max, query::Database* database) {
  std::set<std::string> expected;
  for (const spec::Node& node : spec.nodes) expected.insert(node.id);
  auto source = sources::OpenFolder(directory, database, "", expected);
  if (!source.ok()) return source.status();
  Dataset dataset(spec);
  dataset.source_ = std::move(*source);
  dataset.rows_max_ = rows_max;
  for (Table& table : dataset.tables_) {
    const std::string& id = table.node->id;
    table.stored = dataset.source_->Find(id);
    if (table.stored != nullptr) dataset.source_->Describe(table.stored);
    if (table.files().empty()) {
      table.problem = fmt::format(
          "no files: expected '{}' with Parquet, CSV, JSON lines or Arrow "
          "files, or a file '{}.parquet'",
          (fs::path(directory) / id).string(), id);
      continue;
    }
    MatchColumns(&table);
    dataset.MakeView(&table, database);
  }
  dataset.strays_ = StraysOf(*dataset.source_, spec);
  dataset.declared_rows_ = ReadDeclaredRows(directory);
  std::error_code error;
  dataset.unfinished_ = fs::exists(fs::path(directory) / ".datagen" / "job.json", error);
  return dataset;
}

void Dataset::DropBrokenFiles(const std::string& id, query::Database* database) {
  const auto place = places_.find(id);
  if (place == places_.end() || !tables_[place->second].readable()) return;
  Table& table = tables_[place->second];
  source_->DropBroken(table.stored, AsText(table));
  MakeView(&table, database);
}

}  // namespace datagen::validate
