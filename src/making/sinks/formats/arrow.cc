#include <arrow/io/file.h>
#include <arrow/ipc/writer.h>
#include <arrow/util/compression.h>

#include "making/sinks/arrow_bridge.h"
#include "making/sinks/sink.h"

namespace datagen::sinks {
namespace {

class ArrowSink : public Sink {
 public:
  explicit ArrowSink(SinkOptions options) : options_(std::move(options)) {}

  base::Status Open(const std::string& path,
                    const std::vector<engine::WrittenColumn>& columns) override {
    path_ = path;
    columns_ = columns;
    // Plain texts: dictionaries of IPC files are per file, and few readers expect them.
    for (engine::WrittenColumn& column : columns_) column.dictionary = false;
    auto schema = ImportSchema(columns_);
    if (!schema.ok()) return schema.status();
    schema_ = *schema;
    auto file = arrow::io::FileOutputStream::Open(path);
    if (!file.ok()) return FromArrow(file.status(), path);
    file_ = *file;
    auto write_options = arrow::ipc::IpcWriteOptions::Defaults();
    if (options_.compression == "zstd") {
      auto codec = arrow::util::Codec::Create(arrow::Compression::ZSTD);
      if (!codec.ok()) return FromArrow(codec.status(), path);
      write_options.codec = std::move(*codec);
    }
    auto writer = arrow::ipc::MakeFileWriter(file_, schema_, write_options);
    if (!writer.ok()) return FromArrow(writer.status(), path);
    writer_ = *writer;
    return base::Status::Ok();
  }

  base::Status Write(const engine::Batch& batch) override {
    auto imported = ImportBatch(columns_, batch, schema_);
    if (!imported.ok()) return imported.status();
    return FromArrow(writer_->WriteRecordBatch(**imported), path_);
  }

  base::Result<int64_t> Close() override {
    base::Status status = FromArrow(writer_->Close(), path_);
    if (!status.ok()) return status;
    auto bytes = file_->Tell();
    if (!bytes.ok()) return FromArrow(bytes.status(), path_);
    status = FromArrow(file_->Close(), path_);
    if (!status.ok()) return status;
    return *bytes;
  }

 private:
  SinkOptions options_;
  std::string path_;
  std::vector<engine::WrittenColumn> columns_;
  std::shared_ptr<arrow::Schema> schema_;
  std::shared_ptr<arrow::io::FileOutputStream> file_;
  std::shared_ptr<arrow::ipc::RecordBatchWriter> writer_;
};

}  // namespace

const SinkInfo& ArrowInfo() {
  static const SinkInfo info{"arrow",
                             "arrow",
                             "Arrow IPC files (Feather 2)",
                             {"none", "zstd"},
                             [](const SinkOptions& options) -> std::unique_ptr<Sink> {
                               return std::make_unique<ArrowSink>(options);
                             }};
  return info;
}

}  // namespace datagen::sinks
