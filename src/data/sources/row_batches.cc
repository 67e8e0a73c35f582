#include "data/sources/row_batches.h"

#include <arrow/api.h>
#include <arrow/c/bridge.h>
#include <fmt/format.h>

#include <utility>
#include <vector>

namespace datagen::sources {

using base::Status;

class RowBatches::Reader : public arrow::RecordBatchReader {
 public:
  explicit Reader(std::unique_ptr<connections::RowStream> rows) : rows_(std::move(rows)) {
    const size_t columns = rows_->columns().size();
    arrow::FieldVector fields;
    fields.reserve(columns);
    for (size_t k = 0; k < columns; ++k) {
      fields.push_back(arrow::field(fmt::format("r{}", k), arrow::utf8()));
    }
    schema_ = arrow::schema(fields);
  }

  [[nodiscard]] std::shared_ptr<arrow::Schema> schema() const override { return schema_; }
  [[nodiscard]] const Status& status() const { return status_; }

  arrow::Status ReadNext(std::shared_ptr<arrow::RecordBatch>* batch) override {
    batch->reset();
    if (rows_ == nullptr) return arrow::Status::OK();
    status_ = rows_->Next(&cells_);
    if (!status_.ok() || cells_.rows() == 0) {
      rows_.reset();
      return status_.ok() ? arrow::Status::OK() : arrow::Status::IOError(status_.message());
    }
    std::vector<std::shared_ptr<arrow::Array>> columns(static_cast<size_t>(schema_->num_fields()));
    for (size_t k = 0; k < columns.size(); ++k) {
      arrow::StringBuilder texts;
      for (size_t i = 0; i < cells_.rows(); ++i) {
        const auto cell = cells_.Cell(i, k);
        ARROW_RETURN_NOT_OK(cell ? texts.Append(*cell) : texts.AppendNull());
      }
      ARROW_RETURN_NOT_OK(texts.Finish(&columns[k]));
    }
    *batch = arrow::RecordBatch::Make(schema_, static_cast<int64_t>(cells_.rows()), columns);
    return arrow::Status::OK();
  }

 private:
  std::unique_ptr<connections::RowStream> rows_;
  std::shared_ptr<arrow::Schema> schema_;
  connections::RowBatch cells_;
  Status status_;
};

RowBatches::RowBatches(std::unique_ptr<connections::RowStream> rows)
    : reader_(std::make_shared<Reader>(std::move(rows))) {}
RowBatches::~RowBatches() = default;

Status RowBatches::Export(ArrowArrayStream* stream) {
  const arrow::Status exported = arrow::ExportRecordBatchReader(reader_, stream);
  return exported.ok() ? Status::Ok() : Status::Environment("query-failed", exported.message());
}

const Status& RowBatches::status() const { return reader_->status(); }

}  // namespace datagen::sources
