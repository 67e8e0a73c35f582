// A file of DuckDB, which works in process.
#include <fmt/format.h>

#include <algorithm>

#include "data/connections/connection.h"
#include "data/query/database.h"

namespace datagen::connections {
namespace {

using base::Status;
using schema::TypeFamily;

// DuckDB says by its first words what kind of error it is.
Status Sorted(const Status& status, const std::string& sql) {
  if (status.ok()) return status;
  const std::string message = fmt::format("DuckDB refuses: {}\n  in {}",
                                          query::FirstLine(status.message()), sql.substr(0, 200));
  if (status.code() == base::StatusCode::kEnvironment) {
    return Status::Environment("database-failed", message);
  }
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

// Reads an Arrow stream of texts.
class DuckdbRowStream : public RowStream {
 public:
  DuckdbRowStream(std::vector<Column> columns, ArrowArrayStream stream, std::string sql)
      : stream_(stream), sql_(std::move(sql)) {
    columns_ = std::move(columns);
  }
  ~DuckdbRowStream() override {
    if (rows_.release != nullptr) rows_.release(&rows_);
    stream_.release(&stream_);
  }
  DuckdbRowStream(const DuckdbRowStream&) = delete;
  DuckdbRowStream& operator=(const DuckdbRowStream&) = delete;

  Status Next(RowBatch* batch) override {
    batch->Clear(columns_.size());
    while (open_ && !batch->full()) {
      if (rows_.release == nullptr || next_ >= rows_.length) {
        const Status status = Fetch();
        if (!status.ok()) return status;
        continue;
      }
      for (size_t k = 0; k < columns_.size(); ++k) AddCell(*rows_.children[k], next_, batch);
      ++next_;
    }
    return Status::Ok();
  }

 private:
  Status Fetch() {
    if (rows_.release != nullptr) rows_.release(&rows_);
    next_ = 0;
    if (stream_.get_next(&stream_, &rows_) == 0) {
      open_ = rows_.release != nullptr;
      return Status::Ok();
    }
    rows_.release = nullptr;
    open_ = false;
    const char* why = stream_.get_last_error(&stream_);
    return Sorted(Status::Invalid("query-failed", why == nullptr ? "no reason given" : why), sql_);
  }

  // Source: the Arrow columnar format, "Variable-size Binary Layout"; type "u".
  static void AddCell(const ArrowArray& texts, int64_t row, RowBatch* batch) {
    const auto at = static_cast<size_t>(row + texts.offset);
    const auto* valid = static_cast<const uint8_t*>(texts.buffers[0]);
    if (valid != nullptr && (valid[at / 8] >> (at % 8) & 1) == 0) return batch->AddNull();
    const auto* ends = static_cast<const int32_t*>(texts.buffers[1]);
    const auto* bytes = static_cast<const char*>(texts.buffers[2]);
    const auto size = static_cast<size_t>(ends[at + 1] - ends[at]);
    batch->Add(size == 0 ? std::string_view() : std::string_view(bytes + ends[at], size));
  }

  ArrowArrayStream stream_;
  std::string sql_;
  ArrowArray rows_{};
  int64_t next_ = 0;
  bool open_ = true;
};

TypeFamily FamilyOf(const std::string& type) {
  static constexpr std::pair<std::string_view, TypeFamily> kBeginnings[] = {
      {"DECIMAL", TypeFamily::kDecimal},    {"FLOAT", TypeFamily::kFloat},
      {"DOUBLE", TypeFamily::kFloat},       {"BOOLEAN", TypeFamily::kBool},
      {"VARCHAR", TypeFamily::kText},       {"DATE", TypeFamily::kDate},
      {"TIMESTAMP", TypeFamily::kDatetime}, {"TIME", TypeFamily::kTime},
      {"INTERVAL", TypeFamily::kInterval},  {"UUID", TypeFamily::kUuid},
      {"BLOB", TypeFamily::kBinary},        {"BIT", TypeFamily::kBits},
      {"JSON", TypeFamily::kJson},          {"ENUM", TypeFamily::kEnum}};
  if (type.ends_with("]")) return TypeFamily::kArray;
  if (type.ends_with("INT") || type.ends_with("INTEGER")) return TypeFamily::kInteger;
  for (const auto& [beginning, family] : kBeginnings) {
    if (type.starts_with(beginning)) return family;
  }
  return TypeFamily::kOther;
}

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

  // Every value as text, which DuckDB makes.
  base::Result<std::unique_ptr<RowStream>> Stream(const std::string& sql) override {
    auto shape = database_->Run(fmt::format("SELECT * FROM ({}) LIMIT 0", sql), {});
    if (!shape.ok()) return Sorted(shape.status(), sql);
    std::vector<RowStream::Column> columns(shape->columns.size());
    std::vector<std::string> names;
    std::vector<std::string> texts;
    names.reserve(columns.size());
    texts.reserve(columns.size());
    for (size_t k = 0; k < columns.size(); ++k) {
      columns[k] = {shape->columns[k], shape->families[k]};
      names.push_back(fmt::format("c{}", k));
      const bool is_binary = columns[k].family == TypeFamily::kBinary;
      texts.push_back(is_binary ? fmt::format("lower(hex({}))", names[k])
                                : fmt::format("CAST({} AS VARCHAR)", names[k]));
    }
    ArrowArrayStream stream;
    const Status status =
        database_->OpenStream(fmt::format("SELECT {} FROM ({}) AS t({})", fmt::join(texts, ", "),
                                          sql, fmt::join(names, ", ")),
                              &stream);
    if (!status.ok()) return Sorted(status, sql);
    return std::unique_ptr<RowStream>(
        std::make_unique<DuckdbRowStream>(std::move(columns), stream, sql));
  }

  // A file that is open for reading is changed by nobody.
  Status BeginReading(int64_t /*statement_ms_max*/) override {
    return Execute("BEGIN TRANSACTION READ ONLY");
  }

  base::Result<std::vector<StoredTable>> Tables() override {
    auto rows = Query(
        "SELECT CASE WHEN schema_name = current_schema() THEN '' ELSE schema_name END, "
        "schema_name, table_name, view_oid IS NOT NULL, column_name, data_type FROM "
        "duckdb_columns() c LEFT JOIN (SELECT view_oid FROM duckdb_views()) v ON view_oid = "
        "table_oid WHERE database_name = current_database() AND NOT internal "
        "ORDER BY schema_name, table_name, column_index");
    if (!rows.ok()) return rows.status();
    std::vector<StoredTable> tables;
    for (size_t i = 0; i < rows->rows.size(); ++i) {
      StoredTable& table = LastTable(rows->Text(i, 0), rows->Text(i, 2), &tables);
      table.is_view = rows->Text(i, 3) == "true";
      table.relation = Identifier(rows->Text(i, 1)) + "." + Identifier(table.name);
      StoredColumn& column = table.columns.emplace_back();
      column.name = rows->Text(i, 4);
      column.type.text = rows->Text(i, 5);
      column.type.family = FamilyOf(column.type.text);
      column.expression = Identifier(column.name);
    }
    return tables;
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
  static const ConnectionInfo info{"duckdb",     {"duckdb"}, {"duckdb", "ddb"},
                                   "postgresql", Open,       true};
  return info;
}

}  // namespace datagen::connections
