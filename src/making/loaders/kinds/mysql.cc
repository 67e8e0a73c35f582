// MySQL and MariaDB by their client library: LOAD DATA LOCAL from memory, one transaction.
#include <fmt/format.h>
#include <mysql.h>
#include <strings.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <map>
#include <set>

#include "making/loaders/target.h"
#include "making/loaders/text_rows.h"

namespace datagen::loaders {
namespace {

using base::Status;

// What of a chunk LOAD DATA has read.
struct Reading {
  const char* at = nullptr;
  const char* end = nullptr;
};

struct Address {
  std::string user;
  std::string password;
  std::string host = "127.0.0.1";
  unsigned int port = 3306;
  std::string database;
  std::string socket;
};

std::string Decoded(const std::string& text) {
  std::string decoded;
  for (size_t i = 0; i < text.size(); ++i) {
    int code = 0;
    const bool escape =
        text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(text.data() + i + 1, text.data() + i + 3, code, 16).ec == std::errc();
    decoded += escape ? static_cast<char>(code) : text[i];
    if (escape) i += 2;
  }
  return decoded;
}

// mysql://user:password@host:port/database?socket=/path
Address ReadUrl(std::string url) {
  Address address;
  url.erase(0, url.find(':') + 1);
  if (url.rfind("//", 0) == 0) url.erase(0, 2);
  const size_t query = url.find('?');
  if (query != std::string::npos) {
    const std::string options = url.substr(query + 1);
    if (options.rfind("socket=", 0) == 0) address.socket = Decoded(options.substr(7));
    url.erase(query);
  }
  const size_t at = url.rfind('@');
  if (at != std::string::npos) {
    const std::string who = url.substr(0, at);
    url.erase(0, at + 1);
    const size_t colon = who.find(':');
    address.user = Decoded(who.substr(0, colon));
    if (colon != std::string::npos) address.password = Decoded(who.substr(colon + 1));
  }
  const size_t slash = url.find('/');
  if (slash != std::string::npos) {
    address.database = Decoded(url.substr(slash + 1));
    url.erase(slash);
  }
  const size_t colon = url.rfind(':');
  if (colon != std::string::npos) {
    std::from_chars(url.data() + colon + 1, url.data() + url.size(), address.port);
    url.erase(colon);
  }
  if (!url.empty()) address.host = url;
  return address;
}

std::string Quoted(const std::string& name) { return QuotedName(name, "mysql"); }

class MysqlDatabase : public Target {
 public:
  explicit MysqlDatabase(const std::string& url) : address_(ReadUrl(url)) {}
  ~MysqlDatabase() override {
    if (connection_ != nullptr) mysql_close(connection_);
  }
  MysqlDatabase(const MysqlDatabase&) = delete;
  MysqlDatabase& operator=(const MysqlDatabase&) = delete;

  Status Begin(const std::vector<TargetTable>& tables, const Creation& creation) override {
    tables_ = &tables;
    Status status = Connect();
    if (status.ok() && creation.wanted) status = Create(tables, creation);
    if (status.ok()) status = FindTables(tables);
    if (status.ok()) status = Execute("START TRANSACTION");
    return status;
  }

  // What SHOW CREATE TABLE says of each table.
  base::Result<std::string> Catalogue() {
    Status status = Connect();
    if (!status.ok()) return status;
    auto names = TableNames();
    if (!names.ok()) return names.status();
    std::string script;
    for (const std::string& name : *names) {
      auto rows = Select("SHOW CREATE TABLE " + Quoted(name));
      if (!rows.ok()) return rows.status();
      script += (*rows)[0][1] + ";\n";
    }
    return script;
  }

  Status StartTable(const TargetTable& table) override {
    table_ = &table;
    rows_done_ = 0;
    // In a circle the references can't hold row by row: they are looked at before the end.
    return Execute(table.in_circle ? "SET foreign_key_checks = 0" : "SET foreign_key_checks = 1");
  }

  void Encode(Chunk* chunk) const override {
    AppendRows(chunk->batch, table_->columns, TextForm::kMysql, &chunk->text);
    chunk->batch = {};
  }

  Status Write(const Chunk& chunk) override {
    reading_ = {chunk.text.data(), chunk.text.data() + chunk.text.size()};
    const Found& found = found_[table_->id];
    if (mysql_query(connection_, found.load.c_str()) != 0) return Failed();
    const Status status = CheckWarnings();
    rows_done_ += chunk.rows;
    return status;
  }

  Status FinishTable() override { return Execute("SET foreign_key_checks = 1"); }

  Status Commit() override {
    for (const TargetTable& table : *tables_) {
      if (!table.in_circle) continue;
      for (const Reference& reference : table.references) {
        const Status status = CheckReference(table, reference);
        if (!status.ok()) return status;
      }
    }
    return Execute("COMMIT");
  }

  void Rollback() override {
    if (connection_ == nullptr) return;
    mysql_query(connection_, "ROLLBACK");
    // Definitions end a transaction here: what was created is dropped by hand.
    mysql_query(connection_, "SET foreign_key_checks = 0");
    for (const std::string& table : NewTables()) {
      mysql_query(connection_, fmt::format("DROP TABLE {}", Quoted(table)).c_str());
    }
  }

 private:
  struct Found {
    std::string name;                            // quoted
    std::string load;                            // the statement
    std::map<std::string, std::string> columns;  // of the spec, to quoted ones
  };
  using Texts = std::vector<std::vector<std::string>>;

  Status Connect() {
    connection_ = mysql_init(nullptr);
    const unsigned int yes = 1;
    mysql_options(connection_, MYSQL_OPT_LOCAL_INFILE, &yes);
    const bool verify = false;
    mysql_options(connection_, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
    mysql_options(connection_, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    if (mysql_real_connect(connection_, address_.host.c_str(),
                           address_.user.empty() ? nullptr : address_.user.c_str(),
                           address_.password.c_str(), address_.database.c_str(), address_.port,
                           address_.socket.empty() ? nullptr : address_.socket.c_str(),
                           0) == nullptr) {
      return Status::Environment(
          fmt::format("can't connect to MySQL: {}", mysql_error(connection_)));
    }
    mysql_set_local_infile_handler(
        connection_,
        [](void** state, const char* /*name*/, void* reading) {
          *state = reading;
          return 0;
        },
        [](void* state, char* data, unsigned int size) {
          auto* reading = static_cast<Reading*>(state);
          const auto count =
              std::min(static_cast<size_t>(size), static_cast<size_t>(reading->end - reading->at));
          std::memcpy(data, reading->at, count);
          reading->at += count;
          return static_cast<int>(count);
        },
        [](void* /*state*/) {},
        [](void* /*state*/, char* message, unsigned int size) {
          std::strncpy(message, "the rows can't be read", size);
          return 1;
        },
        &reading_);
    return Execute(
        "SET time_zone = '+00:00', autocommit = 0, max_error_count = 1024, sql_mode = "
        "CONCAT_WS(',', @@sql_mode, "
        "'STRICT_TRANS_TABLES', 'NO_AUTO_VALUE_ON_ZERO')");
  }

  Status Create(const std::vector<TargetTable>& tables, const Creation& creation) {
    auto before = TableNames();
    if (!before.ok()) return before.status();
    before_ = std::move(before.value());
    created_ = true;
    const auto statements =
        creation.statements.empty() ? CreateStatements(tables, "mysql") : creation.statements;
    for (const std::string& statement : statements) {
      const Status status = Execute(statement);
      if (!status.ok()) return status;
    }
    return Execute("SET foreign_key_checks = 1, unique_checks = 1, autocommit = 0");
  }

  base::Result<std::set<std::string>> TableNames() {
    auto rows = Select(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND "
        "table_type = 'BASE TABLE'");
    if (!rows.ok()) return rows.status();
    std::set<std::string> names;
    for (const auto& row : *rows) names.insert(row[0]);
    return names;
  }

  std::vector<std::string> NewTables() {
    if (!created_) return {};
    auto now = TableNames();
    std::vector<std::string> names;
    if (!now.ok()) return names;
    for (const std::string& name : *now) {
      if (before_.count(name) == 0) names.push_back(name);
    }
    return names;
  }

  Status Execute(const std::string& sql) {
    if (mysql_real_query(connection_, sql.data(), sql.size()) != 0) return Failed(sql);
    // A result that nobody asked for would block what comes next.
    while (true) {
      mysql_free_result(mysql_store_result(connection_));
      if (mysql_next_result(connection_) != 0) return Status::Ok();
    }
  }

  Status Failed(const std::string& sql = "") {
    const unsigned int code = mysql_errno(connection_);
    std::string message =
        fmt::format("MySQL refuses: {} (error {})", mysql_error(connection_), code);
    if (table_ != nullptr) message += fmt::format("\n  table {}", table_->name);
    if (!sql.empty()) message += fmt::format("\n  in {}", sql.substr(0, 200));
    constexpr unsigned int kClientErrors = 2000;
    constexpr unsigned int kClientErrorsEnd = 3000;
    const bool lost = code >= kClientErrors && code < kClientErrorsEnd;
    return lost ? Status::Environment(message) : Status::Invalid(message);
  }

  base::Result<Texts> Select(const std::string& sql) {
    if (mysql_real_query(connection_, sql.data(), sql.size()) != 0) return Failed(sql);
    MYSQL_RES* result = mysql_store_result(connection_);
    if (result == nullptr) return Failed(sql);
    Texts rows;
    rows.reserve(static_cast<size_t>(mysql_num_rows(result)));
    while (MYSQL_ROW row = mysql_fetch_row(result)) {
      std::vector<std::string> texts;
      for (unsigned int k = 0; k < mysql_num_fields(result); ++k) {
        texts.emplace_back(row[k] == nullptr ? "" : row[k]);
      }
      rows.push_back(std::move(texts));
    }
    mysql_free_result(result);
    return rows;
  }

  [[nodiscard]] std::string Literal(const std::string& text) const {
    std::string quoted(text.size() * 2 + 1, '\0');
    quoted.resize(mysql_real_escape_string(connection_, quoted.data(), text.data(), text.size()));
    return "'" + quoted + "'";
  }

  // LOAD DATA LOCAL goes on after what strict mode refuses and says so in warnings: each is a row
  // that is not what was sent.
  Status CheckWarnings() {
    if (mysql_warning_count(connection_) == 0) return Status::Ok();
    const std::string info = mysql_info(connection_) == nullptr ? "" : mysql_info(connection_);
    auto rows = Select("SHOW WARNINGS");
    if (!rows.ok()) return rows.status();
    for (const auto& row : *rows) {
      if (row[0] == "Note") continue;
      return Status::Invalid(
          fmt::format("MySQL refuses: {} (error {})\n  table {}\n  in the rows from {} on\n  {}",
                      row[2], row[1], table_->name, rows_done_ + 1, info));
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
    auto rows = Select(fmt::format(
        "SELECT COUNT(*) FROM {} a WHERE {} AND NOT EXISTS (SELECT 1 FROM {} b WHERE {})", own.name,
        fmt::join(given, " AND "), other.name, fmt::join(same, " AND ")));
    if (!rows.ok()) return rows.status();
    if ((*rows)[0][0] == "0") return Status::Ok();
    return Status::Invalid(fmt::format("{} rows of {} refer to rows that {} does not have",
                                       (*rows)[0][0], table.name, other.name));
  }

  Status FindTables(const std::vector<TargetTable>& tables) {
    auto names = TableNames();
    if (!names.ok()) return names.status();
    for (const TargetTable& table : tables) {
      const std::string wanted = NameParts(table.name).back();
      std::string name;
      for (const std::string& candidate : *names) {
        if (candidate == wanted) name = candidate;
      }
      for (const std::string& candidate : *names) {
        if (name.empty() && strcasecmp(candidate.c_str(), wanted.c_str()) == 0) name = candidate;
      }
      if (name.empty()) {
        return Status::Invalid(fmt::format(
            "the database has no table '{}': --create makes the tables first", table.name));
      }
      const Status status = FindColumns(table, name);
      if (!status.ok()) return status;
    }
    return Status::Ok();
  }

  Status FindColumns(const TargetTable& table, const std::string& name) {
    auto columns = Select(fmt::format(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = "
        "DATABASE() AND table_name = {}",
        Literal(name)));
    if (!columns.ok()) return columns.status();
    Found found;
    found.name = Quoted(name);
    std::vector<std::string> fields;
    std::vector<std::string> conversions;
    for (const engine::WrittenColumn& column : table.columns) {
      const std::vector<std::string>* match = nullptr;
      for (const auto& row : *columns) {
        if (strcasecmp(row[0].c_str(), column.name.c_str()) == 0) match = &row;
      }
      if (match == nullptr) {
        return Status::Invalid(fmt::format("table {} has no column '{}'", name, column.name));
      }
      const std::string quoted = Quoted((*match)[0]);
      found.columns[column.name] = quoted;
      const std::string& type = (*match)[1];
      const std::string variable = fmt::format("@v{}", fields.size());
      static const std::set<std::string> kGeometry = {
          "geometry",   "point",        "linestring",      "polygon",
          "multipoint", "multipolygon", "multilinestring", "geometrycollection"};
      std::string conversion;
      if (column.type.kind == kernel::TypeKind::kBinary) conversion = "UNHEX({})";
      if (type == "bit") conversion = "CAST({} AS UNSIGNED)";
      if (kGeometry.count(type) > 0) conversion = "ST_GeomFromText({})";
      if (conversion.empty()) {
        fields.push_back(quoted);
      } else {
        fields.push_back(variable);
        conversions.push_back(
            fmt::format("{} = {}", quoted, fmt::format(fmt::runtime(conversion), variable)));
      }
    }
    found.load = fmt::format(
        "LOAD DATA LOCAL INFILE 'rows' INTO TABLE {} CHARACTER SET utf8mb4 ({}){}", found.name,
        fmt::join(fields, ", "),
        conversions.empty() ? "" : fmt::format(" SET {}", fmt::join(conversions, ", ")));
    found_[table.id] = std::move(found);
    return Status::Ok();
  }

  Address address_;
  MYSQL* connection_ = nullptr;
  Reading reading_;
  const std::vector<TargetTable>* tables_ = nullptr;
  const TargetTable* table_ = nullptr;
  std::map<std::string, Found> found_;
  std::set<std::string> before_;
  bool created_ = false;
  int64_t rows_done_ = 0;
};

}  // namespace

const TargetInfo& MysqlTarget() {
  static const TargetInfo info{
      "mysql",
      "MySQL and MariaDB, by LOAD DATA: mysql://user:password@host:port/database",
      {"mysql", "mariadb"},
      {},
      "mysql",
      [](const TargetOptions& options) -> std::unique_ptr<Target> {
        return std::make_unique<MysqlDatabase>(options.location);
      },
      [](const std::string& location) { return MysqlDatabase(location).Catalogue(); }};
  return info;
}

}  // namespace datagen::loaders
