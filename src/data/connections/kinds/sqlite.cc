// A file of SQLite, by its library.
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <charconv>

#include "data/connections/connection.h"
#include "foundation/base/utf8.h"

namespace datagen::connections {
namespace {

using base::Status;
using schema::DataType;
using schema::TypeFamily;

Status Failed(sqlite3* database, int code, const std::string& sql) {
  const int primary = code & 0xff;
  std::string message = fmt::format("SQLite refuses: {}", sqlite3_errmsg(database));
  if (!sql.empty()) message += "\n  in " + sql.substr(0, 200);
  const bool user = primary == SQLITE_CONSTRAINT || primary == SQLITE_ERROR ||
                    primary == SQLITE_MISMATCH || primary == SQLITE_TOOBIG;
  return user ? Status::Invalid("database-refused", message)
              : Status::Environment("database-failed", message);
}

// By the words in a declared type, as SQLite itself sorts them; nothing is declared of expressions.
TypeFamily FamilyOf(const std::string& declared, int storage) {
  static constexpr std::pair<const char*, TypeFamily> kWords[] = {
      {"bool", TypeFamily::kBool},         {"int", TypeFamily::kInteger},
      {"datetime", TypeFamily::kDatetime}, {"timestamp", TypeFamily::kDatetime},
      {"date", TypeFamily::kDate},         {"time", TypeFamily::kTime},
      {"char", TypeFamily::kText},         {"clob", TypeFamily::kText},
      {"text", TypeFamily::kText},         {"blob", TypeFamily::kBinary},
      {"real", TypeFamily::kFloat},        {"floa", TypeFamily::kFloat},
      {"doub", TypeFamily::kFloat},        {"dec", TypeFamily::kDecimal},
      {"num", TypeFamily::kDecimal}};
  const std::string lower = schema::Lower(declared);
  for (const auto& [word, family] : kWords) {
    if (lower.find(word) != std::string::npos) return family;
  }
  switch (storage) {
    case SQLITE_INTEGER:
      return TypeFamily::kInteger;
    case SQLITE_FLOAT:
      return TypeFamily::kFloat;
    case SQLITE_TEXT:
      return TypeFamily::kText;
    case SQLITE_BLOB:
      return TypeFamily::kBinary;
    default:
      return TypeFamily::kOther;
  }
}

class SqliteStatement : public Statement {
 public:
  SqliteStatement(sqlite3* database, sqlite3_stmt* statement)
      : database_(database), statement_(statement) {}
  ~SqliteStatement() override { sqlite3_finalize(statement_); }
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  void Bind(int place, const Value& value) override {
    const int at = place + 1;
    if (const auto* number = std::get_if<int64_t>(&value)) {
      sqlite3_bind_int64(statement_, at, *number);
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
      sqlite3_bind_text64(statement_, at, text->data() == nullptr ? "" : text->data(), text->size(),
                          SQLITE_STATIC, SQLITE_UTF8);
    } else if (const auto* real = std::get_if<double>(&value)) {
      sqlite3_bind_double(statement_, at, *real);
    } else if (const auto* blob = std::get_if<Bytes>(&value)) {
      sqlite3_bind_blob64(statement_, at, blob->bytes.data() == nullptr ? "" : blob->bytes.data(),
                          blob->bytes.size(), SQLITE_STATIC);
    } else {
      sqlite3_bind_null(statement_, at);
    }
  }

  base::Result<Rows> Run() override {
    Rows rows;
    int code = sqlite3_step(statement_);
    const int columns = sqlite3_column_count(statement_);
    if (columns > 0) Describe(columns, code == SQLITE_ROW, &rows);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement_)) {
      auto& row = rows.rows.emplace_back();
      row.reserve(static_cast<size_t>(columns));
      for (int k = 0; k < columns; ++k) row.push_back(Cell(k));
    }
    // A reset tells of the error once more: it is read before.
    Status status;
    if (code != SQLITE_DONE) status = Failed(database_, code, "");
    sqlite3_reset(statement_);
    if (!status.ok()) return status;
    return rows;
  }

 private:
  void Describe(int columns, bool has_row, Rows* rows) const {
    for (int k = 0; k < columns; ++k) {
      const char* declared = sqlite3_column_decltype(statement_, k);
      rows->columns.emplace_back(sqlite3_column_name(statement_, k));
      rows->families.push_back(FamilyOf(declared == nullptr ? "" : declared,
                                        has_row ? sqlite3_column_type(statement_, k) : 0));
    }
  }

  [[nodiscard]] std::optional<std::string> Cell(int column) const {
    if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::nullopt;
    const auto* text = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    const int size = sqlite3_column_bytes(statement_, column);
    return text == nullptr ? "" : std::string(text, static_cast<size_t>(size));
  }

  sqlite3* database_;
  sqlite3_stmt* statement_;
};

class SqliteRowStream : public RowStream {
 public:
  // Takes over a statement that has been prepared.
  SqliteRowStream(sqlite3* database, sqlite3_stmt* statement)
      : database_(database), statement_(statement) {
    columns_.resize(static_cast<size_t>(sqlite3_column_count(statement)));
    for (int k = 0; k < static_cast<int>(columns_.size()); ++k) {
      const char* declared = sqlite3_column_decltype(statement, k);
      columns_[static_cast<size_t>(k)] = {sqlite3_column_name(statement, k),
                                          FamilyOf(declared == nullptr ? "" : declared, 0)};
    }
  }
  ~SqliteRowStream() override { sqlite3_finalize(statement_); }
  SqliteRowStream(const SqliteRowStream&) = delete;
  SqliteRowStream& operator=(const SqliteRowStream&) = delete;

  Status Next(RowBatch* batch) override {
    batch->Clear(columns_.size());
    while (open_ && !batch->full()) {
      const int code = sqlite3_step(statement_);
      open_ = code == SQLITE_ROW;
      if (!open_ && code != SQLITE_DONE) return Failed(database_, code, sqlite3_sql(statement_));
      for (int k = 0; open_ && k < static_cast<int>(columns_.size()); ++k) AddCell(k, batch);
    }
    return Status::Ok();
  }

 private:
  // A value may be of another kind than its column: a text among bytes is its bytes; bytes among
  // texts, and texts that are none, are written as SQLite's own literal of bytes.
  void AddCell(int column, RowBatch* batch) {
    const int kind = sqlite3_column_type(statement_, column);
    if (kind == SQLITE_NULL) return batch->AddNull();
    if (kind == SQLITE_FLOAT) {
      return batch->Add(fmt::format("{}", sqlite3_column_double(statement_, column)));
    }
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    const auto size = static_cast<size_t>(sqlite3_column_bytes(statement_, column));
    const std::string_view text(bytes == nullptr ? "" : bytes, size);
    if (columns_[static_cast<size_t>(column)].family == TypeFamily::kBinary) {
      return batch->AddHex(text);
    }
    if (kind != SQLITE_BLOB && !base::FindInvalidUtf8(text)) return batch->Add(text);
    hex_.Clear(1);
    hex_.AddHex(text);
    batch->Add(fmt::format("X'{}'", *hex_.Cell(0, 0)));
  }

  sqlite3* database_;
  sqlite3_stmt* statement_;
  RowBatch hex_;
  bool open_ = true;
};

// DECIMAL(10,2) has a precision and a scale.
DataType TypeOf(const std::string& declared) {
  DataType type;
  type.family = FamilyOf(declared, 0);
  type.text = declared;
  type.bits = 64;
  if (type.family != TypeFamily::kDecimal) return type;
  const char* at = declared.data() + std::min(declared.find('('), declared.size());
  const char* end = declared.data() + declared.size();
  for (std::optional<int>* number : {&type.precision, &type.scale}) {
    while (at < end && (*at == '(' || *at == ',' || *at == ' ')) ++at;
    int value = 0;
    const auto read = std::from_chars(at, end, value);
    if (read.ec == std::errc()) *number = value;
    at = read.ptr;
  }
  if (!type.precision) {
    type.family = TypeFamily::kFloat;  // which is what is kept
  }
  return type;
}

class SqliteConnection : public Connection {
 public:
  explicit SqliteConnection(sqlite3* database) : database_(database) {}
  ~SqliteConnection() override { sqlite3_close(database_); }
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  Status Execute(const std::string& sql) override {
    const int code = sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr);
    return code == SQLITE_OK ? Status::Ok() : Failed(database_, code, sql);
  }

  base::Result<Rows> Query(const std::string& sql) override {
    auto statement = Prepare(sql);
    if (!statement.ok()) return statement.status();
    return (*statement)->Run();
  }

  using Connection::Query;

  base::Result<std::unique_ptr<RowStream>> Stream(const std::string& sql) override {
    auto statement = Parse(sql);
    if (!statement.ok()) return statement.status();
    return std::unique_ptr<RowStream>(std::make_unique<SqliteRowStream>(database_, *statement));
  }

  base::Result<std::unique_ptr<Statement>> Prepare(const std::string& sql) override {
    auto statement = Parse(sql);
    if (!statement.ok()) return statement.status();
    return std::unique_ptr<Statement>(std::make_unique<SqliteStatement>(database_, *statement));
  }

  // The lock on the file is taken at once: a second writer is told so before it has done anything.
  Status Begin() override { return Execute("BEGIN IMMEDIATE"); }

  // The state is that of the first look at the tables.
  Status BeginReading(int64_t /*statement_ms_max*/) override {
    return Execute("BEGIN; SELECT 1 FROM sqlite_master LIMIT 1");
  }

  base::Result<std::vector<StoredTable>> Tables() override {
    auto names = Query(
        "SELECT name, type = 'view' FROM sqlite_master WHERE type IN ('table', 'view') AND name "
        "NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name");
    if (!names.ok()) return names.status();
    std::vector<StoredTable> tables(names->rows.size());
    for (size_t i = 0; i < tables.size(); ++i) {
      tables[i].name = names->Text(i, 0);
      tables[i].is_view = names->Text(i, 1) == "1";
      tables[i].relation = Identifier(tables[i].name);
      // A view of what is gone has none: whoever reads it is told why.
      auto columns = Query("SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden <> 1",
                           {std::string_view(tables[i].name)});
      for (size_t k = 0; columns.ok() && k < columns->rows.size(); ++k) {
        const std::string name = columns->Text(k, 0);
        tables[i].columns.push_back({name, TypeOf(columns->Text(k, 1)), Identifier(name)});
      }
    }
    return tables;
  }

  // The statements that made the tables: SQLite keeps them.
  base::Result<std::string> Catalogue() override {
    auto rows = Query(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index') AND "
        "name NOT LIKE 'sqlite_%' ORDER BY type DESC, rowid");
    if (!rows.ok()) return rows.status();
    std::string script;
    for (size_t i = 0; i < rows->rows.size(); ++i) script += rows->Text(i, 0) + ";\n";
    return script;
  }

  base::Result<std::string> ServerVersion() override { return std::string(sqlite3_libversion()); }

  void Cancel() override { sqlite3_interrupt(database_); }

 private:
  base::Result<sqlite3_stmt*> Parse(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr);
    if (code != SQLITE_OK) return Failed(database_, code, sql);
    return statement;
  }

  sqlite3* database_;
};

base::Result<std::unique_ptr<Connection>> Open(const std::string& location, Access access) {
  const std::string path = PathOf(location);
  sqlite3* database = nullptr;
  const int flags =
      access == Access::kRead ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  int code = sqlite3_open_v2(path.c_str(), &database, flags, nullptr);
  // What is in the file is looked at only now.
  if (code == SQLITE_OK) {
    code = sqlite3_exec(database, "PRAGMA foreign_keys = ON; SELECT 1 FROM sqlite_master LIMIT 1",
                        nullptr, nullptr, nullptr);
  }
  auto connection = std::make_unique<SqliteConnection>(database);
  if (code != SQLITE_OK) {
    return Status::Environment("connection-failed",
                               fmt::format("can't open '{}': {}", path, sqlite3_errmsg(database)));
  }
  return std::unique_ptr<Connection>(std::move(connection));
}

}  // namespace

const ConnectionInfo& SqliteInfo() {
  static const ConnectionInfo info{
      "sqlite", {"sqlite", "sqlite3"}, {"sqlite", "sqlite3", "db"}, "sqlite", Open};
  return info;
}

}  // namespace datagen::connections
