// Batches as Arrow C++ record batches, for the sinks that use its writers.
#pragma once

#include <arrow/api.h>

#include <memory>
#include <string>
#include <vector>

#include "foundation/base/status.h"
#include "making/engine/engine.h"

namespace datagen::sinks {

base::Result<std::shared_ptr<arrow::Schema>> ImportSchema(
    const std::vector<engine::WrittenColumn>& columns);
base::Result<std::shared_ptr<arrow::RecordBatch>> ImportBatch(
    const std::vector<engine::WrittenColumn>& columns, const engine::Batch& batch,
    const std::shared_ptr<arrow::Schema>& schema);
// A failure of Arrow's as one of the environment, with the file's name.
base::Status FromArrow(const arrow::Status& status, const std::string& path);

}  // namespace datagen::sinks
