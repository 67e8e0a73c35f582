// Arrow IPC: files (Feather 2) and streams. DuckDB can't read them by itself: they are copied.
#include <arrow/api.h>
#include <arrow/c/bridge.h>
#include <arrow/io/file.h>
#include <arrow/ipc/reader.h>
#include <fmt/format.h>

#include "data/query/sql_text.h"
#include "data/sources/file_format.h"

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

// Batches that are what they say: offsets, lengths and codes beyond a buffer's end would be read.
class SoundBatches : public arrow::RecordBatchReader {
 public:
  explicit SoundBatches(std::shared_ptr<arrow::RecordBatchReader> batches)
      : batches_(std::move(batches)) {}

  [[nodiscard]] std::shared_ptr<arrow::Schema> schema() const override {
    return batches_->schema();
  }

  arrow::Status ReadNext(std::shared_ptr<arrow::RecordBatch>* batch) override {
    arrow::Status status = batches_->ReadNext(batch);
    return status.ok() && *batch != nullptr ? (*batch)->ValidateFull() : status;
  }

 private:
  std::shared_ptr<arrow::RecordBatchReader> batches_;
};

Status Why(const arrow::Status& status) {
  return status.IsIOError() ? Status::Environment("data-not-readable", status.message())
                            : Status::Invalid("data-not-readable", status.message());
}

// Errors: invalid when it is no Arrow file, with Arrow's reason; environment when it can't be read.
Status OpenBatches(const std::string& path, ArrowArrayStream* stream) {
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
  const arrow::Status exported =
      arrow::ExportRecordBatchReader(std::make_shared<SoundBatches>(batches), stream);
  return exported.ok() ? Status::Ok() : Why(exported);
}

Status Copy(const std::string& path, const std::string& table, query::Database* database) {
  ArrowArrayStream stream;
  Status status = OpenBatches(path, &stream);
  if (!status.ok()) return status;
  status = database->CopyStream(table, "*", &stream);
  if (stream.release != nullptr) stream.release(&stream);
  return status;
}

std::string Relation(const Table& /*table*/, const std::vector<const File*>& files,
                     const Reading& reading) {
  std::vector<std::string> parts;
  for (const File* file : files) {
    const std::string path = reading.file_column.empty()
                                 ? ""
                                 : fmt::format(", {} AS {}", query::Literal(file->path),
                                               query::Identifier(reading.file_column));
    parts.push_back(fmt::format("SELECT *{} FROM {}", path, query::Identifier(file->copy)));
  }
  return fmt::format("({})", fmt::join(parts, " UNION ALL BY NAME "));
}

}  // namespace

const FormatInfo& ArrowFormat() {
  static const FormatInfo info{.name = "arrow",
                               .endings = {".arrow", ".feather", ".ipc"},
                               .counts_rows = true,
                               .relation = Relation,
                               .copy = Copy};
  return info;
}

}  // namespace datagen::sources
