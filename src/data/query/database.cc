#include "data/query/database.h"

#include <dlfcn.h>
#include <duckdb.h>
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <charconv>
#include <filesystem>

#include "data/query/sql_text.h"

namespace datagen::query {
namespace {

using base::Status;

// The functions of DuckDB's C interface that are used here, found by name.
struct Library {
  decltype(&duckdb_create_config) create_config = nullptr;
  decltype(&duckdb_set_config) set_config = nullptr;
  decltype(&duckdb_destroy_config) destroy_config = nullptr;
  decltype(&duckdb_open_ext) open = nullptr;
  decltype(&duckdb_close) close = nullptr;
  decltype(&duckdb_connect) connect = nullptr;
  decltype(&duckdb_disconnect) disconnect = nullptr;
  decltype(&duckdb_free) free = nullptr;
  decltype(&duckdb_query) query = nullptr;
  decltype(&duckdb_result_error) result_error = nullptr;
  decltype(&duckdb_destroy_result) destroy_result = nullptr;
  decltype(&duckdb_column_count) column_count = nullptr;
  decltype(&duckdb_column_name) column_name = nullptr;
  decltype(&duckdb_fetch_chunk) fetch_chunk = nullptr;
  decltype(&duckdb_destroy_data_chunk) destroy_chunk = nullptr;
  decltype(&duckdb_data_chunk_get_size) chunk_size = nullptr;
  decltype(&duckdb_data_chunk_get_vector) chunk_vector = nullptr;
  decltype(&duckdb_vector_get_data) vector_data = nullptr;
  decltype(&duckdb_vector_get_validity) vector_validity = nullptr;
  decltype(&duckdb_validity_row_is_valid) row_is_valid = nullptr;
  decltype(&duckdb_string_t_length) string_length = nullptr;
  decltype(&duckdb_string_t_data) string_data = nullptr;
  decltype(&duckdb_arrow_scan) arrow_scan = nullptr;

  std::string error;  // "" when all were found
};

const Library& Load() {
  static const Library* loaded = [] {
    auto* library = new Library;
    // The system's library, else the one that the build has fetched.
    void* handle = ::dlopen("libduckdb.so", RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) handle = ::dlopen(DATAGEN_DUCKDB_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
      library->error = ::dlerror();
      return library;
    }
    const auto find = [&](const char* name, auto* function) {
      *function =
          reinterpret_cast<std::remove_pointer_t<decltype(function)>>(::dlsym(handle, name));
      if (*function == nullptr) library->error = fmt::format("libduckdb.so has no {}", name);
    };
    find("duckdb_create_config", &library->create_config);
    find("duckdb_set_config", &library->set_config);
    find("duckdb_destroy_config", &library->destroy_config);
    find("duckdb_open_ext", &library->open);
    find("duckdb_close", &library->close);
    find("duckdb_connect", &library->connect);
    find("duckdb_disconnect", &library->disconnect);
    find("duckdb_free", &library->free);
    find("duckdb_query", &library->query);
    find("duckdb_result_error", &library->result_error);
    find("duckdb_destroy_result", &library->destroy_result);
    find("duckdb_column_count", &library->column_count);
    find("duckdb_column_name", &library->column_name);
    find("duckdb_fetch_chunk", &library->fetch_chunk);
    find("duckdb_destroy_data_chunk", &library->destroy_chunk);
    find("duckdb_data_chunk_get_size", &library->chunk_size);
    find("duckdb_data_chunk_get_vector", &library->chunk_vector);
    find("duckdb_vector_get_data", &library->vector_data);
    find("duckdb_vector_get_validity", &library->vector_validity);
    find("duckdb_validity_row_is_valid", &library->row_is_valid);
    find("duckdb_string_t_length", &library->string_length);
    find("duckdb_string_t_data", &library->string_data);
    find("duckdb_arrow_scan", &library->arrow_scan);
    return library;
  }();
  return *loaded;
}

class DuckDb : public Database {
 public:
  DuckDb() : library_(Load()) {}

  ~DuckDb() override {
    if (connection_ != nullptr) library_.disconnect(&connection_);
    if (database_ != nullptr) library_.close(&database_);
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }
  DuckDb(const DuckDb&) = delete;
  DuckDb& operator=(const DuckDb&) = delete;

  // A database in a folder of its own, which goes with it: whatever outgrows the memory lies there.
  Status Open(const DatabaseOptions& options) {
    std::error_code error;
    std::filesystem::path place = options.temporary_directory;
    if (place.empty()) place = std::filesystem::temp_directory_path(error);
    static std::atomic<int> opened{0};
    folder_ = place / fmt::format("datagen-query-{}-{}", ::getpid(), opened++);
    std::filesystem::create_directories(folder_, error);
    if (error) {
      return Status::Environment(
          fmt::format("can't make the folder '{}': {}", folder_.string(), error.message()));
    }
    duckdb_config config = nullptr;
    if (library_.create_config(&config) != DuckDBSuccess) {
      return Status::Environment("DuckDB can't be configured");
    }
    const auto set = [&](const char* name, const std::string& value) {
      library_.set_config(config, name, value.c_str());
    };
    set("threads", std::to_string(options.threads));
    set("memory_limit", fmt::format("{}MiB", options.memory_bytes >> 20));
    set("temp_directory", (folder_ / "spill").string());
    set("autoinstall_known_extensions", "false");
    set("autoload_known_extensions", "false");
    set("allow_community_extensions", "false");
    char* message = nullptr;
    const std::string file = (folder_ / "tables.db").string();
    const duckdb_state opened_state = library_.open(file.c_str(), &database_, config, &message);
    library_.destroy_config(&config);
    if (opened_state != DuckDBSuccess) {
      const std::string why = message == nullptr ? "no reason given" : message;
      library_.free(message);
      return Status::Environment("can't open DuckDB: " + why);
    }
    if (library_.connect(database_, &connection_) != DuckDBSuccess) {
      return Status::Environment("can't connect to DuckDB");
    }
    return Execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false");
  }

  Status Execute(const std::string& sql) override {
    duckdb_result result;
    const duckdb_state state = library_.query(connection_, sql.c_str(), &result);
    Status status;
    if (state != DuckDBSuccess) status = Failed(&result);
    library_.destroy_result(&result);
    return status;
  }

  base::Result<Rows> Select(const std::string& sql, int64_t rows_max) override {
    // Every value as text: one shape for whatever a check asks.
    const std::string as_text =
        fmt::format("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ({}) LIMIT {}", sql, rows_max);
    duckdb_result result;
    if (library_.query(connection_, as_text.c_str(), &result) != DuckDBSuccess) {
      Status status = Failed(&result);
      library_.destroy_result(&result);
      return status;
    }
    Rows rows;
    const idx_t count = library_.column_count(&result);
    for (idx_t i = 0; i < count; ++i) rows.columns.emplace_back(library_.column_name(&result, i));
    while (duckdb_data_chunk chunk = library_.fetch_chunk(result)) {
      AppendChunk(chunk, count, &rows);
      library_.destroy_chunk(&chunk);
    }
    library_.destroy_result(&result);
    return rows;
  }

  Status CopyStream(const std::string& table, void* arrow_stream) override {
    // The scan makes a view that can be read once.
    const std::string view = "stream of " + table;
    if (library_.arrow_scan(connection_, view.c_str(),
                            reinterpret_cast<duckdb_arrow_stream>(arrow_stream)) != DuckDBSuccess) {
      return Status::Invalid("the Arrow stream can't be read");
    }
    Status status = Execute(
        fmt::format("CREATE TABLE {} AS SELECT * FROM {}", Identifier(table), Identifier(view)));
    const Status dropped = Execute("DROP VIEW IF EXISTS " + Identifier(view));
    return status.ok() ? dropped : status;
  }

 private:
  Status Failed(duckdb_result* result) const {
    const char* message = library_.result_error(result);
    return Status::Invalid(message == nullptr ? "DuckDB gives no reason" : message);
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

  const Library& library_;
  std::filesystem::path folder_;
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
};

template <typename T>
std::optional<T> Read(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  T value{};
  const char* end = text->data() + text->size();
  const auto read = std::from_chars(text->data(), end, value);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return value;
}

}  // namespace

std::optional<double> ReadNumber(const std::optional<std::string>& value) {
  return Read<double>(value);
}

std::optional<int64_t> ReadInteger(const std::optional<std::string>& value) {
  return Read<int64_t>(value);
}

std::optional<double> Rows::Number(size_t row, size_t column) const {
  return ReadNumber(rows[row][column]);
}

std::optional<int64_t> Rows::Integer(size_t row, size_t column) const {
  return ReadInteger(rows[row][column]);
}

std::string Rows::Text(size_t row, size_t column) const { return rows[row][column].value_or(""); }

base::Result<std::unique_ptr<Database>> Database::Open(const DatabaseOptions& options) {
  const Library& library = Load();
  if (!library.error.empty()) {
    return Status::Environment("DuckDB can't be loaded: " + library.error);
  }
  auto database = std::make_unique<DuckDb>();
  const Status status = database->Open(options);
  if (!status.ok()) return status;
  return std::unique_ptr<Database>(std::move(database));
}

std::string FirstLine(const std::string& message) { return message.substr(0, message.find('\n')); }

}  // namespace datagen::query
