#include "data/query/result_stream.h"

#include <cerrno>
#include <memory>
#include <vector>

#include "data/query/failure.h"

namespace datagen::query {
namespace {

using base::Status;

class ResultStream {
 public:
  ResultStream(const DuckDbLibrary& library, OpenStreams* streams)
      : library_(library), streams_(*streams) {}
  ResultStream(const ResultStream&) = delete;
  ResultStream& operator=(const ResultStream&) = delete;
  ~ResultStream() {
    if (options_ != nullptr) library_.destroy_arrow_options(&options_);
    if (has_result_) library_.destroy_result(&result_);
    if (pending_ != nullptr) library_.destroy_pending(&pending_);
    if (statement_ != nullptr) library_.destroy_prepare(&statement_);
    if (connection_ == nullptr) return;
    streams_.Remove(connection_);
    library_.disconnect(&connection_);
  }

  Status Run(duckdb_database database, const std::string& sql) {
    if (library_.connect(database, &connection_) != DuckDBSuccess) {
      return Status::Environment("duckdb-unavailable", "can't connect to DuckDB");
    }
    streams_.Add(connection_);
    duckdb_result set;
    const duckdb_state zone = library_.query(connection_, "SET TimeZone = 'UTC'", &set);
    library_.destroy_result(&set);
    if (zone != DuckDBSuccess)
      return Status::Environment("duckdb-unavailable", "can't set DuckDB's time zone");
    if (library_.prepare(connection_, sql.c_str(), &statement_) != DuckDBSuccess) {
      return FailureOf(library_.prepare_error(statement_));
    }
    if (library_.pending_streaming(statement_, &pending_) != DuckDBSuccess) {
      return FailureOf(library_.pending_error(pending_));
    }
    has_result_ = true;
    if (library_.execute_pending(pending_, &result_) != DuckDBSuccess) {
      return FailureOf(library_.result_error(&result_));
    }
    options_ = library_.arrow_options(&result_);
    return Status::Ok();
  }

  int Schema(ArrowSchema* out) {
    const idx_t count = library_.column_count(&result_);
    std::vector<const char*> names;
    std::vector<duckdb_logical_type> types;
    for (idx_t i = 0; i < count; ++i) {
      names.push_back(library_.column_name(&result_, i));
      types.push_back(library_.column_logical_type(&result_, i));
    }
    duckdb_error_data error =
        library_.to_arrow_schema(options_, types.data(), names.data(), count, out);
    for (duckdb_logical_type& type : types) library_.destroy_logical_type(&type);
    return Take(error);
  }

  int Next(ArrowArray* out) {
    out->release = nullptr;  // the end
    duckdb_data_chunk chunk = library_.fetch_chunk(result_);
    if (chunk == nullptr) {
      const char* why = library_.result_error(&result_);
      if (why == nullptr || *why == '\0') return 0;
      error_ = why;
      return EIO;
    }
    const int code = Take(library_.chunk_to_arrow(options_, chunk, out));
    library_.destroy_chunk(&chunk);
    return code;
  }

  [[nodiscard]] const char* error() const { return error_.empty() ? nullptr : error_.c_str(); }

 private:
  // Keeps the message of an error, which is nullptr when there is none.
  int Take(duckdb_error_data error) {
    if (error == nullptr) return 0;
    const char* why = library_.error_message(error);
    error_ = why == nullptr ? "" : why;
    library_.destroy_error(&error);
    return error_.empty() ? 0 : EINVAL;
  }

  const DuckDbLibrary& library_;
  OpenStreams& streams_;
  duckdb_connection connection_ = nullptr;
  duckdb_prepared_statement statement_ = nullptr;
  duckdb_pending_result pending_ = nullptr;
  duckdb_result result_{};
  bool has_result_ = false;
  duckdb_arrow_options options_ = nullptr;
  std::string error_;
};

ResultStream* Of(ArrowArrayStream* stream) {
  return static_cast<ResultStream*>(stream->private_data);
}

}  // namespace

void OpenStreams::Add(duckdb_connection connection) {
  const std::lock_guard lock(mutex_);
  connections_.insert(connection);
}

void OpenStreams::Remove(duckdb_connection connection) {
  const std::lock_guard lock(mutex_);
  connections_.erase(connection);
}

void OpenStreams::Interrupt() {
  const std::lock_guard lock(mutex_);
  for (duckdb_connection connection : connections_) library_.interrupt(connection);
}

Status OpenResultStream(const DuckDbLibrary& library, duckdb_database database,
                        const std::string& sql, OpenStreams* streams, ArrowArrayStream* stream) {
  auto result = std::make_unique<ResultStream>(library, streams);
  const Status run = result->Run(database, sql);
  if (!run.ok()) return run;
  stream->get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
    return Of(self)->Schema(out);
  };
  stream->get_next = [](ArrowArrayStream* self, ArrowArray* out) { return Of(self)->Next(out); };
  stream->get_last_error = [](ArrowArrayStream* self) { return Of(self)->error(); };
  stream->release = [](ArrowArrayStream* self) {
    delete Of(self);
    self->release = nullptr;
  };
  stream->private_data = result.release();
  return Status::Ok();
}

}  // namespace datagen::query
