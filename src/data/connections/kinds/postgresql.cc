// PostgreSQL by its own client library, which reads URLs, the environment and its own files itself.
#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>

#include "data/connections/connection.h"
#include "data/connections/location.h"
#include "data/connections/postgresql_catalogue.h"

namespace datagen::connections {
namespace {

using base::Status;
using schema::TypeFamily;

struct ResultDeleter {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ResultPtr = std::unique_ptr<PGresult, ResultDeleter>;

std::string Trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

// Source: PostgreSQL documentation, "PostgreSQL Error Codes": the classes that are no mistake in
// what was asked, and "insufficient privilege".
bool IsEnvironment(std::string_view state) {
  static constexpr std::string_view kClasses[] = {"08", "28", "40", "53", "55", "57", "58", "XX"};
  return state == "42501" || std::find(std::begin(kClasses), std::end(kClasses),
                                       state.substr(0, 2)) != std::end(kClasses);
}

Status Failed(PGconn* connection, const PGresult* result, const std::string& sql = "") {
  const auto field = [&](int code) {
    const char* text = PQresultErrorField(result, code);
    return std::string(text == nullptr ? "" : text);
  };
  const std::string primary = field(PG_DIAG_MESSAGE_PRIMARY);
  if (primary.empty()) {
    return Status::Environment("connection-lost",
                               "PostgreSQL: " + Trimmed(PQerrorMessage(connection)));
  }
  std::string message = "PostgreSQL refuses: " + primary;
  const std::string table = field(PG_DIAG_TABLE_NAME);
  if (!table.empty()) message += fmt::format("\n  table {}", table);
  const std::string constraint = field(PG_DIAG_CONSTRAINT_NAME);
  if (!constraint.empty()) message += fmt::format("\n  constraint {}", constraint);
  const std::string detail = field(PG_DIAG_MESSAGE_DETAIL);
  if (!detail.empty()) message += fmt::format("\n  row: {}", detail);
  const std::string context = field(PG_DIAG_CONTEXT);
  if (!context.empty()) message += fmt::format("\n  at {}", context.substr(0, 300));
  if (!sql.empty()) message += fmt::format("\n  in {}", sql.substr(0, 200));
  return IsEnvironment(field(PG_DIAG_SQLSTATE)) ? Status::Environment("database-failed", message)
                                                : Status::Invalid("database-refused", message);
}

// Source: pg_type.dat of PostgreSQL 15; the numbers of its own types never change.
TypeFamily FamilyOf(Oid type) {
  static constexpr std::pair<Oid, TypeFamily> kTypes[] = {
      {16, TypeFamily::kBool},       {17, TypeFamily::kBinary},     {18, TypeFamily::kText},
      {19, TypeFamily::kText},       {20, TypeFamily::kInteger},    {21, TypeFamily::kInteger},
      {23, TypeFamily::kInteger},    {25, TypeFamily::kText},       {26, TypeFamily::kInteger},
      {114, TypeFamily::kJson},      {142, TypeFamily::kXml},       {650, TypeFamily::kNetwork},
      {700, TypeFamily::kFloat},     {701, TypeFamily::kFloat},     {829, TypeFamily::kNetwork},
      {869, TypeFamily::kNetwork},   {1000, TypeFamily::kArray},    {1005, TypeFamily::kArray},
      {1007, TypeFamily::kArray},    {1009, TypeFamily::kArray},    {1015, TypeFamily::kArray},
      {1016, TypeFamily::kArray},    {1022, TypeFamily::kArray},    {1042, TypeFamily::kText},
      {1043, TypeFamily::kText},     {1082, TypeFamily::kDate},     {1083, TypeFamily::kTime},
      {1114, TypeFamily::kDatetime}, {1184, TypeFamily::kDatetime}, {1186, TypeFamily::kInterval},
      {1231, TypeFamily::kArray},    {1266, TypeFamily::kTime},     {1560, TypeFamily::kBits},
      {1562, TypeFamily::kBits},     {1700, TypeFamily::kDecimal},  {2950, TypeFamily::kUuid},
      {3802, TypeFamily::kJson}};
  for (const auto& [known, family] : kTypes) {
    if (known == type) return family;
  }
  return TypeFamily::kOther;
}

base::Result<Rows> ReadRows(PGconn* connection, const PGresult* result, const std::string& sql) {
  const ExecStatusType state = PQresultStatus(result);
  if (state != PGRES_TUPLES_OK && state != PGRES_COMMAND_OK && state != PGRES_EMPTY_QUERY) {
    return Failed(connection, result, sql);
  }
  Rows rows;
  const int columns = PQnfields(result);
  for (int k = 0; k < columns; ++k) {
    rows.columns.emplace_back(PQfname(result, k));
    rows.families.push_back(FamilyOf(PQftype(result, k)));
  }
  rows.rows.resize(static_cast<size_t>(PQntuples(result)));
  for (size_t i = 0; i < rows.rows.size(); ++i) {
    const int row = static_cast<int>(i);
    rows.rows[i].resize(static_cast<size_t>(columns));
    for (int k = 0; k < columns; ++k) {
      if (PQgetisnull(result, row, k) != 0) continue;
      rows.rows[i][static_cast<size_t>(k)] =
          std::string(PQgetvalue(result, row, k), static_cast<size_t>(PQgetlength(result, row, k)));
    }
  }
  return rows;
}

class PostgresqlStatement : public Statement {
 public:
  PostgresqlStatement(PGconn* connection, std::string name)
      : connection_(connection), name_(std::move(name)) {}
  ~PostgresqlStatement() override {
    const ResultPtr ignored(PQexec(connection_, ("DEALLOCATE " + name_).c_str()));
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
    const ResultPtr result(PQexecPrepared(connection_, name_.c_str(),
                                          static_cast<int>(values.size()), values.data(),
                                          lengths.data(), forms_.data(), 0));
    return ReadRows(connection_, result.get(), "");
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
      if (PQputCopyData(connection_, rows.data(), size) == 1) continue;
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
    PQputCopyEnd(connection_, why);
    Status status;
    while (true) {
      const ResultPtr result(PQgetResult(connection_));
      if (result == nullptr) return status;
      if (PQresultStatus(result.get()) != PGRES_COMMAND_OK && status.ok()) {
        status = Failed(connection_, result.get());
      }
    }
  }

  PGconn* connection_;
  bool open_ = true;
};

class PostgresqlConnection : public Connection {
 public:
  explicit PostgresqlConnection(PGconn* connection)
      : connection_(connection), cancel_(PQgetCancel(connection)) {}
  ~PostgresqlConnection() override {
    PQfreeCancel(cancel_);
    PQfinish(connection_);
  }
  PostgresqlConnection(const PostgresqlConnection&) = delete;
  PostgresqlConnection& operator=(const PostgresqlConnection&) = delete;

  Status Execute(const std::string& sql) override { return Query(sql).status(); }

  base::Result<Rows> Query(const std::string& sql) override {
    const ResultPtr result(PQexec(connection_, sql.c_str()));
    return ReadRows(connection_, result.get(), sql);
  }

  base::Result<std::unique_ptr<Statement>> Prepare(const std::string& sql) override {
    const std::string name = fmt::format("datagen_{}", prepared_++);
    const ResultPtr result(PQprepare(connection_, name.c_str(), sql.c_str(), 0, nullptr));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
      return Failed(connection_, result.get(), sql);
    }
    return std::unique_ptr<Statement>(std::make_unique<PostgresqlStatement>(connection_, name));
  }

  base::Result<std::unique_ptr<BulkStream>> StartBulk(const std::string& statement) override {
    const ResultPtr result(PQexec(connection_, statement.c_str()));
    if (PQresultStatus(result.get()) != PGRES_COPY_IN) {
      return Failed(connection_, result.get(), statement);
    }
    return std::unique_ptr<BulkStream>(std::make_unique<CopyStream>(connection_));
  }

  base::Result<std::string> Catalogue() override {
    auto rows = Query(kPostgresqlCatalogue);
    if (!rows.ok()) return rows.status();
    std::string script;
    for (size_t i = 0; i < rows->rows.size(); ++i) script += rows->Text(i, 0) + ";\n";
    return script;
  }

  base::Result<std::string> ServerVersion() override {
    const char* version = PQparameterStatus(connection_, "server_version");
    return std::string(version == nullptr ? "" : version);
  }

  void Cancel() override {
    char why[256];
    PQcancel(cancel_, why, sizeof(why));
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
  PQconninfoOption* options = PQconninfoParse(shown.c_str(), &why);
  const std::string message = why == nullptr ? "" : Trimmed(why);
  PQfreemem(why);
  const bool ok = options != nullptr;
  PQconninfoFree(options);
  if (ok) return Status::Ok();
  return Status::Invalid("invalid-url",
                         fmt::format("'{}' is no URL of PostgreSQL: {}", shown, message));
}

base::Result<std::unique_ptr<Connection>> Open(const std::string& location, Access access) {
  Status status = CheckUrl(location);
  if (!status.ok()) return status;
  PGconn* raw = PQconnectdb(location.c_str());
  auto connection = std::make_unique<PostgresqlConnection>(raw);
  if (PQstatus(raw) != CONNECTION_OK) {
    return Status::Environment("connection-failed",
                               "can't connect to PostgreSQL: " + Trimmed(PQerrorMessage(raw)));
  }
  PQsetNoticeProcessor(
      raw, [](void*, const char*) {}, nullptr);
  status = connection->Execute(
      "SET client_encoding TO 'UTF8'; SET timezone TO 'UTC'; SET datestyle TO ISO");
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
