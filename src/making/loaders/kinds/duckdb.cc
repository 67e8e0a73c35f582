// A file of DuckDB: rows go through Parquet files in a temporary folder, which it reads on all
// threads; one transaction.
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "data/query/database.h"
#include "data/query/sql_text.h"
#include "making/loaders/target.h"
#include "making/sinks/sink.h"

namespace datagen::loaders {
namespace {

using base::Status;

class DuckDbFile : public Target {
 public:
  explicit DuckDbFile(const TargetOptions& options) : path_(PathOf(options.location)) {}
  ~DuckDbFile() override { RemoveRows(); }
  DuckDbFile(const DuckDbFile&) = delete;
  DuckDbFile& operator=(const DuckDbFile&) = delete;

  Status Begin(const std::vector<TargetTable>& tables, const Creation& creation) override {
    is_new_ = ::access(path_.c_str(), F_OK) != 0;
    auto opened = query::Database::Open({.threads = 2});
    if (!opened.ok()) return opened.status();
    database_ = std::move(opened.value());
    std::error_code error;
    folder_ = std::filesystem::path(path_ + fmt::format(".{}.tmp", ::getpid()));
    std::filesystem::create_directories(folder_, error);
    if (error) {
      return Status::Environment(
          fmt::format("can't make the folder '{}': {}", folder_.string(), error.message()));
    }
    auto current = database_->Select("SELECT current_database()");
    if (!current.ok()) return current.status();
    own_ = current->Text(0, 0);
    Status status = database_->Execute(
        fmt::format("ATTACH {} AS target; USE target; BEGIN", query::Literal(path_)));
    if (status.ok() && (creation.wanted || is_new_)) {
      const auto statements =
          creation.statements.empty() ? CreateStatements(tables, "duckdb") : creation.statements;
      for (const std::string& statement : statements) {
        status = database_->Execute(statement);
        if (!status.ok()) return Refused(status, statement);
      }
    }
    return status;
  }

  Status StartTable(const TargetTable& table) override {
    table_ = &table;
    sinks::SinkOptions options;
    options.compression = "none";
    sink_ = sinks::FindSink("parquet")->make(options);
    return sink_->Open((folder_ / "rows.parquet").string(), table.columns);
  }

  void Encode(Chunk* /*chunk*/) const override {}

  Status Write(const Chunk& chunk) override { return sink_->Write(chunk.batch); }

  Status FinishTable() override {
    const auto closed = sink_->Close();
    sink_.reset();
    if (!closed.ok()) return closed.status();
    const Status status = database_->Execute(
        fmt::format("INSERT INTO target.{} BY NAME SELECT * FROM read_parquet({})",
                    query::Identifier(NameParts(table_->name).back()),
                    query::Literal((folder_ / "rows.parquet").string())));
    return status.ok() ? status : Refused(status, "");
  }

  Status Commit() override {
    const Status status =
        database_->Execute(fmt::format("COMMIT; USE {}; DETACH target", query::Identifier(own_)));
    RemoveRows();
    return status;
  }

  void Rollback() override {
    sink_.reset();
    if (database_ != nullptr) {
      const Status ignored = database_->Execute("ROLLBACK");
      database_.reset();
    }
    RemoveRows();
    if (is_new_) ::unlink(path_.c_str());
  }

 private:
  [[nodiscard]] Status Refused(const Status& status, const std::string& sql) const {
    std::string message = "DuckDB refuses: " + query::FirstLine(status.message());
    if (table_ != nullptr) message += "\n  table " + table_->name;
    if (!sql.empty()) message += "\n  in " + sql.substr(0, 200);
    return Status::Invalid(message);
  }

  void RemoveRows() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }

  std::string path_;
  std::string own_;  // the database that stands beside the file
  bool is_new_ = false;
  std::filesystem::path folder_;
  std::unique_ptr<query::Database> database_;
  std::unique_ptr<sinks::Sink> sink_;
  const TargetTable* table_ = nullptr;
};

}  // namespace

const TargetInfo& DuckdbTarget() {
  static const TargetInfo info{
      "duckdb",
      "a file of DuckDB: duckdb:path, or path.duckdb; a new one gets its tables",
      {"duckdb"},
      {"duckdb", "ddb"},
      "postgresql",
      [](const TargetOptions& options) -> std::unique_ptr<Target> {
        return std::make_unique<DuckDbFile>(options);
      }};
  return info;
}

}  // namespace datagen::loaders
