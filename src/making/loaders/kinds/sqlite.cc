// A file of SQLite: prepared INSERTs in one transaction, references checked at its end.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "foundation/base/plural.h"
#include "foundation/work/unfinished.h"
#include "functions/kernel/cast.h"
#include "making/loaders/dependents.h"
#include "making/loaders/table_names.h"
#include "making/loaders/target.h"
#include "making/loaders/text_rows.h"
#include "making/sinks/text_values.h"

namespace datagen::loaders {
namespace {

using base::Status;
using connections::Value;
using kernel::TypeKind;

// A float as its shortest text says it: 0.1, not 0.10000000149.
double Widened(double value) {
  const std::string text = fmt::format("{}", static_cast<float>(value));
  double widened = value;
  std::from_chars(text.data(), text.data() + text.size(), widened);
  return widened;
}

class SqliteFile : public Target {
 public:
  explicit SqliteFile(std::string path) : path_(std::move(path)) {}

  Status Connect() override {
    is_new_ = ::access(path_.c_str(), F_OK) != 0;
    if (is_new_) {
      unfinished_.emplace_back(path_);
      unfinished_.emplace_back(path_ + "-journal");
    }
    auto opened =
        connections::ConnectionOf("sqlite").open("sqlite:" + path_, connections::Access::kWrite);
    if (!opened.ok()) return opened.status();
    connection_ = std::move(opened.value());
    return Status::Ok();
  }

  [[nodiscard]] bool MakesTables(const Creation& creation) const override {
    return creation.wanted || is_new_;
  }

  Status Begin(const std::vector<TargetTable>& tables, const Creation& creation) override {
    Status status = connection_->Begin();
    if (status.ok()) {
      status = MakeTables(tables, creation, MakesTables(creation), "sqlite", connection_.get());
    }
    if (status.ok()) status = connection_->Execute("PRAGMA defer_foreign_keys = ON");
    if (status.ok()) {
      status =
          EmptyOldLedger(creation, "SELECT name FROM pragma_table_info('_defects') ORDER BY cid",
                         connection_.get());
    }
    if (status.ok() && creation.replaces_rows) status = CheckOthers(tables);
    for (auto table = tables.rbegin(); table != tables.rend() && creation.replaces_rows; ++table) {
      if (!status.ok()) break;
      auto name = NameOf(*table);
      status = name.ok() ? connection_->Execute("DELETE FROM " + connection_->Identifier(*name))
                         : name.status();
    }
    return status;
  }

  Status StartTable(const TargetTable& table) override {
    table_ = &table;
    texts_.resize(std::max(texts_.size(), table.columns.size()));
    const auto table_name = NameOf(table);
    if (!table_name.ok()) return table_name.status();
    auto computed = connection_->Query(
        "SELECT name FROM pragma_table_xinfo(?) WHERE hidden IN (2, 3)", {table_name.value()});
    if (!computed.ok()) return computed.status();
    kept_.clear();
    std::vector<std::string> columns;
    for (size_t k = 0; k < table.columns.size(); ++k) {
      if (FindName(*computed, 0, table.columns[k].name)) continue;
      kept_.push_back(k);
      columns.push_back(connection_->Identifier(table.columns[k].name));
    }
    const std::string marks(columns.size(), '?');
    auto insert = connection_->Prepare(
        fmt::format("INSERT INTO {} ({}) VALUES ({})", connection_->Identifier(table_name.value()),
                    fmt::join(columns, ", "), fmt::join(marks, ", ")));
    if (!insert.ok()) return insert.status();
    insert_ = std::move(insert.value());
    return Status::Ok();
  }

  void Encode(Chunk* /*chunk*/) const override {}  // rows are bound as they are

  Status Write(const Chunk& chunk) override {
    for (int64_t i = 0; i < chunk.rows; ++i) {
      for (size_t at = 0; at < kept_.size(); ++at) {
        const size_t k = kept_[at];
        insert_->Bind(static_cast<int>(at),
                      ValueAt(*chunk.batch.columns[k], i, table_->columns[k].type, &texts_[k]));
      }
      const auto done = insert_->Run();
      if (!done.ok()) {
        return Located(done.status(), fmt::format("\n  table {}\n  row {}", table_->name,
                                                  chunk.first_row + i + 1));
      }
    }
    return Status::Ok();
  }

  Status FinishTable() override {
    insert_.reset();
    return Status::Ok();
  }

  Status Commit() override {
    const Status status = connection_->Commit();
    if (status.ok()) unfinished_.clear();
    return status.ok() ? status : Located(status, Violations());
  }

  void Cancel() override { connection_->Cancel(); }

  void Rollback() override {
    insert_.reset();
    if (connection_ != nullptr) {
      const Status ignored = connection_->Rollback();
      connection_.reset();
    }
    if (is_new_) ::unlink(path_.c_str());  // begun also where it could not be opened
  }

 private:
  // The table's own name.
  base::Result<std::string> NameOf(const TargetTable& table) {
    auto names = connection_->Query("SELECT name FROM sqlite_master WHERE type = 'table'");
    if (!names.ok()) return names.status();
    for (const TableName& name : PossibleNames(table.name)) {
      const auto match = FindName(*names, 0, name.table);
      if (match) return names->Text(*match, 0);
    }
    return NoSuchTable(table.name);
  }

  Status CheckOthers(const std::vector<TargetTable>& tables) {
    std::set<std::string> ours;
    for (const TargetTable& table : tables) {
      auto name = NameOf(table);
      if (!name.ok()) return name.status();
      ours.insert(std::move(name.value()));
    }
    return CheckDependents(
        ours,
        "SELECT p.name, m.name, printf('\"%w\"', m.name), printf('\"%w\"', f.\"from\"), "
        "f.on_delete FROM "
        "sqlite_master m, pragma_foreign_key_list(m.name) f, sqlite_master p WHERE m.type = "
        "'table' AND "
        "p.type = 'table' AND p.name = f.\"table\" COLLATE NOCASE AND f.seq = 0 AND f.on_delete IN "
        "('CASCADE', 'SET NULL', 'SET DEFAULT')",
        connection_.get());
  }

  // Which references do not hold, a table each.
  std::string Violations() {
    auto rows = connection_->Query(
        "SELECT \"table\", parent, count(*), min(rowid) FROM pragma_foreign_key_check GROUP BY 1, "
        "2");
    std::string found;
    for (size_t i = 0; rows.ok() && i < rows->rows.size(); ++i) {
      const int64_t count = rows->Integer(i, 2).value_or(0);
      found +=
          fmt::format("\n  {} {} of {} {} to rows that {} does not have (the first: row {})", count,
                      base::Plural(count, "row"), rows->Text(i, 0),
                      base::Plural(count, "refers", "refer"), rows->Text(i, 1), rows->Text(i, 3));
    }
    return found;
  }

  // `text` holds what is not stored as it is, until the row is in.
  static Value ValueAt(const kernel::Vector& values, int64_t i, const kernel::ValueType& type,
                       base::Buffer<char>* text) {
    if (!values.IsValid(i)) return {};
    const auto row = static_cast<size_t>(i);
    switch (type.kind) {
      case TypeKind::kInt:
        return values.ints[row];
      case TypeKind::kFloat:
        return type.bits == 32 ? Widened(values.floats[row]) : values.floats[row];
      case TypeKind::kBool:
        return int64_t{values.bools[row] != 0};
      case TypeKind::kBinary:
        return connections::Bytes{values.String(i)};
      case TypeKind::kString:
      case TypeKind::kJson:
        return values.String(i);
      default:
        break;
    }
    text->Resize(0);
    if (type.kind == TypeKind::kDatetime) {
      AppendPlainTime(values, i, type, text);
    } else if (type.kind == TypeKind::kArray) {
      sinks::AppendJsonValue(values, i, type, text);
    } else {
      kernel::AppendText(values, i, type, text);
    }
    return std::string_view(text->data(), text->size());
  }

  std::string path_;
  bool is_new_ = false;
  std::vector<work::Unfinished> unfinished_;
  std::unique_ptr<connections::Connection> connection_;
  std::unique_ptr<connections::Statement> insert_;
  const TargetTable* table_ = nullptr;
  std::vector<size_t> kept_;               // its columns that the database does not compute
  std::vector<base::Buffer<char>> texts_;  // one a column
};

}  // namespace

const TargetInfo& SqliteTarget() {
  static const connections::ConnectionInfo& kind = connections::ConnectionOf("sqlite");
  static const TargetInfo info{
      kind.id,
      "a file of SQLite: sqlite:path, or path.sqlite; a new one gets its tables",
      kind.schemes,
      kind.extensions,
      kind.dialect,
      [](const TargetOptions& options) -> std::unique_ptr<Target> {
        return std::make_unique<SqliteFile>(PathOf(options.location));
      }};
  return info;
}

}  // namespace datagen::loaders
