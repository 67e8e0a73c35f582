#include "data/sources/arrow_file.h"

#include <arrow/api.h>
#include <arrow/c/bridge.h>
#include <arrow/io/file.h>
#include <arrow/ipc/reader.h>

namespace datagen::sources {
namespace {

using base::Status;

// The batches of a file, one after the other.
class FileBatches : public arrow::RecordBatchReader {
 public:
  explicit FileBatches(std::shared_ptr<arrow::ipc::RecordBatchFileReader> file)
      : file_(std::move(file)) {}

  [[nodiscard]] std::shared_ptr<arrow::Schema> schema() const override { return file_->schema(); }

  arrow::Status ReadNext(std::shared_ptr<arrow::RecordBatch>* batch) override {
    batch->reset();
    if (next_ >= file_->num_record_batches()) return arrow::Status::OK();
    return file_->ReadRecordBatch(next_++).Value(batch);
  }

 private:
  std::shared_ptr<arrow::ipc::RecordBatchFileReader> file_;
  int next_ = 0;
};

Status Why(const arrow::Status& status) {
  return status.IsIOError() ? Status::Environment(status.message())
                            : Status::Invalid(status.message());
}

}  // namespace

Status OpenArrowFile(const std::string& path, ArrowArrayStream* stream) {
  auto input = arrow::io::MemoryMappedFile::Open(path, arrow::io::FileMode::READ);
  if (!input.ok()) return Why(input.status());
  std::shared_ptr<arrow::RecordBatchReader> batches;
  auto file = arrow::ipc::RecordBatchFileReader::Open(*input);
  if (file.ok()) {
    batches = std::make_shared<FileBatches>(*file);
  } else {
    // Not the file format: perhaps the stream format.
    const arrow::Status rewound = (*input)->Seek(0);
    if (!rewound.ok()) return Why(rewound);
    auto reader = arrow::ipc::RecordBatchStreamReader::Open(*input);
    if (!reader.ok()) return Why(file.status());
    batches = *reader;
  }
  const arrow::Status exported = arrow::ExportRecordBatchReader(batches, stream);
  return exported.ok() ? Status::Ok() : Why(exported);
}

}  // namespace datagen::sources
