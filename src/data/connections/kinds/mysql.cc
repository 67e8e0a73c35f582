// MySQL and MariaDB, by MariaDB's client library.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "data/connections/connection.h"
#include "data/connections/mysql_library.h"
#include "data/connections/mysql_login.h"
#include "data/connections/mysql_result.h"
#include "data/connections/mysql_statement.h"
#include "data/connections/mysql_stream.h"
#include "data/connections/mysql_tables.h"
#include "data/dialects/dialect.h"

namespace datagen::connections {
namespace {

using base::Status;

// What of the rows LOAD DATA has read.
struct Reading {
  const char* at = nullptr;
  const char* end = nullptr;
};

std::string Quoted(const std::string& name) {
  return dialects::QuotedName(name, *dialects::GetDialect("mysql").writing);
}

std::string In(const std::string& sql) { return "\n  in " + sql.substr(0, 200); }

class MysqlConnection : public Connection {
 public:
  MysqlConnection(MysqlLogin login, MysqlPtr connection)
      : login_(std::move(login)),
        connection_(std::move(connection)),
        id_(Libmariadb().thread_id(connection_.get())) {
    // From memory only: a server that asks for a file gets what is being sent, or nothing.
    Libmariadb().set_local_infile_handler(
        connection_.get(),
        [](void** state, const char* /*name*/, void* reading) {
          *state = reading;
          return 0;
        },
        [](void* state, char* data, unsigned int size) {
          auto* reading = static_cast<Reading*>(state);
          const auto count =
              std::min(static_cast<size_t>(size), static_cast<size_t>(reading->end - reading->at));
          if (count > 0) std::memcpy(data, reading->at, count);
          reading->at += count;
          return static_cast<int>(count);
        },
        [](void* /*state*/) {},
        [](void* /*state*/, char* message, unsigned int size) {
          std::strncpy(message, "the rows can't be read", size);
          return 1;
        },
        &reading_);
  }

  Status Execute(const std::string& sql) override { return Query(sql).status(); }

  base::Result<Rows> Query(const std::string& sql) override {
    MYSQL* connection = connection_.get();
    if (Libmariadb().real_query(connection, sql.data(), sql.size()) != 0) return Failed(In(sql));
    const MysqlResultPtr result(Libmariadb().store_result(connection));
    Rows rows;
    if (result == nullptr && Libmariadb().field_count(connection) > 0) return Failed(In(sql));
    if (result != nullptr) {
      DescribeMysqlResult(result.get(), &rows);
      rows.rows.reserve(static_cast<size_t>(Libmariadb().num_rows(result.get())));
      while (MYSQL_ROW cells = Libmariadb().fetch_row(result.get())) {
        const unsigned long* lengths = Libmariadb().fetch_lengths(result.get());
        auto& row = rows.rows.emplace_back(rows.columns.size());
        for (size_t k = 0; k < row.size(); ++k) {
          if (cells[k] != nullptr) row[k] = std::string(cells[k], lengths[k]);
        }
      }
    }
    // A result that nobody asked for would block what comes next.
    while (Libmariadb().next_result(connection) == 0) {
      const MysqlResultPtr ignored(Libmariadb().store_result(connection));
    }
    return rows;
  }

  base::Result<std::unique_ptr<RowStream>> Stream(const std::string& sql) override {
    MYSQL* connection = connection_.get();
    if (Libmariadb().real_query(connection, sql.data(), sql.size()) != 0) return Failed(In(sql));
    MYSQL_RES* result = Libmariadb().use_result(connection);
    if (result == nullptr && Libmariadb().error_number(connection) != 0) return Failed(In(sql));
    if (result == nullptr)
      return Status::Invalid("database-refused", "a statement without rows" + In(sql));
    return std::unique_ptr<RowStream>(
        std::make_unique<MysqlRowStream>(connection, result, sql, [this] { Cancel(); }));
  }

  base::Result<std::unique_ptr<Statement>> Prepare(const std::string& sql) override {
    MYSQL_STMT* statement = Libmariadb().stmt_init(connection_.get());
    if (Libmariadb().stmt_prepare(statement, sql.data(), sql.size()) != 0) {
      const Status status = MysqlRefused(Libmariadb().stmt_error(statement),
                                         Libmariadb().stmt_error_number(statement), In(sql));
      Libmariadb().stmt_close(statement);
      return status;
    }
    return std::unique_ptr<Statement>(std::make_unique<MysqlStatement>(statement));
  }

  base::Result<std::unique_ptr<BulkStream>> StartBulk(const std::string& statement) override;

  Status Begin() override { return Execute("START TRANSACTION"); }

  Status BeginReading(int64_t statement_ms_max) override {
    const bool is_mariadb =
        std::string_view(Libmariadb().get_server_info(connection_.get())).find("MariaDB") !=
        std::string_view::npos;
    Status status = Execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    if (status.ok() && statement_ms_max > 0) {
      constexpr double kMsPerSecond = 1000;
      status = Execute(is_mariadb
                           ? fmt::format("SET SESSION max_statement_time = {}",
                                         static_cast<double>(statement_ms_max) / kMsPerSecond)
                           : fmt::format("SET SESSION max_execution_time = {}", statement_ms_max));
    }
    return status.ok() ? Execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY") : status;
  }

  base::Result<std::vector<StoredTable>> Tables() override {
    auto rows = Query(kMysqlTables);
    if (!rows.ok()) return rows.status();
    return ReadMysqlTables(*rows, Quoted);
  }

  // What SHOW CREATE TABLE says of each table.
  base::Result<std::string> Catalogue() override {
    auto names = Query(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND "
        "table_type = 'BASE TABLE' ORDER BY table_name");
    if (!names.ok()) return names.status();
    std::string script;
    for (size_t i = 0; i < names->rows.size(); ++i) {
      auto rows = Query("SHOW CREATE TABLE " + Identifier(names->Text(i, 0)));
      if (!rows.ok()) return rows.status();
      script += rows->Text(0, 1) + ";\n";
    }
    return script;
  }

  base::Result<std::string> ServerVersion() override {
    return std::string(Libmariadb().get_server_info(connection_.get()));
  }

  // By a second connection: the first one waits.
  void Cancel() override {
    const auto other = login_.Connect();
    if (other.ok())
      Libmariadb().query(other.value().get(), fmt::format("KILL QUERY {}", id_).c_str());
  }

  [[nodiscard]] std::string Identifier(std::string_view name) const override {
    return Quoted(std::string(name));
  }

  // One run of the statement takes all of these rows.
  Status LoadRows(const std::string& statement, std::string_view rows) {
    reading_ = {rows.data(), rows.data() + rows.size()};
    const int code = Libmariadb().real_query(connection_.get(), statement.data(), statement.size());
    reading_ = {};
    return code == 0 ? CheckWarnings() : Failed("");
  }

 private:
  // LOAD DATA LOCAL goes on after what strict mode refuses and says so in warnings: each is a row
  // that is not what was sent.
  Status CheckWarnings() {
    if (Libmariadb().warning_count(connection_.get()) == 0) return Status::Ok();
    const char* info = Libmariadb().info(connection_.get());
    const std::string counts = info == nullptr ? "" : fmt::format("\n  {}", info);
    auto rows = Query("SHOW WARNINGS");
    if (!rows.ok()) return rows.status();
    for (size_t i = 0; i < rows->rows.size(); ++i) {
      if (rows->Text(i, 0) == "Note") continue;
      const auto code = static_cast<unsigned int>(rows->Integer(i, 1).value_or(0));
      return MysqlRefused(rows->Text(i, 2).c_str(), code, counts);
    }
    return Status::Ok();
  }

  [[nodiscard]] Status Failed(const std::string& more) const {
    return MysqlRefused(Libmariadb().error(connection_.get()),
                        Libmariadb().error_number(connection_.get()), more);
  }

  MysqlLogin login_;
  MysqlPtr connection_;
  unsigned long id_;
  Reading reading_;
};

class LoadStream : public BulkStream {
 public:
  LoadStream(MysqlConnection* connection, std::string statement)
      : connection_(*connection), statement_(std::move(statement)) {}
  Status Write(std::string_view rows) override { return connection_.LoadRows(statement_, rows); }
  Status Finish() override { return Status::Ok(); }

 private:
  MysqlConnection& connection_;
  std::string statement_;
};

base::Result<std::unique_ptr<BulkStream>> MysqlConnection::StartBulk(const std::string& statement) {
  return std::unique_ptr<BulkStream>(std::make_unique<LoadStream>(this, statement));
}

base::Result<std::unique_ptr<Connection>> Open(const std::string& location, Access access) {
  auto login = MysqlLogin::Read(location);
  if (!login.ok()) return login.status();
  auto opened = login->Connect();
  if (!opened.ok()) return opened.status();
  auto connection = std::make_unique<MysqlConnection>(*login, std::move(opened.value()));
  Status status = connection->Execute(
      "SET time_zone = '+00:00', max_error_count = 1024, sql_mode = CONCAT_WS(',', @@sql_mode, "
      "'STRICT_TRANS_TABLES', 'NO_AUTO_VALUE_ON_ZERO')");
  if (status.ok() && access == Access::kRead) {
    status = connection->Execute("SET SESSION TRANSACTION READ ONLY");
  }
  if (!status.ok()) return status;
  return std::unique_ptr<Connection>(std::move(connection));
}

}  // namespace

const ConnectionInfo& MysqlInfo() {
  static const ConnectionInfo info{"mysql", {"mysql", "mariadb"}, {}, "mysql", Open};
  return info;
}

}  // namespace datagen::connections
