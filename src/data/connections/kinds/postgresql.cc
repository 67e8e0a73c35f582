// PostgreSQL by its own client library, which reads URLs, the environment and its own files itself.
#include <fmt/format.h>

#include <algorithm>

#include "data/connections/connection.h"
#include "data/connections/location.h"
#include "data/connections/postgresql_catalogue.h"
#include "data/connections/postgresql_library.h"
#include "data/connections/postgresql_result.h"
#include "data/connections/postgresql_stream.h"
#include "data/connections/postgresql_tables.h"

namespace datagen::connections {
namespace {

using base::Status;

class PostgresqlStatement : public Statement {
 public:
  PostgresqlStatement(PGconn* connection, std::string name)
      : connection_(connection), name_(std::move(name)) {}
  ~PostgresqlStatement() override {
    const PostgresqlResultPtr ignored(Libpq().exec(connection_, ("DEALLOCATE " + name_).c_str()));
  }
  PostgresqlStatement(const PostgresqlStatement&) = delete;
  PostgresqlStatement& operator=(const PostgresqlStatement&) = delete;

  // Bytes go in the binary form, anything else as text, which the server reads by the mark's type.
  void Bind(int place, const Value& value) override {
    const auto at = static_cast<size_t>(place);
    if (at >= texts_.size()) {
      texts_.resize(at + 1);
      forms_.resize(at + 1);
    }
    forms_[at] = std::holds_alternative<Bytes>(value) ? 1 : 0;
    if (const auto* number = std::get_if<int64_t>(&value)) {
      texts_[at] = std::to_string(*number);
    } else if (const auto* real = std::get_if<double>(&value)) {
      texts_[at] = fmt::format("{}", *real);
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
      texts_[at] = std::string(*text);
    } else if (const auto* blob = std::get_if<Bytes>(&value)) {
      texts_[at] = std::string(blob->bytes);
    } else {
      texts_[at].reset();
    }
  }

  base::Result<Rows> Run() override {
    std::vector<const char*> values;
    std::vector<int> lengths;
    for (const auto& text : texts_) {
      values.push_back(text ? text->c_str() : nullptr);
      lengths.push_back(text ? static_cast<int>(text->size()) : 0);
    }
    const PostgresqlResultPtr result(
        Libpq().exec_prepared(connection_, name_.c_str(), static_cast<int>(values.size()),
                              values.data(), lengths.data(), forms_.data(), 0));
    return ReadPostgresqlRows(connection_, result.get(), "");
  }

 private:
  PGconn* connection_;
  std::string name_;
  std::vector<std::optional<std::string>> texts_;
  std::vector<int> forms_;  // 1: binary
};

class CopyStream : public BulkStream {
 public:
  explicit CopyStream(PGconn* connection) : connection_(connection) {}
  ~CopyStream() override {
    if (open_) End("called off");
  }
  CopyStream(const CopyStream&) = delete;
  CopyStream& operator=(const CopyStream&) = delete;

  Status Write(std::string_view rows) override {
    constexpr size_t kPieceBytes = size_t{1} << 20;
    for (; !rows.empty(); rows.remove_prefix(std::min(kPieceBytes, rows.size()))) {
      const auto size = static_cast<int>(std::min(kPieceBytes, rows.size()));
      if (Libpq().put_copy_data(connection_, rows.data(), size) == 1) continue;
      const Status status = End("the server ended the transfer");
      return status.ok() ? Status::Environment("connection-lost", "PostgreSQL ended the transfer")
                         : status;
    }
    return Status::Ok();
  }

  Status Finish() override { return End(nullptr); }

 private:
  Status End(const char* why) {
    open_ = false;
    Libpq().put_copy_end(connection_, why);
    Status status;
    while (true) {
      const PostgresqlResultPtr result(Libpq().get_result(connection_));
      if (result == nullptr) return status;
      if (Libpq().result_status(result.get()) != PGRES_COMMAND_OK && status.ok()) {
        status = PostgresqlRefused(connection_, result.get());
      }
    }
  }

  PGconn* connection_;
  bool open_ = true;
};

class PostgresqlConnection : public Connection {
 public:
  explicit PostgresqlConnection(PGconn* connection)
      : connection_(connection), cancel_(Libpq().get_cancel(connection)) {}
  ~PostgresqlConnection() override {
    Libpq().free_cancel(cancel_);
    Libpq().finish(connection_);
  }
  PostgresqlConnection(const PostgresqlConnection&) = delete;
  PostgresqlConnection& operator=(const PostgresqlConnection&) = delete;

  Status Execute(const std::string& sql) override { return Query(sql).status(); }

  base::Result<Rows> Query(const std::string& sql) override {
    const PostgresqlResultPtr result(Libpq().exec(connection_, sql.c_str()));
    return ReadPostgresqlRows(connection_, result.get(), sql);
  }

  base::Result<std::unique_ptr<RowStream>> Stream(const std::string& sql) override {
    return PostgresqlRowStream::Open(connection_, cancel_, sql);
  }

  base::Result<std::unique_ptr<Statement>> Prepare(const std::string& sql) override {
    const std::string name = fmt::format("datagen_{}", prepared_++);
    const PostgresqlResultPtr result(
        Libpq().prepare(connection_, name.c_str(), sql.c_str(), 0, nullptr));
    if (Libpq().result_status(result.get()) != PGRES_COMMAND_OK) {
      return PostgresqlRefused(connection_, result.get(), sql);
    }
    return std::unique_ptr<Statement>(std::make_unique<PostgresqlStatement>(connection_, name));
  }

  base::Result<std::unique_ptr<BulkStream>> StartBulk(const std::string& statement) override {
    const PostgresqlResultPtr result(Libpq().exec(connection_, statement.c_str()));
    if (Libpq().result_status(result.get()) != PGRES_COPY_IN) {
      return PostgresqlRefused(connection_, result.get(), statement);
    }
    return std::unique_ptr<BulkStream>(std::make_unique<CopyStream>(connection_));
  }

  Status BeginReading(int64_t statement_ms_max) override {
    const Status status = Execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    if (!status.ok() || statement_ms_max == 0) return status;
    return Execute(fmt::format("SET LOCAL statement_timeout = {}", statement_ms_max));
  }

  base::Result<std::vector<StoredTable>> Tables() override {
    auto rows = Query(kPostgresqlTables);
    if (!rows.ok()) return rows.status();
    return ReadPostgresqlTables(*rows);
  }

  base::Result<std::string> Catalogue() override {
    auto rows = Query(kPostgresqlCatalogue);
    if (!rows.ok()) return rows.status();
    std::string script;
    for (size_t i = 0; i < rows->rows.size(); ++i) script += rows->Text(i, 0) + ";\n";
    return script;
  }

  base::Result<std::string> ServerVersion() override {
    const char* version = Libpq().parameter_status(connection_, "server_version");
    return std::string(version == nullptr ? "" : version);
  }

  void Cancel() override {
    char why[256];
    Libpq().cancel(cancel_, why, sizeof(why));
  }

 private:
  PGconn* connection_;
  PGcancel* cancel_;
  int prepared_ = 0;
};

// A mistake in the URL is told of without its password: libpq would show the whole of it.
Status CheckUrl(const std::string& location) {
  const auto url = ReadUrl(location);
  if (!url.ok()) return url.status();
  const std::string shown = Redacted(location);
  char* why = nullptr;
  PQconninfoOption* options = Libpq().conninfo_parse(shown.c_str(), &why);
  const std::string message = why == nullptr ? "" : PostgresqlMessage(why);
  Libpq().free_memory(why);
  const bool ok = options != nullptr;
  Libpq().conninfo_free(options);
  if (ok) return Status::Ok();
  return Status::Invalid("invalid-url",
                         fmt::format("'{}' is no URL of PostgreSQL: {}", shown, message));
}

base::Result<std::unique_ptr<Connection>> Open(const std::string& location, Access access) {
  Status status = Libpq().status;
  if (status.ok()) status = CheckUrl(location);
  if (!status.ok()) return status;
  PGconn* raw = Libpq().connect(location.c_str());
  auto connection = std::make_unique<PostgresqlConnection>(raw);
  if (Libpq().connection_status(raw) != CONNECTION_OK) {
    return Status::Environment(
        "connection-failed",
        "can't connect to PostgreSQL: " + PostgresqlMessage(Libpq().error_message(raw)));
  }
  Libpq().set_notice_processor(
      raw, [](void*, const char*) {}, nullptr);
  status = connection->Execute(
      "SET client_encoding TO 'UTF8'; SET timezone TO 'UTC'; SET datestyle TO ISO; "
      "SET bytea_output TO hex; SET intervalstyle TO postgres; SET extra_float_digits TO 1");
  if (status.ok() && access == Access::kRead) {
    status = connection->Execute("SET default_transaction_read_only TO on");
  }
  if (!status.ok()) return status;
  return std::unique_ptr<Connection>(std::move(connection));
}

}  // namespace

const ConnectionInfo& PostgresqlInfo() {
  static const ConnectionInfo info{
      "postgresql", {"postgresql", "postgres"}, {}, "postgresql", Open};
  return info;
}

}  // namespace datagen::connections
