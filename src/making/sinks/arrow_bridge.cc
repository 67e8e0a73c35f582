#include "making/sinks/arrow_bridge.h"

#include "datagen/arrow_c.h"  // before Arrow's own copy of the same structs

#include <arrow/c/bridge.h>
#include <fmt/format.h>

#include "making/engine/arrow_export.h"

namespace datagen::sinks {

base::Status FromArrow(const arrow::Status& status, const std::string& what) {
  if (status.ok()) return base::Status::Ok();
  const std::string detail =
      status.detail() == nullptr ? "" : fmt::format(" ({})", status.detail()->ToString());
  return base::Status::Environment(
      "file-not-writable", fmt::format("can't write a {}: {}{}", what, status.message(), detail));
}

arrow::Status ArrowOutput::Write(const void* data, int64_t bytes) {
  failure_ = output_.Write({static_cast<const char*>(data), static_cast<size_t>(bytes)});
  if (!failure_.ok()) return arrow::Status::IOError(failure_.message());
  bytes_ += bytes;
  return arrow::Status::OK();
}

arrow::Status ArrowOutput::Close() {
  closed_ = true;
  return arrow::Status::OK();
}

base::Status ArrowOutput::StatusOf(const arrow::Status& status) const {
  if (status.ok()) return base::Status::Ok();
  return failure_.ok() ? FromArrow(status, "file") : failure_;
}

base::Result<std::shared_ptr<arrow::Schema>> ImportSchema(
    const std::vector<engine::WrittenColumn>& columns) {
  ArrowSchema exported;
  engine::ExportSchema(columns, &exported);
  auto imported = arrow::ImportSchema(&exported);
  if (!imported.ok()) return FromArrow(imported.status(), "schema");
  return *imported;
}

base::Result<std::shared_ptr<arrow::RecordBatch>> ImportBatch(
    const std::vector<engine::WrittenColumn>& columns, const engine::Batch& batch,
    const std::shared_ptr<arrow::Schema>& schema) {
  ArrowArray exported;
  engine::ExportBatch(columns, batch, &exported);
  auto imported = arrow::ImportRecordBatch(&exported, schema);
  if (!imported.ok()) return FromArrow(imported.status(), "batch");
  return *imported;
}

}  // namespace datagen::sinks
