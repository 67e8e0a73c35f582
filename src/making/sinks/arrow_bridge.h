// Batches as Arrow C++ record batches, for the sinks that use its writers.
#pragma once

#include <arrow/api.h>
#include <arrow/io/interfaces.h>

#include <memory>
#include <string>
#include <vector>

#include "foundation/base/status.h"
#include "making/engine/engine.h"
#include "making/sinks/output.h"

namespace datagen::sinks {

base::Result<std::shared_ptr<arrow::Schema>> ImportSchema(
    const std::vector<engine::WrittenColumn>& columns);
base::Result<std::shared_ptr<arrow::RecordBatch>> ImportBatch(
    const std::vector<engine::WrittenColumn>& columns, const engine::Batch& batch,
    const std::shared_ptr<arrow::Schema>& schema);
// A failure of Arrow's as one of the environment; `what` it could not write.
base::Status FromArrow(const arrow::Status& status, const std::string& what);

// An output as a stream that Arrow's writers write to.
class ArrowOutput : public arrow::io::OutputStream {
 public:
  // Lifetime: the output outlives it, and is not closed by it.
  explicit ArrowOutput(Output* output) : output_(*output) {}

  arrow::Status Write(const void* data, int64_t bytes) override;
  arrow::Result<int64_t> Tell() const override { return bytes_; }
  arrow::Status Close() override;
  [[nodiscard]] bool closed() const override { return closed_; }

  // The failure of the output where there is one, else that of Arrow.
  [[nodiscard]] base::Status StatusOf(const arrow::Status& status) const;

 private:
  Output& output_;
  base::Status failure_;
  int64_t bytes_ = 0;
  bool closed_ = false;
};

}  // namespace datagen::sinks
