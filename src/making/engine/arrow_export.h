// Hands batches out through the Arrow C data interface, without copying values where the layouts
// agree.
//
// | type | Arrow |
// |---|---|
// | int8 … int64, bool | the same |
// | float32, float | float, double |
// | decimal(p,s) | decimal128(p,s); decimal64(p,s) for short ones where the column asks for it |
// | string, json, binary | utf8, utf8 (extension arrow.json), binary; strings as dictionaries with
//   int32 codes where the column says so |
// | date, time, datetime | date32, time64[us], timestamp[us, UTC] |
// | uuid | fixed-size binary of 16 bytes (extension arrow.uuid) |
// | array<T> | list |
#pragma once

#include <string>
#include <vector>

#include "datagen/arrow_c.h"
#include "making/engine/engine.h"

namespace datagen::engine {

// A struct schema with a child for each column. The caller calls release.
void ExportSchema(const std::vector<WrittenColumn>& columns, ArrowSchema* schema);

// A struct array of the batch. The caller calls release, on any thread.
void ExportBatch(const std::vector<WrittenColumn>& columns, const Batch& batch, ArrowArray* array);

}  // namespace datagen::engine
