// A file of DuckDB: rows go through Parquet files in a temporary folder, which it reads on all
// threads; one transaction.
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "data/query/database.h"
#include "data/query/sql_text.h"
#include "foundation/work/unfinished.h"
#include "making/loaders/table_names.h"
#include "making/loaders/target.h"
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
    if (status.ok() && (creation.wanted || is_new_)) {
      status = MakeTables(tables, creation, "duckdb", connection_.get());
    }
    return status;
  }

  Status StartTable(const TargetTable& table) override {
    table_ = &table;
    sinks::SinkOptions options;
    options.compression = "none";
    sink_ = sinks::FindSink("parquet")->make(options);
    // A name of its own for each table: DuckDB keeps what it has read of a file, by its name.
    rows_ = (folder_ / fmt::format("rows-{}.parquet", ++files_)).string();
    return sink_->Open(rows_, table.columns);
  }

  void Encode(Chunk* /*chunk*/) const override {}

  Status Write(const Chunk& chunk) override { return sink_->Write(chunk.batch); }

  Status FinishTable() override {
    const auto closed = sink_->Close();
    sink_.reset();
    if (!closed.ok()) return closed.status();
    auto names = connection_->Query("SELECT table_name FROM duckdb_tables()");
    if (!names.ok()) return names.status();
    std::optional<size_t> match;
    for (const TableName& name : PossibleNames(table_->name)) {
      if (!match) match = FindName(*names, 0, name.table);
    }
    if (!match) return NoSuchTable(table_->name);
    const Status status = connection_->Execute(
        fmt::format("INSERT INTO {} BY NAME SELECT * FROM read_parquet({})",
                    connection_->Identifier(names->Text(*match, 0)), query::Literal(rows_)));
    std::error_code ignored;
    std::filesystem::remove(rows_, ignored);
    return status.ok() ? status : Located(status, "\n  table " + table_->name);
  }

  Status Commit() override {
    const Status status = connection_->Commit();
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
      if (is_new_) ::unlink(path_.c_str());
    }
    RemoveRows();
  }

 private:
  void RemoveRows() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }

  std::string path_;
  bool is_new_ = false;
  std::filesystem::path folder_;
  std::unique_ptr<connections::Connection> connection_;
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
      }};
  return info;
}

}  // namespace datagen::loaders
