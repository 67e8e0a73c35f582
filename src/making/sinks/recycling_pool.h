// Arrow memory from the same recycled blocks as column values (base/buffer.h).
//
// A writer fills and frees some ten megabytes a row group. Arrow's own allocators hand them back to
// the system in between, and the next row group pays for clearing fresh pages.
// Thread-safety: as Arrow demands; blocks may be freed on another thread.
#pragma once

#include <arrow/memory_pool.h>

namespace datagen::sinks {

// Lifetime: as long as the program.
arrow::MemoryPool* RecyclingPool();

}  // namespace datagen::sinks
