#include "data/query/database.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "data/query/block_reader.h"
#include "data/query/duckdb_library.h"
#include "data/query/failure.h"
#include "data/query/result_stream.h"
#include "data/query/sql_text.h"
#include "foundation/work/container_memory.h"
#include "foundation/work/process_limits.h"
#include "foundation/work/temporary_folder.h"

namespace datagen::query {
namespace {

using base::Status;

schema::TypeFamily FamilyOf(duckdb_type type) {
  switch (type) {
    case DUCKDB_TYPE_BOOLEAN:
      return schema::TypeFamily::kBool;
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_UTINYINT:
    case DUCKDB_TYPE_USMALLINT:
    case DUCKDB_TYPE_UINTEGER:
    case DUCKDB_TYPE_UBIGINT:
    case DUCKDB_TYPE_HUGEINT:
    case DUCKDB_TYPE_UHUGEINT:
      return schema::TypeFamily::kInteger;
    case DUCKDB_TYPE_FLOAT:
    case DUCKDB_TYPE_DOUBLE:
      return schema::TypeFamily::kFloat;
    case DUCKDB_TYPE_DECIMAL:
      return schema::TypeFamily::kDecimal;
    case DUCKDB_TYPE_VARCHAR:
      return schema::TypeFamily::kText;
    case DUCKDB_TYPE_ENUM:
      return schema::TypeFamily::kEnum;
    case DUCKDB_TYPE_BLOB:
      return schema::TypeFamily::kBinary;
    case DUCKDB_TYPE_BIT:
      return schema::TypeFamily::kBits;
    case DUCKDB_TYPE_DATE:
      return schema::TypeFamily::kDate;
    case DUCKDB_TYPE_TIME:
    case DUCKDB_TYPE_TIME_TZ:
      return schema::TypeFamily::kTime;
    case DUCKDB_TYPE_TIMESTAMP:
    case DUCKDB_TYPE_TIMESTAMP_S:
    case DUCKDB_TYPE_TIMESTAMP_MS:
    case DUCKDB_TYPE_TIMESTAMP_NS:
    case DUCKDB_TYPE_TIMESTAMP_TZ:
      return schema::TypeFamily::kDatetime;
    case DUCKDB_TYPE_INTERVAL:
      return schema::TypeFamily::kInterval;
    case DUCKDB_TYPE_UUID:
      return schema::TypeFamily::kUuid;
    case DUCKDB_TYPE_LIST:
    case DUCKDB_TYPE_ARRAY:
      return schema::TypeFamily::kArray;
    default:
      return schema::TypeFamily::kOther;
  }
}

// As many threads and as much memory as the limits of the process leave. DuckDB's allocator ends
// the process where the system maps no more memory for its own books, and so does the whole where a
// file can't be opened at a bad moment: it starts only where enough is left.
base::Result<DatabaseOptions> WithinLimits(const DatabaseOptions& wanted) {
  DatabaseOptions options = wanted;
  constexpr int kFixedFiles = 8;   // the database, its log, what is spilled, folders
  constexpr int kThreadFiles = 2;  // a file that is read, one that is spilled
  const int files = work::FilesLeft(kFixedFiles + kThreadFiles * options.threads);
  options.threads = std::min(options.threads, (files - kFixedFiles) / kThreadFiles);
  if (options.threads < 1) {
    return Status::Environment(
        "system-refused",
        fmt::format("DuckDB needs {} open files, the limit leaves {}: Too many open files",
                    kFixedFiles + kThreadFiles, files),
        {.hint = "raise the limit (ulimit -n)"});
  }
  // Of what a container leaves, the share that DuckDB takes of a machine by itself.
  constexpr double kShare = 0.8;
  if (const int64_t contained = work::ContainerMemoryLeft(); contained > 0) {
    options.memory_bytes = std::min(options.memory_bytes,
                                    static_cast<int64_t>(kShare * static_cast<double>(contained)));
  }
  const auto left = work::AddressSpaceLeft();
  if (!left) return options;
  constexpr int64_t kFixedBytes = int64_t{256} << 20;  // the library and its allocator
  constexpr int64_t kThreadBytes = int64_t{64} << 20;  // stack and the allocator's parts for it
  const int64_t threads = (*left - kFixedBytes) / kThreadBytes;
  constexpr int64_t kMega = 1'000'000;
  if (threads < 1) {
    return Status::Environment(
        "out-of-memory",
        fmt::format("DuckDB needs {} MB of address space: the limit leaves {} MB",
                    (kFixedBytes + kThreadBytes) / kMega, *left / kMega),
        {.hint = "raise the limit (ulimit -v)"});
  }
  // Where not all fit, half of what does: work needs memory too.
  if (options.threads > threads)
    options.threads = static_cast<int>(std::max<int64_t>(1, threads / 2));
  const int64_t books = (kFixedBytes + kThreadBytes * options.threads) / 2;
  options.memory_bytes = std::min(options.memory_bytes, (*left - books) / 2);
  return options;
}

class DuckDb : public Database {
 public:
  DuckDb() : library_(LoadDuckDb()) {}

  ~DuckDb() override {
    interrupter_.reset();
    if (connection_ != nullptr) library_.disconnect(&connection_);
    if (database_ != nullptr) library_.close(&database_);
  }
  DuckDb(const DuckDb&) = delete;
  DuckDb& operator=(const DuckDb&) = delete;

  // With a folder of its own, which goes with it: whatever outgrows the memory lies there, and the
  // database too where none is named.
  Status Open(const DatabaseOptions& options) {
    auto made = work::TemporaryFolder::Make(options.temporary_directory);
    if (!made.ok()) return made.status();
    folder_ = std::move(*made);
    duckdb_config config = nullptr;
    if (library_.create_config(&config) != DuckDBSuccess) {
      return Status::Environment("duckdb-unavailable", "DuckDB can't be configured");
    }
    const auto set = [&](const char* name, const std::string& value) {
      library_.set_config(config, name, value.c_str());
    };
    set("threads", std::to_string(options.threads));
    set("memory_limit", fmt::format("{}MiB", options.memory_bytes >> 20));
    set("temp_directory", folder_.path() + "/spill");
    set("autoinstall_known_extensions", "false");
    set("autoload_known_extensions", "false");
    set("allow_community_extensions", "false");
    if (options.read_only) set("access_mode", "READ_ONLY");
    char* message = nullptr;
    const std::string file = options.file.empty() ? folder_.path() + "/tables.db" : options.file;
    const duckdb_state opened_state = library_.open(file.c_str(), &database_, config, &message);
    library_.destroy_config(&config);
    if (opened_state != DuckDBSuccess) {
      const std::string why = message == nullptr ? "no reason given" : message;
      library_.free(message);
      return Status::Environment("connection-failed",
                                 options.file.empty()
                                     ? "can't open DuckDB: " + why
                                     : fmt::format("can't open '{}': {}", file, FirstLine(why)));
    }
    if (library_.connect(database_, &connection_) != DuckDBSuccess) {
      return Status::Environment("duckdb-unavailable", "can't connect to DuckDB");
    }
    stop_ = options.stop;
    if (stop_.can_stop()) interrupter_.emplace(stop_, [this] { Interrupt(); });
    return Execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false");
  }

  Status Execute(const std::string& sql) override {
    if (stop_.stopped()) return stop_.status();
    duckdb_result result;
    const duckdb_state state = library_.query(connection_, sql.c_str(), &result);
    Status status;
    if (state != DuckDBSuccess) status = Failed(&result);
    library_.destroy_result(&result);
    return status;
  }

  base::Result<Rows> Select(const std::string& sql, int64_t rows_max) override {
    if (stop_.stopped()) return stop_.status();
    duckdb_result result;
    Status status;
    Rows rows;
    if (library_.query(connection_, AsText(sql, rows_max).c_str(), &result) == DuckDBSuccess) {
      rows = ReadRows(&result);
    } else {
      status = Failed(&result);
    }
    library_.destroy_result(&result);
    if (!status.ok()) return status;
    return rows;
  }

  Status ReadBlocks(const std::string& sql, const std::function<bool(Block)>& visit) override {
    if (stop_.stopped()) return stop_.status();
    duckdb_prepared_statement statement = nullptr;
    duckdb_pending_result pending = nullptr;
    duckdb_result result{};
    Status status;
    if (library_.prepare(connection_, sql.c_str(), &statement) != DuckDBSuccess) {
      status = Failed(library_.prepare_error(statement));
    } else if (library_.pending_streaming(statement, &pending) != DuckDBSuccess) {
      status = Failed(library_.pending_error(pending));
    } else if (library_.execute_pending(pending, &result) != DuckDBSuccess) {
      status = Failed(&result);
    } else {
      status = VisitBlocks(&result, visit);
    }
    library_.destroy_result(&result);
    if (pending != nullptr) library_.destroy_pending(&pending);
    library_.destroy_prepare(&statement);
    return status;
  }

  base::Result<Rows> Run(const std::string& sql, const std::vector<Value>& values) override {
    bool selects = false;
    Status status = RunPrepared(sql, values, nullptr, &selects);
    // A SELECT is only looked at by the first call: what it gives is asked for as text.
    Rows rows;
    if (!status.ok() || !selects) return status.ok() ? base::Result<Rows>(rows) : status;
    const std::string inner = sql.substr(0, sql.find_last_not_of("; \n\t") + 1);
    Rows shape;
    status = RunPrepared(fmt::format("SELECT * FROM ({}) LIMIT 0", inner), values, &shape, nullptr);
    if (status.ok()) status = RunPrepared(AsText(inner, kRowsMax), values, &rows, nullptr);
    if (!status.ok()) return status;
    rows.families = std::move(shape.families);
    return rows;
  }

  void Interrupt() override {
    library_.interrupt(connection_);
    streams_.Interrupt();
  }

  Status CopyStream(const std::string& table, const std::string& columns,
                    ArrowArrayStream* stream) override {
    // The scan makes a view that can be read once.
    const std::string view = "stream of " + table;
    if (library_.arrow_scan(connection_, view.c_str(),
                            reinterpret_cast<duckdb_arrow_stream>(stream)) != DuckDBSuccess) {
      return Status::Invalid("query-failed", "the Arrow stream can't be read");
    }
    Status status = Execute(fmt::format("CREATE TABLE {} AS SELECT {} FROM {}", Identifier(table),
                                        columns, Identifier(view)));
    const Status dropped = Execute("DROP VIEW IF EXISTS " + Identifier(view));
    return status.ok() ? dropped : status;
  }

  Status OpenStream(const std::string& sql, ArrowArrayStream* stream) override {
    return OpenResultStream(library_, database_, sql, &streams_, stream);
  }

 private:
  Status Failed(duckdb_result* result) const { return Failed(library_.result_error(result)); }
  [[nodiscard]] Status Failed(const char* message) const {
    if (stop_.stopped()) return stop_.status();
    return FailureOf(message);
  }

  // Every value as text: one shape for whatever is asked.
  static std::string AsText(const std::string& sql, int64_t rows_max) {
    return fmt::format("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ({}) LIMIT {}", sql, rows_max);
  }

  // Runs a statement with values. With `selects` a SELECT is not run but told of there.
  Status RunPrepared(const std::string& sql, const std::vector<Value>& values, Rows* rows,
                     bool* selects) {
    if (stop_.stopped()) return stop_.status();
    duckdb_prepared_statement statement = nullptr;
    Status status;
    if (library_.prepare(connection_, sql.c_str(), &statement) != DuckDBSuccess) {
      status = Failed(library_.prepare_error(statement));
    } else if (selects != nullptr &&
               library_.prepared_statement_type(statement) == DUCKDB_STATEMENT_TYPE_SELECT) {
      *selects = true;
    } else {
      duckdb_result result;
      for (size_t i = 0; i < values.size(); ++i) Bind(statement, i + 1, values[i]);
      if (library_.execute_prepared(statement, &result) != DuckDBSuccess) {
        status = Failed(&result);
      } else if (rows != nullptr) {
        *rows = ReadRows(&result);
        for (idx_t i = 0; i < rows->columns.size(); ++i) {
          rows->families.push_back(FamilyOf(library_.column_type(&result, i)));
        }
      }
      library_.destroy_result(&result);
    }
    library_.destroy_prepare(&statement);
    return status;
  }

  void Bind(duckdb_prepared_statement statement, idx_t place, const Value& value) const {
    if (const auto* number = std::get_if<int64_t>(&value)) {
      library_.bind_int64(statement, place, *number);
    } else if (const auto* real = std::get_if<double>(&value)) {
      library_.bind_double(statement, place, *real);
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
      library_.bind_varchar_length(statement, place, text->data(), text->size());
    } else if (const auto* blob = std::get_if<Bytes>(&value)) {
      library_.bind_blob(statement, place, blob->bytes.data(), blob->bytes.size());
    } else {
      library_.bind_null(statement, place);
    }
  }

  Status VisitBlocks(duckdb_result* result, const std::function<bool(Block)>& visit) const {
    const std::vector<Shape> shapes = ShapesOf(library_, result);
    bool any = false;
    while (duckdb_data_chunk chunk = library_.fetch_chunk(*result)) {
      any = true;
      Block block = ReadBlock(library_, shapes, chunk);
      library_.destroy_chunk(&chunk);
      if (!visit(std::move(block))) return Status::Ok();
    }
    const char* why = library_.result_error(result);
    if (why != nullptr && *why != '\0') return Failed(why);
    if (!any) visit(EmptyBlock(shapes));
    return Status::Ok();
  }

  // Requires: every column that has rows is text.
  Rows ReadRows(duckdb_result* result) const {
    Rows rows;
    const idx_t count = library_.column_count(result);
    for (idx_t i = 0; i < count; ++i) rows.columns.emplace_back(library_.column_name(result, i));
    while (duckdb_data_chunk chunk = library_.fetch_chunk(*result)) {
      AppendChunk(chunk, count, &rows);
      library_.destroy_chunk(&chunk);
    }
    return rows;
  }

  void AppendChunk(duckdb_data_chunk chunk, idx_t columns, Rows* rows) const {
    const idx_t size = library_.chunk_size(chunk);
    const size_t first = rows->rows.size();
    rows->rows.resize(first + size);
    for (size_t i = first; i < rows->rows.size(); ++i) rows->rows[i].resize(columns);
    for (idx_t column = 0; column < columns; ++column) {
      duckdb_vector vector = library_.chunk_vector(chunk, column);
      auto* texts = static_cast<duckdb_string_t*>(library_.vector_data(vector));
      uint64_t* validity = library_.vector_validity(vector);
      for (idx_t row = 0; row < size; ++row) {
        if (validity != nullptr && !library_.row_is_valid(validity, row)) continue;
        rows->rows[first + row][column] =
            std::string(library_.string_data(&texts[row]), library_.string_length(texts[row]));
      }
    }
  }

  const DuckDbLibrary& library_;
  work::TemporaryFolder folder_;
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
  OpenStreams streams_{library_};
  work::StopToken stop_;
  std::optional<work::StopAction> interrupter_;  // last: it ends before what it interrupts
};

}  // namespace

base::Result<std::unique_ptr<Database>> Database::Open(const DatabaseOptions& wanted) {
  auto fitted = WithinLimits(wanted);
  if (!fitted.ok()) return fitted.status();
  const DatabaseOptions& options = fitted.value();
  const DuckDbLibrary& library = LoadDuckDb();
  if (!library.error.empty()) {
    return Status::Environment("duckdb-unavailable", "DuckDB can't be loaded: " + library.error);
  }
  auto database = std::make_unique<DuckDb>();
  const Status status = database->Open(options);
  if (!status.ok()) return status;
  return std::unique_ptr<Database>(std::move(database));
}

std::string FirstLine(const std::string& message) { return message.substr(0, message.find('\n')); }

}  // namespace datagen::query
