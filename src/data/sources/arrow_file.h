// Arrow IPC files as Arrow C streams, for readers that have no reader of their own (DuckDB).
#pragma once

#include <string>

#include "datagen/arrow_c.h"
#include "foundation/base/status.h"

namespace datagen::sources {

// Opens a file (Feather 2) or a stream of record batches. The caller calls stream->release.
// Errors: invalid when it is no Arrow file, with Arrow's reason; environment when it can't be read.
base::Status OpenArrowFile(const std::string& path, ArrowArrayStream* stream);

}  // namespace datagen::sources
