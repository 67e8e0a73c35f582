// Rows of a table as an Arrow stream, made as they are read: what pyarrow, Polars, DuckDB and Spark
// take without a copy.
//
//   ArrowArrayStream stream;
//   datagen::OpenStream(*plan, plan->Find("event"), 1'000'000, 50'000, {}, &stream);
//   … stream.get_next(&stream, &array) …
//   stream.release(&stream);
//
// Batches are the same rows as Plan::Fill gives. Values lie where the engine made them: no buffer
// of int, float, time, datetime, string, json, binary, of a dictionary's codes, of decimals beyond
// 18 digits and of lists is copied. The engine computes whole numbers in 64 bits, so int8 to int32,
// date, float32, bool (a bit a value), uuid (its bytes in order) and shorter decimals are written
// once more, in their own width; `decimal64` spares the last.
#pragma once

#include <cstdint>

#include "datagen/datagen.h"

namespace datagen {

struct StreamOptions {
  int64_t batch_rows = 16'384;  // at least 1; batches never exceed Plan::max_fill_rows()
  // Decimals of up to 18 digits as Arrow's decimal64: half the bytes, but not every reader of Arrow
  // data knows it.
  bool decimal64 = false;
};

// A stream of rows [first_row, first_row + count) of a table. The caller calls stream->release.
//
// Thread-safety: a stream belongs to one thread at a time; any number of streams of a plan may be
// read at the same time, and each makes its rows on the thread that asks for them.
// Lifetime: the stream keeps what it needs of the plan, which may go before it. Memory: one batch.
// To stop, the reader releases it: at most one batch is made in vain.
// Errors: invalid, for a table or rows that are not there, or a size below 1. While reading, by the
// interface's own errno and get_last_error: EINVAL for a null where none may be, ENOMEM without
// memory. After an error, and after the end, the stream gives no more rows.
Outcome OpenStream(const Plan& plan, int table, int64_t first_row, int64_t count,
                   const StreamOptions& options, ArrowArrayStream* stream);

}  // namespace datagen
