// The result of a query as an Arrow stream: batches are made as they are asked for, so that a
// table larger than the memory goes through.
//
// Thread-safety: a stream has a connection of its own; it may be read on another thread than that
// of its database.
#pragma once

#include <string>

#include "data/query/duckdb_library.h"
#include "datagen/arrow_c.h"
#include "foundation/base/status.h"

namespace datagen::query {

// Runs one SELECT. The caller calls stream->release, before the database is closed.
// Errors: invalid, with DuckDB's message; later ones are the stream's (get_last_error).
base::Status OpenResultStream(const DuckDbLibrary& library, duckdb_database database,
                              const std::string& sql, ArrowArrayStream* stream);

}  // namespace datagen::query
