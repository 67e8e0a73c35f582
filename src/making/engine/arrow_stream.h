// Rows of a table as an Arrow C stream: a batch is made when it is asked for.
//
// Thread-safety: a stream belongs to one thread at a time; streams know nothing of each other.
// Errors: by the interface's errno and get_last_error; after one, and after the end, there are no
// more rows.
// Source: https://arrow.apache.org/docs/format/CStreamInterface.html
#pragma once

#include <cstdint>
#include <memory>

#include "datagen/arrow_c.h"
#include "making/engine/engine.h"

namespace datagen::engine {

struct StreamedRows {
  int node = 0;
  int64_t first = 0;
  int64_t count = 0;
  int64_t batch_rows = 0;
  bool short_decimals = false;  // decimals of up to 18 digits as decimal64
};

// Requires: the rows are in the table, batch_rows is at least 1. Lifetime: the stream keeps the
// engine.
void OpenArrowStream(std::shared_ptr<const Engine> engine, const StreamedRows& rows,
                     ArrowArrayStream* stream);

}  // namespace datagen::engine
