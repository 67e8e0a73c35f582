// PostgreSQL: COPY in its binary form, or as text where a column has none; all tables in one
// transaction.
#include <fmt/format.h>

#include <map>
#include <set>

#include "making/loaders/binary_rows.h"
#include "making/loaders/dependents.h"
#include "making/loaders/kept_columns.h"
#include "making/loaders/table_names.h"
#include "making/loaders/target.h"
#include "making/loaders/text_rows.h"

namespace datagen::loaders {
namespace {

using base::Status;
using connections::Rows;

std::string_view View(const base::Buffer<char>& bytes) { return {bytes.data(), bytes.size()}; }

constexpr const char* kReferencesWithRules =
    "SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname), quote_ident(m.nspname) || '.' "
    "|| "
    "quote_ident(d.relname), quote_ident(m.nspname) || '.' || quote_ident(d.relname), "
    "quote_ident(a.attname), CASE k.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' "
    "ELSE "
    "'SET DEFAULT' END FROM pg_constraint k JOIN pg_class c ON c.oid = k.confrelid JOIN "
    "pg_namespace n ON "
    "n.oid = c.relnamespace JOIN pg_class d ON d.oid = k.conrelid JOIN pg_namespace m ON m.oid = "
    "d.relnamespace JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] "
    "WHERE "
    "k.contype = 'f' AND k.conparentid = 0 AND k.confdeltype IN ('c', 'n', 'd') ORDER BY 1, 2";

class PostgresqlDatabase : public Target {
 public:
  explicit PostgresqlDatabase(std::string url) : url_(std::move(url)) {}

  Status Connect() override {
    auto opened = connections::ConnectionOf("postgresql").open(url_, connections::Access::kWrite);
    if (!opened.ok()) return opened.status();
    connection_ = std::move(opened.value());
    return Status::Ok();
  }

  Status Begin(const std::vector<TargetTable>& tables, const Creation& creation) override {
    Status status = connection_->Begin();
    if (status.ok()) {
      status = MakeTables(tables, creation, creation.wanted, "postgresql", connection_.get());
    }
    // A script may have moved the path on which names are looked for.
    for (const TargetTable& table : tables) {
      if (status.ok()) status = FindTable(table);
    }
    if (status.ok()) status = Defer(tables);
    if (status.ok()) {
      status = EmptyOldLedger(
          creation,
          "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass('_defects') "
          "AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
          connection_.get());
    }
    return status.ok() && creation.replaces_rows ? DeleteRows(tables) : status;
  }

  Status StartTable(const TargetTable& table) override {
    table_ = &table;
    const Found& found = found_[table.id];
    auto stream = connection_->StartBulk(
        fmt::format("COPY {} ({}) FROM STDIN{}", found.name, fmt::join(found.columns, ", "),
                    found.forms.empty() ? "" : " (FORMAT binary)"));
    if (!stream.ok()) return stream.status();
    stream_ = std::move(stream.value());
    base::Buffer<char> head;
    if (!found.forms.empty()) AppendBinaryHeader(&head);
    return stream_->Write(View(head));
  }

  void Encode(Chunk* chunk) const override {
    const Found& found = found_.at(table_->id);
    found.kept.Narrow(&chunk->batch);
    if (found.forms.empty()) {
      AppendRows(chunk->batch, found.kept.columns(), TextForm::kPostgres, &chunk->text);
    } else {
      AppendBinaryRows(chunk->batch, found.kept.columns(), found.forms, &chunk->text);
    }
    chunk->batch = {};
  }

  Status Write(const Chunk& chunk) override { return stream_->Write(View(chunk.text)); }

  Status FinishTable() override {
    base::Buffer<char> end;
    if (!found_[table_->id].forms.empty()) AppendBinaryEnd(&end);
    Status status = stream_->Write(View(end));
    if (status.ok()) status = stream_->Finish();
    stream_.reset();
    return status.ok() ? MoveSequences() : status;
  }

  Status Commit() override {
    Status status = connection_->Execute("SET CONSTRAINTS ALL IMMEDIATE");
    for (const std::string& statement : undeferred_) {
      if (status.ok()) status = connection_->Execute(statement);
    }
    return status.ok() ? connection_->Commit() : status;
  }

  void Cancel() override { connection_->Cancel(); }

  void Rollback() override {
    stream_.reset();
    if (connection_ == nullptr) return;
    const Status ignored = connection_->Rollback();
  }

 private:
  struct Found {
    std::string name;                  // quoted
    KeptColumns kept;                  // all but those that the database computes
    std::vector<std::string> columns;  // of these, quoted
    std::vector<BinaryForm> forms;     // of the columns; empty: one of them goes only as text
  };

  // Together at once where nothing else refers to them: row by row, each row would look for rows
  // that refer to it, which takes their whole table where that has no index for it. Else references
  // are looked at at the end, but those that other tables have.
  Status DeleteRows(const std::vector<TargetTable>& tables) {
    std::vector<std::string> names;
    names.reserve(tables.size());
    for (const TargetTable& table : tables) names.push_back(found_[table.id].name);
    const auto alone = CanTruncate(names);
    if (!alone.ok()) return alone.status();
    if (alone.value()) {
      return connection_->Execute(fmt::format("TRUNCATE {}", fmt::join(names, ", ")));
    }
    Status status =
        CheckDependents({names.begin(), names.end()}, kReferencesWithRules, connection_.get());
    for (auto table = tables.rbegin(); table != tables.rend() && status.ok(); ++table) {
      status = connection_->Execute("DELETE FROM " + found_[table->id].name);
    }
    return status;
  }

  // Whether no other table refers to these, nothing is to be told of each row (a trigger), and it
  // is allowed: others wait for the end of the transaction in either case.
  base::Result<bool> CanTruncate(const std::vector<std::string>& names) {
    int64_t in_the_way = 0;
    for (const std::string& name : names) {
      auto rows = connection_->Query(
          "SELECT (SELECT count(*) FROM pg_constraint k WHERE k.contype = 'f' AND k.confrelid = "
          "$1::regclass AND k.conparentid = 0 AND NOT k.conrelid = ANY ($2::regclass[])) + "
          "(SELECT count(*) FROM pg_trigger t WHERE t.tgrelid = $1::regclass AND NOT "
          "t.tgisinternal "
          "AND (t.tgtype & 8) <> 0) + (NOT has_table_privilege($1, 'TRUNCATE'))::int + "
          "(SELECT relrowsecurity::int FROM pg_class WHERE oid = $1::regclass)",
          {name, fmt::format("{{{}}}", fmt::join(Quoted(names), ","))});
      if (!rows.ok()) return rows.status();
      in_the_way += rows->Integer(0, 0).value_or(1);
    }
    return in_the_way == 0;
  }

  // As elements of an array's text.
  static std::vector<std::string> Quoted(const std::vector<std::string>& names) {
    std::vector<std::string> quoted;
    quoted.reserve(names.size());
    for (const std::string& name : names) {
      std::string element = "\"";
      for (const char c : name) {
        if (c == '"' || c == '\\') element += '\\';
        element += c;
      }
      quoted.push_back(element + '"');
    }
    return quoted;
  }

  Status FindTable(const TargetTable& table) {
    for (const TableName& name : PossibleNames(table.name)) {
      auto rows = connection_->Query(
          "SELECT c.oid, quote_ident(n.nspname) || '.' || quote_ident(c.relname), "
          "(pg_table_is_visible(c.oid) OR $2 <> '')::int, n.nspname || '.' || c.relname FROM "
          "pg_class c "
          "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND "
          "n.nspname NOT IN ('pg_catalog', 'information_schema') AND lower(c.relname) = lower($1) "
          "AND ($2 = '' OR lower(n.nspname) = lower($2)) "
          "ORDER BY 3 DESC, c.relname = $1 DESC LIMIT 1",
          {name.table, name.schema});
      if (!rows.ok()) return rows.status();
      if (rows->rows.empty()) continue;
      if (rows->Integer(0, 2) != 1) return OffThePath(table.name, rows->Text(0, 3));
      Found found;
      found.name = rows->Text(0, 1);
      const Status status = FindColumns(table, rows->Integer(0, 0).value_or(0), &found);
      found_[table.id] = std::move(found);
      return status;
    }
    return NoSuchTable(table.name);
  }

  // Nobody who names no schema means a table that the session does not see by that name.
  static Status OffThePath(const std::string& table, const std::string& there) {
    return Status::Invalid(
        "target-lacks-table",
        fmt::format("no table '{}' is on the search path of the session", table),
        {.given = table,
         .hint =
             fmt::format("for the one that is there, \"table\": \"{}\" in the spec, or its schema "
                         "on the path: ?options=-csearch_path%3D…",
                         there),
         .table = table});
  }

  Status FindColumns(const TargetTable& table, int64_t oid, Found* found) {
    auto columns = connection_->Query(
        "SELECT attname, quote_ident(attname), CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN "
        "coalesce((SELECT CASE b.typtype WHEN 'e' THEN 'enum' ELSE b.typname END FROM pg_type b "
        "WHERE b.oid = t.typbasetype), '') ELSE t.typname END, (attgenerated <> '')::int FROM "
        "pg_attribute a JOIN pg_type t ON t.oid = a.atttypid WHERE attrelid = $1 AND attnum > 0 "
        "AND "
        "NOT attisdropped",
        {oid});
    if (!columns.ok()) return columns.status();
    bool binary = true;
    for (size_t i = 0; i < table.columns.size(); ++i) {
      const engine::WrittenColumn& column = table.columns[i];
      const auto match = FindName(*columns, 0, column.name);
      if (!match) return NoSuchColumn(found->name, column.name);
      if (columns->Integer(*match, 3) == 1) continue;
      found->kept.Keep(i, column);
      found->columns.push_back(columns->Text(*match, 1));
      const auto form = BinaryFormOf(column.type, columns->Text(*match, 2));
      binary = binary && form.has_value();
      if (binary) found->forms.push_back(*form);
    }
    if (!binary) found->forms.clear();
    return Status::Ok();
  }

  // References in a circle are checked at the end: in this transaction only.
  Status Defer(const std::vector<TargetTable>& tables) {
    for (const TargetTable& table : tables) {
      if (!table.in_circle) continue;
      const std::string& name = found_[table.id].name;
      auto rows = connection_->Query(
          "SELECT quote_ident(conname) FROM pg_constraint WHERE contype = 'f' AND NOT "
          "condeferrable AND conrelid = $1::regclass",
          {name});
      if (!rows.ok()) return rows.status();
      for (size_t i = 0; i < rows->rows.size(); ++i) {
        const std::string alter =
            fmt::format("ALTER TABLE {} ALTER CONSTRAINT {}", name, rows->Text(i, 0));
        const Status status = connection_->Execute(alter + " DEFERRABLE");
        if (!status.ok()) return status;
        undeferred_.push_back(alter + " NOT DEFERRABLE");
      }
    }
    return connection_->Execute("SET CONSTRAINTS ALL DEFERRED");
  }

  // What the database numbers itself goes on behind the loaded rows.
  Status MoveSequences() {
    const std::string& name = found_[table_->id].name;
    auto rows = connection_->Query(
        "SELECT pg_get_serial_sequence($1, a.attname), quote_ident(a.attname) FROM pg_attribute a "
        "WHERE a.attrelid = $1::text::regclass AND a.attnum > 0 AND NOT a.attisdropped AND "
        "pg_get_serial_sequence($1, a.attname) IS NOT NULL",
        {name});
    if (!rows.ok()) return rows.status();
    for (size_t i = 0; i < rows->rows.size(); ++i) {
      auto moved = connection_->Query(
          fmt::format("SELECT setval($1::text::regclass, greatest((SELECT max({}) FROM {}), 1))",
                      rows->Text(i, 1), name),
          {rows->Text(i, 0)});
      if (!moved.ok()) return moved.status();
    }
    return Status::Ok();
  }

  std::string url_;
  std::unique_ptr<connections::Connection> connection_;
  std::unique_ptr<connections::BulkStream> stream_;  // of the table that is being loaded
  std::map<std::string, Found> found_;
  std::vector<std::string> undeferred_;
  const TargetTable* table_ = nullptr;
};

}  // namespace

const TargetInfo& PostgresqlTarget() {
  static const connections::ConnectionInfo& kind = connections::ConnectionOf("postgresql");
  static const TargetInfo info{kind.id,
                               "PostgreSQL, by COPY: postgresql://user@host:port/database",
                               kind.schemes,
                               kind.extensions,
                               kind.dialect,
                               [](const TargetOptions& options) -> std::unique_ptr<Target> {
                                 return std::make_unique<PostgresqlDatabase>(options.location);
                               }};
  return info;
}

}  // namespace datagen::loaders
