#include "making/sinks/arrow_bridge.h"

#include "datagen/arrow_c.h"  // before Arrow's own copy of the same structs

#include <arrow/c/bridge.h>
#include <fmt/format.h>

#include "making/engine/arrow_export.h"

namespace datagen::sinks {

base::Status FromArrow(const arrow::Status& status, const std::string& path) {
  if (status.ok()) return base::Status::Ok();
  const std::string detail =
      status.detail() == nullptr ? "" : fmt::format(" ({})", status.detail()->ToString());
  return base::Status::Environment(
      "file-not-writable", fmt::format("can't write '{}': {}{}", path, status.message(), detail));
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
