#include "proof/validate/dataset.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "data/connections/location.h"
#include "data/query/sql_text.h"
#include "data/sources/file_list.h"
#include "data/sources/folder_metadata.h"

namespace datagen::validate {
namespace {

namespace fs = std::filesystem;
using kernel::TypeKind;
using query::FirstLine;
using query::Identifier;
using query::SqlType;

constexpr const char* kFileColumn = "file of the row";
constexpr const char* kMisfitSuffix = " as printed";

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

// Whether an origin that has no such type keeps values of `type` as `given`.
bool MayKeep(const dialects::Storage& storage, const kernel::ValueType& type,
             const std::string& given) {
  const bool is_text = given == "VARCHAR" || given == "JSON";
  if (storage.free_types && is_text) return true;
  if (storage.arrays_are_texts && type.kind == TypeKind::kArray) return is_text;
  if (!storage.booleans_are_numbers) return false;
  return (type.kind == TypeKind::kBool && IsInteger(given)) ||
         (type.kind == TypeKind::kInt && given == "BOOLEAN");
}

// How the view computes a column from what is stored.
std::string Cast(const ColumnState& state) {
  const std::string name = Identifier(state.stored);
  const kernel::ValueType& type = state.column->type;
  if (!state.present) return fmt::format("CAST(NULL AS {})", SqlType(type));
  if (!state.cast || (state.has_misfits && IsExact(type, state.given_type))) return name;
  if (type.kind == TypeKind::kBool && IsInteger(state.given_type)) {  // 2 is no truth
    return fmt::format("TRY_CAST(CAST({} AS VARCHAR) AS BOOLEAN)", name);
  }
  if (type.kind == TypeKind::kDatetime && state.given_type == "TIMESTAMP WITH TIME ZONE") {
    return fmt::format("make_timestamp(epoch_us({}))", name);  // UTC, without the calendar's cost
  }
  if (type.kind == TypeKind::kJson && state.given_type == "JSON") {  // PostgreSQL puts blanks in
    return fmt::format("coalesce(CAST(TRY(json({0})) AS VARCHAR), CAST({0} AS VARCHAR))", name);
  }
  if (type.kind == TypeKind::kBinary) {  // text formats hold hexadecimal digits
    return fmt::format("TRY(from_hex(CAST({} AS VARCHAR)))", name);
  }
  if (type.kind == TypeKind::kDatetime) {  // also texts with a zone, like 2024-01-31T00:00:00Z
    return fmt::format("make_timestamp(epoch_us(TRY_CAST({} AS TIMESTAMPTZ)))", name);
  }
  return fmt::format("TRY_CAST({} AS {})", name, SqlType(type));
}

// What stands in a column, for people: text or the stored value.
std::string Given(const ColumnState& state) {
  const std::string name = Identifier(state.stored);
  if (!state.has_misfits) return name;
  return fmt::format("coalesce({}, CAST({} AS VARCHAR))", Identifier(state.stored + kMisfitSuffix),
                     name);
}

// Whether the view certainly takes the column: what else can be cast to what only DuckDB knows.
bool CanBeRead(const ColumnState& state) {
  return !state.cast || state.given_type.empty() || state.given_type == "VARCHAR";
}

std::string ViewStatement(const Table& table) {
  return fmt::format("CREATE OR REPLACE VIEW {} AS {}", Identifier(table.node->id), table.view_sql);
}

// Every value as text where the format has no types: the view casts, and keeps what it can't cast.
// A database has types, and says apart what has no place in them.
sources::Reading ReadingOf(const Table& table, bool is_database) {
  sources::Reading reading{
      .as_text = !is_database, .file_column = table.file_column, .misfit_suffix = kMisfitSuffix};
  for (const ColumnState& state : table.columns) {
    const bool is_json = state.column->type.kind == TypeKind::kJson;
    reading.fields.push_back(
        {state.column->name, is_json ? "JSON" : "VARCHAR", state.column->type.kind});
  }
  return reading;
}

// The columns of a file by their names.
class StoredColumns {
 public:
  StoredColumns(const sources::File& file, bool ignores_case) : ignores_case_(ignores_case) {
    for (const sources::Column& column : file.columns) {
      columns_.emplace(column.name, &column);
      if (ignores_case) alike_.emplace(schema::Lower(column.name), &column);
    }
  }
  [[nodiscard]] const sources::Column* Find(const std::string& name) const {
    const auto found = columns_.find(name);
    if (found != columns_.end()) return found->second;
    const auto alike = ignores_case_ ? alike_.find(schema::Lower(name)) : alike_.end();
    return alike == alike_.end() ? nullptr : alike->second;
  }

 private:
  bool ignores_case_;
  std::map<std::string_view, const sources::Column*> columns_;
  std::map<std::string, const sources::Column*> alike_;  // by names in small letters
};

// Which columns of the spec are stored, and as what; in databases names are alike but for case.
void MatchColumns(bool is_database, Table* table) {
  for (const sources::File& file : table->files()) {
    if (!file.problem.empty() || file.says_nothing) continue;
    const StoredColumns stored(file, is_database);  // whose names have no case
    for (ColumnState& state : table->columns) {
      const sources::Column* found = stored.Find(state.column->name);
      if (found == nullptr) {
        state.absent.push_back(file.path);
        continue;
      }
      const std::string& type = found->type;
      state.stored = found->name;
      state.has_misfits = found->misfits > 0;
      if (state.present && state.given_type != type) {
        state.cast = true;  // files differ: the view reads them as their common type
      }
      if (!state.present || !Conforms(state.column->type, type)) state.given_type = type;
      state.present = true;
    }
  }
  // Files without rows in a format whose rows name the columns have whichever are asked for.
  const bool unsaid = std::all_of(
      table->files().begin(), table->files().end(),
      [](const sources::File& file) { return file.problem.empty() && file.says_nothing; });
  std::set<std::string_view> known;
  for (ColumnState& state : table->columns) {
    if (unsaid) {
      state.stored = state.column->name;
      state.present = true;
    }
    state.cast = state.cast || state.has_misfits || !IsExact(state.column->type, state.given_type);
    if (!state.present) state.absent.clear();
    if (state.present) known.insert(state.stored);
  }
  if (table->stored == nullptr) return;
  for (ColumnState& state : table->columns) {
    // A decimal of a database without limits of its digits comes as text.
    const bool open_decimal = is_database && state.column->type.kind == TypeKind::kDecimal &&
                              state.given_type == "VARCHAR";
    state.kept =
        open_decimal || MayKeep(table->stored->storage, state.column->type, state.given_type);
  }
  for (const sources::Column& column : table->stored->columns) {
    if (!known.contains(column.name)) table->extra.push_back(column.name);
  }
}

// Tables of a database that the spec knows nothing of; not its views, whose rows nobody has
// written, and not the list of what a load broke on purpose.
std::vector<std::string> StrayTables(const sources::Source& source,
                                     const std::vector<Table>& tables) {
  std::set<const sources::Table*> known;
  for (const Table& table : tables) known.insert(table.stored);
  std::vector<std::string> strays;
  for (const sources::Table& table : source.tables()) {
    const bool is_ledger = table.name == "_defects" || table.name.ends_with("._defects");
    if (!table.is_view && !is_ledger && !known.contains(&table)) strays.push_back(table.name);
  }
  return strays;
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

base::Status Dataset::MakeView(Table* table, query::Database* database) {
  unmade_.erase(table->node->id);
  table->problem = table->stored->problem;
  if (!table->readable()) return base::Status::Ok();
  // Once checks know of it, it stays, even when the files that differ are left out.
  if (!table->stored->uniform && table->stored->names_files) table->file_column = kFileColumn;
  std::vector<std::string> columns;
  table->view_columns.clear();
  const auto add = [&](std::string sql, const std::string& name) {
    columns.push_back(sql + " AS " + Identifier(name));
    table->view_columns.push_back(name);
  };
  for (const ColumnState& state : table->columns) {
    add(Cast(state), state.column->name);
    if (state.present && state.cast) add(Given(state), GivenColumn(state.column->name));
  }
  if (columns.empty()) add("NULL", "nothing");
  if (!table->file_column.empty()) add(Identifier(table->file_column), table->file_column);
  table->view_sql = fmt::format("SELECT {} FROM {}", query::List(columns),
                                source_->Relation(*table->stored, ReadingOf(*table, is_database_)));
  table->all_sql = table->view_sql;
  if (rows_max_ > 0) {
    table->rows_max = rows_max_;
    table->view_sql += fmt::format(" LIMIT {}", rows_max_);
  }
  if (std::all_of(table->columns.begin(), table->columns.end(), CanBeRead)) {
    unmade_.emplace(table->node->id, table);
    return base::Status::Ok();
  }
  const base::Status made = database->Execute(ViewStatement(*table));
  if (made.code() == base::StatusCode::kEnvironment) return made;
  if (!made.ok()) table->problem = FirstLine(made.message());
  return base::Status::Ok();
}

base::Status Dataset::MakeViewsFor(const std::string& sql, query::Database* database) {
  for (const std::string& name : query::IdentifiersIn(sql)) {
    if (unmade_.empty()) break;
    const auto found = unmade_.find(name);
    if (found == unmade_.end()) continue;
    const base::Status made = database->Execute(ViewStatement(*found->second));
    if (!made.ok()) return made;
    unmade_.erase(found);
  }
  return base::Status::Ok();
}

Dataset Dataset::Pretend(const spec::Spec& spec) {
  Dataset dataset(spec);
  for (Table& table : dataset.tables_) {
    for (ColumnState& state : table.columns) state.present = true;
  }
  return dataset;
}

base::Status Dataset::Match(const std::string& location, query::Database* database) {
  for (Table& table : tables_) {
    const spec::Node& node = *table.node;
    const bool is_renamed = is_database_ && !node.table.empty();
    const std::string& name = is_renamed ? node.table : node.id;
    table.stored = source_->Find(name);
    if (table.stored != nullptr) {
      const base::Status described = source_->Describe(table.stored);
      if (!described.ok()) return described;
    }
    if (table.files().empty()) {
      table.problem =
          is_database_ ? fmt::format("no table '{}' in {}", name, connections::Redacted(location))
                       : fmt::format(
                             "no files: expected '{}' with Parquet, CSV, JSON lines or Arrow "
                             "files, or a file '{}.parquet'",
                             (fs::path(location) / name).string(), name);
      continue;
    }
    MatchColumns(is_database_, &table);
    const base::Status viewed = MakeView(&table, database);
    if (!viewed.ok()) return viewed;
  }
  return base::Status::Ok();
}

base::Result<Dataset> Dataset::Open(const spec::Spec& spec, const std::string& location,
                                    int64_t rows_max, const std::optional<sources::CsvDialect>& csv,
                                    query::Database* database) {
  Dataset dataset(spec);
  dataset.rows_max_ = rows_max;
  dataset.is_database_ = sources::IsDatabase(location);
  sources::FolderFacts facts{.csv = csv};
  for (const Table& table : dataset.tables_) {
    auto& columns = facts.expected[table.node->id];
    for (const ColumnState& state : table.columns) columns.push_back(state.column->name);
  }
  auto source = dataset.is_database_ ? sources::OpenDatabase(location, database)
                                     : sources::OpenFolder(location, database, "", facts);
  if (!source.ok()) return source.status();
  dataset.source_ = std::move(*source);
  const base::Status matched = dataset.Match(location, database);
  if (!matched.ok()) return matched;
  if (dataset.is_database_) {
    dataset.strays_ = StrayTables(*dataset.source_, dataset.tables_);
    return dataset;
  }
  dataset.strays_ = StraysOf(*dataset.source_, spec);
  auto metadata = sources::ReadFolderMetadata(location);
  dataset.declared_rows_ = std::move(metadata.rows);
  dataset.broken_on_purpose_ = metadata.defects;
  dataset.folder_ = location;
  // Without metadata it is not known what the list belongs to.
  if (!dataset.declared_rows_.empty()) {
    const auto listed = sources::ReadFileList(location);
    for (const sources::ListedFile& file : listed.value_or(std::vector<sources::ListedFile>())) {
      dataset.digests_[file.path] = file.digest;
    }
  }
  std::error_code error;
  dataset.unfinished_ = fs::exists(fs::path(location) / ".datagen" / "job.json", error);
  return dataset;
}

std::map<std::string, std::string> Dataset::DigestsOf(const Table& table) const {
  std::map<std::string, std::string> digests;
  const std::string below = table.node->id + "/";
  for (auto at = digests_.lower_bound(below); at != digests_.end() && at->first.starts_with(below);
       ++at) {
    digests[(folder_ / at->first).string()] = at->second;
  }
  return digests;
}

base::Status Dataset::DropBrokenFiles(const std::string& id, query::Database* database) {
  const auto place = places_.find(id);
  if (place == places_.end() || !tables_[place->second].readable()) {
    return base::Status::Ok();
  }
  Table& table = tables_[place->second];
  const base::Status dropped = source_->DropBroken(table.stored, ReadingOf(table, is_database_));
  return dropped.ok() ? MakeView(&table, database) : dropped;
}

}  // namespace datagen::validate
