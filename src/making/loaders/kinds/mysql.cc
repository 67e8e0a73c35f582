// MySQL and MariaDB: LOAD DATA LOCAL from memory, one transaction.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "foundation/base/plural.h"
#include "foundation/work/unfinished.h"
#include "making/loaders/dependents.h"
#include "making/loaders/table_names.h"
#include "making/loaders/target.h"
#include "making/loaders/text_rows.h"

namespace datagen::loaders {
namespace {

using base::Status;
using connections::Rows;

// How a text that LOAD DATA reads becomes a value of the column; "": as it is.
std::string ConversionOf(const engine::WrittenColumn& column, const std::string& type) {
  static const std::set<std::string> kGeometry = {
      "geometry",   "point",        "linestring",      "polygon",
      "multipoint", "multipolygon", "multilinestring", "geometrycollection"};
  if (kGeometry.count(type) > 0) return "ST_GeomFromText({})";
  if (type == "bit") return "CAST({} AS UNSIGNED)";
  return column.type.kind == kernel::TypeKind::kBinary ? "UNHEX({})" : "";
}

constexpr const char* kReferencesWithRules =
    "SELECT k.referenced_table_name, CASE WHEN k.table_schema = DATABASE() THEN k.table_name ELSE "
    "'' END, "
    "CONCAT('`', REPLACE(k.table_schema, '`', '``'), '`.`', REPLACE(k.table_name, '`', '``'), "
    "'`'), "
    "CONCAT('`', REPLACE(k.column_name, '`', '``'), '`'), r.delete_rule FROM "
    "information_schema.key_column_usage k JOIN information_schema.referential_constraints r ON "
    "r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name AND "
    "r.table_name = "
    "k.table_name WHERE k.referenced_table_schema = DATABASE() AND k.ordinal_position = 1 AND "
    "r.delete_rule IN "
    "('CASCADE', 'SET NULL', 'SET DEFAULT') ORDER BY 1, 2";

class MysqlDatabase : public Target {
 public:
  explicit MysqlDatabase(std::string url) : url_(std::move(url)) {}

  Status Connect() override {
    auto opened = connections::ConnectionOf("mysql").open(url_, connections::Access::kWrite);
    if (!opened.ok()) return opened.status();
    connection_ = std::move(opened.value());
    return Status::Ok();
  }

  Status Begin(const std::vector<TargetTable>& tables, const Creation& creation) override {
    tables_ = &tables;
    Status status;
    if (creation.wanted || creation.has_ledger) status = Create(tables, creation);
    if (status.ok()) status = FindTables(tables);
    if (status.ok()) status = connection_->Begin();
    if (status.ok()) {
      status =
          EmptyOldLedger(creation,
                         "SELECT column_name FROM information_schema.columns WHERE table_schema = "
                         "database() AND table_name = '_defects' ORDER BY ordinal_position",
                         connection_.get());
    }
    return status.ok() && creation.replaces_rows ? DeleteRows(tables) : status;
  }

  Status StartTable(const TargetTable& table) override {
    table_ = &table;
    rows_done_ = 0;
    // In a circle the references can't hold row by row: they are looked at before the end.
    Status status = connection_->Execute(table.in_circle ? "SET foreign_key_checks = 0"
                                                         : "SET foreign_key_checks = 1");
    if (!status.ok()) return status;
    auto stream = connection_->StartBulk(found_[table.id].load);
    if (!stream.ok()) return stream.status();
    stream_ = std::move(stream.value());
    return status;
  }

  void Encode(Chunk* chunk) const override {
    AppendRows(chunk->batch, table_->columns, TextForm::kMysql, &chunk->text);
    chunk->batch = {};
  }

  Status Write(const Chunk& chunk) override {
    const Status status = stream_->Write({chunk.text.data(), chunk.text.size()});
    if (!status.ok()) {
      return Located(status, fmt::format("\n  table {}\n  in the rows from {} on", table_->name,
                                         rows_done_ + 1));
    }
    rows_done_ += chunk.rows;
    return status;
  }

  Status FinishTable() override {
    const Status status = stream_->Finish();
    stream_.reset();
    return status.ok() ? connection_->Execute("SET foreign_key_checks = 1") : status;
  }

  Status Commit() override {
    const Status status = CheckCircles();
    if (!status.ok()) return status;
    Status committed = connection_->Commit();
    if (committed.ok()) creating_.reset();
    return committed;
  }

  void Cancel() override { connection_->Cancel(); }

  // Definitions end a transaction here, so what was created is dropped by hand. That takes the rows
  // with it: undoing them first would take as long as loading them did.
  void Rollback() override {
    stream_.reset();
    if (connection_ == nullptr) return;
    const std::set<std::string> created = NewTables();
    const bool fills_others = std::any_of(found_.begin(), found_.end(), [&](const auto& found) {
      return created.count(found.second.name) == 0;
    });
    Status ignored = fills_others ? connection_->Rollback() : Status::Ok();
    if (created.empty()) return;
    ignored = connection_->Execute("SET foreign_key_checks = 0");
    ignored = connection_->Execute(fmt::format("DROP TABLE {}", fmt::join(created, ", ")));
    creating_.reset();
  }

 private:
  struct Found {
    std::string table;
    std::string name;                            // the same, quoted
    std::string load;                            // the statement
    std::map<std::string, std::string> columns;  // of the spec, to quoted ones
  };

  Status Create(const std::vector<TargetTable>& tables, const Creation& creation) {
    auto before = TableNames();
    if (!before.ok()) return before.status();
    before_ = std::move(before.value());
    creating_.emplace();
    const Status status = MakeTables(tables, creation, creation.wanted, "mysql", connection_.get());
    if (!status.ok()) return status;
    return connection_->Execute("SET foreign_key_checks = 1, unique_checks = 1");
  }

  base::Result<Rows> TableNames() {
    return connection_->Query(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND "
        "table_type = 'BASE TABLE'");
  }

  // Their names, quoted.
  std::set<std::string> NewTables() {
    std::set<std::string> names;
    if (!creating_) return names;
    auto now = TableNames();
    for (size_t i = 0; now.ok() && i < now->rows.size(); ++i) {
      if (std::find(before_.rows.begin(), before_.rows.end(), now->rows[i]) == before_.rows.end()) {
        names.insert(connection_->Identifier(now->Text(i, 0)));
      }
    }
    return names;
  }

  Status CheckCircles() {
    for (const TargetTable& table : *tables_) {
      if (!table.in_circle) continue;
      for (const Reference& reference : table.references) {
        const Status status = CheckReference(table, reference);
        if (!status.ok()) return status;
      }
    }
    return Status::Ok();
  }

  Status CheckReference(const TargetTable& table, const Reference& reference) {
    const Found& own = found_[table.id];
    const Found& other = found_[(*tables_)[static_cast<size_t>(reference.target)].id];
    std::vector<std::string> given;
    std::vector<std::string> same;
    for (size_t i = 0; i < reference.columns.size(); ++i) {
      const std::string& column = own.columns.at(reference.columns[i]);
      given.push_back(fmt::format("a.{} IS NOT NULL", column));
      same.push_back(
          fmt::format("a.{} = b.{}", column, other.columns.at(reference.target_columns[i])));
    }
    auto rows = connection_->Query(fmt::format(
        "SELECT COUNT(*) FROM {} a WHERE {} AND NOT EXISTS (SELECT 1 FROM {} b WHERE {})", own.name,
        fmt::join(given, " AND "), other.name, fmt::join(same, " AND ")));
    if (!rows.ok()) return rows.status();
    const int64_t count = rows->Integer(0, 0).value_or(0);
    if (count == 0) return Status::Ok();
    return Status::Invalid("database-refused",
                           fmt::format("{} {} of {} {} to rows that {} does not have", count,
                                       base::Plural(count, "row"), table.name,
                                       base::Plural(count, "refers", "refer"), other.name));
  }

  // Where rows of the same table, or of one that is emptied later, refer to a row, the checks are
  // off, once it is clear that no other table does.
  Status DeleteRows(const std::vector<TargetTable>& tables) {
    std::set<std::string> ours;
    for (const auto& [id, found] : found_) ours.insert(found.table);
    Status status = CheckDependents(ours, kReferencesWithRules, connection_.get());
    for (size_t i = tables.size(); i > 0 && status.ok(); --i) {
      const auto target = static_cast<int>(i) - 1;
      const Found& found = found_[tables[i - 1].id];
      const bool unordered = std::any_of(
          tables.begin(), tables.begin() + static_cast<int64_t>(i),
          [target](const TargetTable& table) {
            return std::any_of(
                table.references.begin(), table.references.end(),
                [target](const Reference& reference) { return reference.target == target; });
          });
      if (unordered) status = CheckUnreferenced(found.table);
      if (status.ok() && unordered) status = connection_->Execute("SET foreign_key_checks = 0");
      if (status.ok()) status = connection_->Execute("DELETE FROM " + found.name);
      if (status.ok() && unordered) status = connection_->Execute("SET foreign_key_checks = 1");
    }
    return status;
  }

  Status CheckUnreferenced(const std::string& table) {
    std::vector<std::string> ours;
    ours.reserve(found_.size());
    for (const auto& [id, found] : found_) ours.push_back(found.table);
    auto others = connection_->Query(
        "SELECT DISTINCT table_name FROM information_schema.key_column_usage WHERE "
        "referenced_table_schema = DATABASE() AND referenced_table_name = ?",
        {table});
    if (!others.ok()) return others.status();
    for (size_t i = 0; i < others->rows.size(); ++i) {
      if (std::find(ours.begin(), ours.end(), others->Text(i, 0)) != ours.end()) continue;
      return Status::Invalid(
          "database-refused",
          fmt::format("rows of {} can't be replaced: {} refers to them", table, others->Text(i, 0)),
          {.table = table});
    }
    return Status::Ok();
  }

  Status FindTables(const std::vector<TargetTable>& tables) {
    auto names = TableNames();
    if (!names.ok()) return names.status();
    for (const TargetTable& table : tables) {
      std::optional<size_t> match;
      for (const TableName& name : PossibleNames(table.name)) {
        if (!match) match = FindName(*names, 0, name.table);
      }
      if (!match) return NoSuchTable(table.name);
      const Status status = FindColumns(table, names->Text(*match, 0));
      if (!status.ok()) return status;
    }
    return Status::Ok();
  }

  Status FindColumns(const TargetTable& table, const std::string& name) {
    auto columns = connection_->Query(
        "SELECT column_name, data_type, coalesce(generation_expression, '') <> '' FROM "
        "information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?",
        {name});
    if (!columns.ok()) return columns.status();
    Found found;
    found.table = name;
    found.name = connection_->Identifier(name);
    std::vector<std::string> fields;
    std::vector<std::string> conversions;
    for (const engine::WrittenColumn& column : table.columns) {
      const auto match = FindName(*columns, 0, column.name);
      if (!match) return NoSuchColumn(name, column.name);
      const std::string quoted = connection_->Identifier(columns->Text(*match, 0));
      found.columns[column.name] = quoted;
      if (columns->Integer(*match, 2) == 1) {  // the database computes it
        fields.push_back(fmt::format("@v{}", fields.size()));
        continue;
      }
      const std::string conversion = ConversionOf(column, columns->Text(*match, 1));
      if (conversion.empty()) {
        fields.push_back(quoted);
        continue;
      }
      const std::string variable = fmt::format("@v{}", fields.size());
      fields.push_back(variable);
      conversions.push_back(
          fmt::format("{} = {}", quoted, fmt::format(fmt::runtime(conversion), variable)));
    }
    found.load = fmt::format(
        "LOAD DATA LOCAL INFILE 'rows' INTO TABLE {} CHARACTER SET utf8mb4 ({}){}", found.name,
        fmt::join(fields, ", "),
        conversions.empty() ? "" : fmt::format(" SET {}", fmt::join(conversions, ", ")));
    found_[table.id] = std::move(found);
    return Status::Ok();
  }

  std::string url_;
  std::unique_ptr<connections::Connection> connection_;
  std::unique_ptr<connections::BulkStream> stream_;  // of the table that is being loaded
  const std::vector<TargetTable>* tables_ = nullptr;
  const TargetTable* table_ = nullptr;
  std::map<std::string, Found> found_;
  Rows before_;                                // the tables that were there
  std::optional<work::Indivisible> creating_;  // there are tables that others see
  int64_t rows_done_ = 0;
};

}  // namespace

const TargetInfo& MysqlTarget() {
  static const connections::ConnectionInfo& kind = connections::ConnectionOf("mysql");
  static const TargetInfo info{
      kind.id,
      "MySQL and MariaDB, by LOAD DATA: mysql://user:password@host:port/database",
      kind.schemes,
      kind.extensions,
      kind.dialect,
      [](const TargetOptions& options) -> std::unique_ptr<Target> {
        return std::make_unique<MysqlDatabase>(options.location);
      }};
  return info;
}

}  // namespace datagen::loaders
