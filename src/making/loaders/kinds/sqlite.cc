// SQLite by its library: prepared INSERTs in one transaction, references checked at its end.
#include <fmt/format.h>
#include <sqlite3.h>
#include <strings.h>
#include <unistd.h>

#include "functions/kernel/cast.h"
#include "making/loaders/target.h"
#include "making/loaders/text_rows.h"
#include "making/sinks/text_values.h"

namespace datagen::loaders {
namespace {

using base::Status;
using kernel::TypeKind;

class SqliteDatabase : public Target {
 public:
  explicit SqliteDatabase(std::string path) : path_(std::move(path)) {}
  ~SqliteDatabase() override {
    sqlite3_finalize(insert_);
    sqlite3_close(database_);
  }
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  Status Begin(const std::vector<TargetTable>& tables, const Creation& creation) override {
    is_new_ = ::access(path_.c_str(), F_OK) != 0;
    if (sqlite3_open(path_.c_str(), &database_) != SQLITE_OK) {
      return Status::Environment(
          fmt::format("can't open '{}': {}", path_, sqlite3_errmsg(database_)));
    }
    Status status = Execute("PRAGMA foreign_keys = ON");
    if (status.ok()) status = Execute("BEGIN IMMEDIATE");
    // A new file has no tables: it gets them.
    if (status.ok() && (creation.wanted || is_new_)) {
      const auto statements =
          creation.statements.empty() ? CreateStatements(tables, "sqlite") : creation.statements;
      for (const std::string& statement : statements) {
        status = Execute(statement);
        if (!status.ok()) return status;
      }
    }
    return status.ok() ? Execute("PRAGMA defer_foreign_keys = ON") : status;
  }

  // The statements that made the tables: SQLite keeps them.
  base::Result<std::string> Catalogue() {
    if (sqlite3_open_v2(path_.c_str(), &database_, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) {
      return Status::Environment(
          fmt::format("can't open '{}': {}", path_, sqlite3_errmsg(database_)));
    }
    sqlite3_stmt* select = nullptr;
    if (sqlite3_prepare_v2(database_,
                           "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN "
                           "('table', 'index') AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, "
                           "rowid",
                           -1, &select, nullptr) != SQLITE_OK) {
      return Status::Invalid(fmt::format("can't read '{}': {}", path_, sqlite3_errmsg(database_)));
    }
    std::string script;
    while (sqlite3_step(select) == SQLITE_ROW) {
      script += reinterpret_cast<const char*>(sqlite3_column_text(select, 0));
      script += ";\n";
    }
    sqlite3_finalize(select);
    return script;
  }

  Status StartTable(const TargetTable& table) override {
    table_ = &table;
    std::vector<std::string> columns;
    for (const engine::WrittenColumn& column : table.columns) {
      columns.push_back(QuotedName(column.name, "sqlite"));
    }
    const std::string marks(columns.size(), '?');
    const std::string sql = fmt::format("INSERT INTO {} ({}) VALUES ({})",
                                        QuotedName(NameParts(table.name).back(), "sqlite"),
                                        fmt::join(columns, ", "), fmt::join(marks, ", "));
    sqlite3_finalize(insert_);
    insert_ = nullptr;
    if (sqlite3_prepare_v2(database_, sql.c_str(), -1, &insert_, nullptr) != SQLITE_OK) {
      return Status::Invalid(
          fmt::format("SQLite refuses: {}\n  table {}", sqlite3_errmsg(database_), table.name));
    }
    return Status::Ok();
  }

  void Encode(Chunk* /*chunk*/) const override {}  // rows are bound as they are

  Status Write(const Chunk& chunk) override {
    for (int64_t i = 0; i < chunk.rows; ++i) {
      for (size_t k = 0; k < table_->columns.size(); ++k) {
        Bind(static_cast<int>(k) + 1, *chunk.batch.columns[k], i, table_->columns[k].type);
      }
      const int done = sqlite3_step(insert_);
      if (done != SQLITE_DONE) {
        const std::string message =
            fmt::format("SQLite refuses: {}\n  table {}\n  row {}", sqlite3_errmsg(database_),
                        table_->name, chunk.first_row + i + 1);
        return done == SQLITE_CONSTRAINT ? Status::Invalid(message) : Status::Environment(message);
      }
      sqlite3_reset(insert_);
    }
    return Status::Ok();
  }

  Status FinishTable() override { return Status::Ok(); }

  Status Commit() override {
    sqlite3_finalize(insert_);
    insert_ = nullptr;
    const Status status = Execute("COMMIT");
    if (status.ok()) return status;
    return Status::Invalid(status.message() + Violations());
  }

  void Rollback() override {
    sqlite3_finalize(insert_);
    insert_ = nullptr;
    sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
    if (!is_new_) return;
    sqlite3_close(database_);
    database_ = nullptr;
    ::unlink(path_.c_str());
  }

 private:
  Status Execute(const std::string& sql) {
    char* message = nullptr;
    const int code = sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, &message);
    if (code == SQLITE_OK) return Status::Ok();
    const std::string text =
        fmt::format("SQLite refuses: {}\n  in {}", message == nullptr ? "no reason given" : message,
                    sql.substr(0, 200));
    sqlite3_free(message);
    const bool user = code == SQLITE_CONSTRAINT || code == SQLITE_ERROR;
    return user ? Status::Invalid(text) : Status::Environment(text);
  }

  // Which references do not hold, a table each.
  std::string Violations() {
    std::string found;
    sqlite3_stmt* check = nullptr;
    if (sqlite3_prepare_v2(database_,
                           "SELECT \"table\", parent, count(*), min(rowid) FROM "
                           "pragma_foreign_key_check GROUP BY 1, 2",
                           -1, &check, nullptr) != SQLITE_OK) {
      return found;
    }
    const auto text = [&](int column) {
      const auto* value = sqlite3_column_text(check, column);
      return std::string(value == nullptr ? "" : reinterpret_cast<const char*>(value));
    };
    while (sqlite3_step(check) == SQLITE_ROW) {
      found +=
          fmt::format("\n  {} rows of {} refer to rows that {} does not have (the first: row {})",
                      text(2), text(0), text(1), text(3));
    }
    sqlite3_finalize(check);
    return found;
  }

  void Bind(int place, const kernel::Vector& values, int64_t i, const kernel::ValueType& type) {
    if (!values.IsValid(i)) {
      sqlite3_bind_null(insert_, place);
      return;
    }
    const auto row = static_cast<size_t>(i);
    switch (type.kind) {
      case TypeKind::kInt:
        sqlite3_bind_int64(insert_, place, values.ints[row]);
        return;
      case TypeKind::kBinary: {
        const std::string_view bytes = values.String(i);
        sqlite3_bind_blob64(insert_, place, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
        return;
      }
      case TypeKind::kString:
      case TypeKind::kJson: {
        const std::string_view text = values.String(i);
        sqlite3_bind_text64(insert_, place, text.data(), text.size(), SQLITE_TRANSIENT,
                            SQLITE_UTF8);
        return;
      }
      default:
        break;
    }
    text_.Resize(0);
    if (type.kind == TypeKind::kDatetime) {
      AppendPlainTime(values, i, type, &text_);
    } else if (type.kind == TypeKind::kArray) {
      sinks::AppendJsonValue(values, i, type, &text_);
    } else {
      kernel::AppendText(values, i, type, &text_);
    }
    if (type.kind == TypeKind::kBool) {
      sqlite3_bind_int(insert_, place, text_[0] == 't' ? 1 : 0);
      return;
    }
    if (type.kind == TypeKind::kFloat) {
      sqlite3_bind_double(insert_, place,
                          std::strtod(std::string(text_.data(), text_.size()).c_str(), nullptr));
      return;
    }
    sqlite3_bind_text64(insert_, place, text_.data(), text_.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  }

  std::string path_;
  bool is_new_ = false;
  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
  const TargetTable* table_ = nullptr;
  base::Buffer<char> text_;
};

}  // namespace

const TargetInfo& SqliteTarget() {
  static const TargetInfo info{
      "sqlite",
      "a file of SQLite: sqlite:path, or path.sqlite; a new one gets its tables",
      {"sqlite", "sqlite3"},
      {"sqlite", "sqlite3", "db"},
      "sqlite",
      [](const TargetOptions& options) -> std::unique_ptr<Target> {
        return std::make_unique<SqliteDatabase>(PathOf(options.location));
      },
      [](const std::string& location) { return SqliteDatabase(PathOf(location)).Catalogue(); }};
  return info;
}

}  // namespace datagen::loaders
