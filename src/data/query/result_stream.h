// The result of a query as an Arrow stream: batches are made as they are asked for, so that a
// table larger than the memory goes through.
//
// Thread-safety: a stream has a connection of its own; it may be read on another thread than that
// of its database.
#pragma once

#include <mutex>
#include <set>
#include <string>

#include "data/query/duckdb_library.h"
#include "datagen/arrow_c.h"
#include "foundation/base/status.h"

namespace datagen::query {

// The connections of the streams of a database that are open. Thread-safety: any thread.
class OpenStreams {
 public:
  explicit OpenStreams(const DuckDbLibrary& library) : library_(library) {}
  void Add(duckdb_connection connection);
  void Remove(duckdb_connection connection);
  // Ends what they run, with an error.
  void Interrupt();

 private:
  const DuckDbLibrary& library_;
  std::mutex mutex_;
  std::set<duckdb_connection> connections_;
};

// Runs one SELECT. The caller calls stream->release, before the database is closed and `streams`
// goes. Errors: invalid, with DuckDB's message; later ones are the stream's (get_last_error).
base::Status OpenResultStream(const DuckDbLibrary& library, duckdb_database database,
                              const std::string& sql, OpenStreams* streams,
                              ArrowArrayStream* stream);

}  // namespace datagen::query
