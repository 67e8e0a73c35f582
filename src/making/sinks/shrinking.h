// Whether compression pays for a column: a sample of its values, as a Parquet page has them, is
// compressed.
//
// Snappy takes longest over what it hardly shrinks, such as times and texts of random signs.
// Parquet names a codec for each column, so these stay as they are, as in file systems that
// compress (ZFS keeps a block that would not shrink by an eighth).
//
// Invariants: the answer hangs on the values alone, not on how batches cut them.
// Thread-safety: any thread; a codec belongs to one.
#pragma once

#include <arrow/chunked_array.h>
#include <arrow/util/compression.h>

#include "foundation/base/status.h"

namespace datagen::sinks {

// Whether `codec` makes the values in the middle of `column` smaller by an eighth or more. True
// where there is too little to tell, and for lists and values that are codes. Errors: no memory.
base::Result<bool> Shrinks(const arrow::ChunkedArray& column, arrow::util::Codec* codec);

}  // namespace datagen::sinks
