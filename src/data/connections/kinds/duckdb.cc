// A file of DuckDB, which works in process.
#include <fmt/format.h>

#include <algorithm>

#include "data/connections/connection.h"
#include "data/query/database.h"

namespace datagen::connections {
namespace {

using base::Status;

// DuckDB says by its first words what kind of error it is.
Status Sorted(const Status& status, const std::string& sql) {
  if (status.ok()) return status;
  const std::string message = fmt::format("DuckDB refuses: {}\n  in {}",
                                          query::FirstLine(status.message()), sql.substr(0, 200));
  for (const char* kind : {"INTERRUPT", "IO Error", "Out of Memory", "Permission", "FATAL"}) {
    if (status.message().rfind(kind, 0) == 0)
      return Status::Environment("database-failed", message);
  }
  return Status::Invalid("database-refused", message);
}

class DuckdbStatement : public Statement {
 public:
  DuckdbStatement(query::Database* database, std::string sql)
      : database_(*database), sql_(std::move(sql)) {}

  void Bind(int place, const Value& value) override {
    values_.resize(std::max(values_.size(), static_cast<size_t>(place) + 1));
    values_[static_cast<size_t>(place)] = value;
  }
  base::Result<Rows> Run() override {
    auto rows = database_.Run(sql_, values_);
    return rows.ok() ? std::move(rows) : Sorted(rows.status(), sql_);
  }

 private:
  query::Database& database_;
  std::string sql_;
  std::vector<Value> values_;
};

class DuckdbConnection : public Connection {
 public:
  explicit DuckdbConnection(std::unique_ptr<query::Database> database)
      : database_(std::move(database)) {}

  Status Execute(const std::string& sql) override { return Sorted(database_->Execute(sql), sql); }
  base::Result<Rows> Query(const std::string& sql) override {
    return DuckdbStatement(database_.get(), sql).Run();
  }
  base::Result<std::unique_ptr<Statement>> Prepare(const std::string& sql) override {
    return std::unique_ptr<Statement>(std::make_unique<DuckdbStatement>(database_.get(), sql));
  }

  base::Result<std::string> Catalogue() override {
    auto rows = Query(
        "SELECT sql FROM (SELECT 1 AS part, table_oid AS oid, sql FROM duckdb_tables() WHERE NOT "
        "internal AND NOT temporary UNION ALL SELECT 2, index_oid, sql FROM duckdb_indexes() WHERE "
        "sql IS NOT NULL) ORDER BY part, oid");
    if (!rows.ok()) return rows.status();
    std::string script;
    for (size_t i = 0; i < rows->rows.size(); ++i) script += rows->Text(i, 0) + "\n";
    return script;
  }

  base::Result<std::string> ServerVersion() override {
    auto rows = Query("SELECT version()");
    if (!rows.ok()) return rows.status();
    return rows->Text(0, 0);
  }

  void Cancel() override { database_->Interrupt(); }

 private:
  std::unique_ptr<query::Database> database_;
};

base::Result<std::unique_ptr<Connection>> Open(const std::string& location, Access access) {
  constexpr int kThreads = 2;
  query::DatabaseOptions options;
  options.threads = kThreads;
  options.file = PathOf(location);
  options.read_only = access == Access::kRead;
  auto database = query::Database::Open(options);
  if (!database.ok()) return database.status();
  return std::unique_ptr<Connection>(
      std::make_unique<DuckdbConnection>(std::move(database.value())));
}

}  // namespace

const ConnectionInfo& DuckdbInfo() {
  static const ConnectionInfo info{"duckdb", {"duckdb"}, {"duckdb", "ddb"}, "postgresql", Open};
  return info;
}

}  // namespace datagen::connections
