// A file of DuckDB: rows go through Parquet files in a temporary folder, which it reads on all
// threads; one transaction.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "data/query/database.h"
#include "data/query/sql_text.h"
#include "foundation/base/remove_tree.h"
#include "foundation/work/unfinished.h"
#include "making/loaders/table_names.h"
#include "making/loaders/target.h"
#include "making/sinks/output_file.h"
#include "making/sinks/sink.h"

namespace datagen::loaders {
namespace {

using base::Status;

class DuckdbFile : public Target {
 public:
  explicit DuckdbFile(std::string path) : path_(std::move(path)) {}
  ~DuckdbFile() override { RemoveRows(); }
  DuckdbFile(const DuckdbFile&) = delete;
  DuckdbFile& operator=(const DuckdbFile&) = delete;

  Status Connect() override {
    is_new_ = ::access(path_.c_str(), F_OK) != 0;
    if (is_new_) {
      unfinished_.emplace_back(path_);
      unfinished_.emplace_back(path_ + ".wal");
    }
    auto opened =
        connections::ConnectionOf("duckdb").open("duckdb:" + path_, connections::Access::kWrite);
    if (!opened.ok()) return opened.status();
    connection_ = std::move(opened.value());
    return Status::Ok();
  }

  [[nodiscard]] bool MakesTables(const Creation& creation) const override {
    return creation.wanted || is_new_;
  }

  Status Begin(const std::vector<TargetTable>& tables, const Creation& creation) override {
    std::error_code error;
    folder_ = work::UnfinishedPath(path_);
    unfinished_.emplace_back(folder_.string());
    std::filesystem::create_directories(folder_, error);
    if (error) {
      return Status::Environment(
          "folder-not-created",
          fmt::format("can't make the folder '{}': {}", folder_.string(), error.message()));
    }
    Status status = connection_->Begin();
    if (status.ok()) {
      status = MakeTables(tables, creation, MakesTables(creation), "duckdb", connection_.get());
    }
    if (status.ok()) {
      status = EmptyOldLedger(
          creation,
          "SELECT column_name FROM duckdb_columns() WHERE table_name = '_defects' AND "
          "schema_name = current_schema() AND database_name = current_database() "
          "ORDER BY column_index",
          connection_.get());
    }
    return status.ok() && creation.replaces_rows ? MakeAnew(tables) : status;
  }

  Status StartTable(const TargetTable& table) override {
    table_ = &table;
    sinks::SinkOptions options;
    options.compression = "none";
    sink_ = sinks::FindSink("parquet")->make(options);
    // A name of its own for each table: DuckDB keeps what it has read of a file, by its name.
    rows_ = (folder_ / fmt::format("rows-{}.parquet", ++files_)).string();
    const Status status = output_.Open(rows_);
    return status.ok() ? sink_->Open(&output_, table.columns) : status;
  }

  void Encode(Chunk* /*chunk*/) const override {}

  Status Write(const Chunk& chunk) override { return sink_->Write(chunk.batch); }

  Status FinishTable() override {
    Status status = sink_->Close();
    sink_.reset();
    if (status.ok()) status = output_.Close();
    if (!status.ok()) return status;
    auto names = connection_->Query("SELECT table_name FROM duckdb_tables()");
    if (!names.ok()) return names.status();
    const auto match = PlaceOf(*table_, *names);
    if (!match) return NoSuchTable(table_->name);
    const auto computed = ComputedColumns(names->Text(*match, 0));
    if (!computed.ok()) return computed.status();
    status =
        connection_->Execute(fmt::format("INSERT INTO {} BY NAME SELECT *{} FROM read_parquet({})",
                                         connection_->Identifier(names->Text(*match, 0)),
                                         Without(computed.value()), query::Literal(rows_)));
    std::error_code ignored;
    std::filesystem::remove(rows_, ignored);
    return status.ok() ? status : Located(status, "\n  table " + table_->name);
  }

  // With what DuckDB does when it closes the file: writes the log into it, which may take longer
  // than a stop waits. Stopped there, the command would end as stopped and leave all rows.
  Status Commit() override {
    const work::Indivisible commit;
    const Status status = connection_->Commit();
    if (status.ok()) connection_.reset();
    RemoveRows();
    if (status.ok()) unfinished_.clear();
    return status;
  }

  void Cancel() override { connection_->Cancel(); }

  void Rollback() override {
    sink_.reset();
    if (connection_ != nullptr) {
      const Status ignored = connection_->Rollback();
      connection_.reset();
    }
    // Begun also where it could not be opened. A log that could not be written whole stays beside
    // it.
    if (is_new_) {
      ::unlink(path_.c_str());
      ::unlink((path_ + ".wal").c_str());
    }
    RemoveRows();
  }

 private:
  static std::optional<size_t> PlaceOf(const TargetTable& table, const connections::Rows& names) {
    std::optional<size_t> match;
    for (const TableName& name : PossibleNames(table.name)) {
      if (!match) match = FindName(names, 0, name.table);
    }
    return match;
  }

  // The columns that the database computes. No table of the catalogue says so: they have a default,
  // and nothing can be given to them.
  base::Result<std::vector<std::string>> ComputedColumns(const std::string& table) {
    auto columns = connection_->Query(
        "SELECT column_name FROM duckdb_columns() WHERE table_name = ? AND column_default IS NOT "
        "NULL",
        {table});
    if (!columns.ok()) return columns.status();
    std::vector<std::string> computed;
    for (size_t i = 0; i < columns->rows.size(); ++i) {
      const auto taken = connection_->Query(
          fmt::format("EXPLAIN INSERT INTO {} ({}) SELECT NULL", connection_->Identifier(table),
                      connection_->Identifier(columns->Text(i, 0))));
      if (!taken.ok()) computed.push_back(columns->Text(i, 0));
    }
    return computed;
  }

  [[nodiscard]] std::string Without(const std::vector<std::string>& computed) const {
    std::vector<std::string> names;
    for (const engine::WrittenColumn& column : table_->columns) {
      const bool left = std::any_of(computed.begin(), computed.end(), [&](const auto& name) {
        return schema::SameName(name, column.name);
      });
      if (left) names.push_back(connection_->Identifier(column.name));
    }
    return names.empty() ? "" : fmt::format(" EXCLUDE ({})", fmt::join(names, ", "));
  }

  // In one transaction DuckDB takes no row in the place of one that was deleted where keys or
  // references are. So tables are dropped, and made again as they were, with their indexes.
  Status MakeAnew(const std::vector<TargetTable>& tables) {
    auto made = connection_->Query("SELECT table_name, sql FROM duckdb_tables()");
    if (!made.ok()) return made.status();
    auto indexes = connection_->Query("SELECT table_name, sql FROM duckdb_indexes()");
    if (!indexes.ok()) return indexes.status();
    std::vector<std::string> statements;
    statements.reserve(tables.size() * 2 + indexes->rows.size());
    for (auto table = tables.rbegin(); table != tables.rend(); ++table) {
      const auto place = PlaceOf(*table, *made);
      if (!place) return NoSuchTable(table->name);
      statements.push_back("DROP TABLE " + connection_->Identifier(made->Text(*place, 0)));
    }
    for (const TargetTable& table : tables) {
      const size_t place = *PlaceOf(table, *made);
      statements.push_back(made->Text(place, 1));
      for (size_t i = 0; i < indexes->rows.size(); ++i) {
        if (indexes->Text(i, 0) != made->Text(place, 0)) continue;
        statements.push_back(indexes->Text(i, 1));
      }
    }
    Status status;
    for (size_t i = 0; i < statements.size() && status.ok(); ++i) {
      status = connection_->Execute(statements[i]);
    }
    return status;
  }

  void RemoveRows() {
    if (!folder_.empty()) base::RemoveTree(folder_);
  }

  std::string path_;
  bool is_new_ = false;
  std::filesystem::path folder_;
  std::unique_ptr<connections::Connection> connection_;
  sinks::OutputFile output_;
  std::unique_ptr<sinks::Sink> sink_;
  const TargetTable* table_ = nullptr;
  std::vector<work::Unfinished> unfinished_;
  std::string rows_;  // the file of the table that was started
  int files_ = 0;
};

}  // namespace

const TargetInfo& DuckdbTarget() {
  static const connections::ConnectionInfo& kind = connections::ConnectionOf("duckdb");
  static const TargetInfo info{
      kind.id,
      "a file of DuckDB: duckdb:path, or path.duckdb; a new one gets its tables",
      kind.schemes,
      kind.extensions,
      kind.dialect,
      [](const TargetOptions& options) -> std::unique_ptr<Target> {
        return std::make_unique<DuckdbFile>(PathOf(options.location));
      },
      true};
  return info;
}

}  // namespace datagen::loaders
