#include <arrow/ipc/writer.h>
#include <arrow/util/compression.h>

#include "making/sinks/arrow_bridge.h"
#include "making/sinks/sink.h"

namespace datagen::sinks {
namespace {

class ArrowSink : public Sink {
 public:
  explicit ArrowSink(SinkOptions options) : options_(std::move(options)) {}

  base::Status Open(Output* output, const std::vector<engine::WrittenColumn>& columns) override {
    columns_ = columns;
    // Plain texts: dictionaries of IPC files are per file, and few readers expect them.
    for (engine::WrittenColumn& column : columns_) column.dictionary = false;
    auto schema = ImportSchema(columns_);
    if (!schema.ok()) return schema.status();
    schema_ = *schema;
    output_ = std::make_shared<ArrowOutput>(output);
    auto write_options = arrow::ipc::IpcWriteOptions::Defaults();
    if (options_.compression == "zstd") {
      auto codec = arrow::util::Codec::Create(arrow::Compression::ZSTD);
      if (!codec.ok()) return FromArrow(codec.status(), "file");
      write_options.codec = std::move(*codec);
    }
    auto writer = options_.streamed ? arrow::ipc::MakeStreamWriter(output_, schema_, write_options)
                                    : arrow::ipc::MakeFileWriter(output_, schema_, write_options);
    if (!writer.ok()) return output_->StatusOf(writer.status());
    writer_ = *writer;
    return base::Status::Ok();
  }

  base::Status Write(const engine::Batch& batch) override {
    auto imported = ImportBatch(columns_, batch, schema_);
    if (!imported.ok()) return imported.status();
    return output_->StatusOf(writer_->WriteRecordBatch(**imported));
  }

  base::Status Close() override { return output_->StatusOf(writer_->Close()); }

 private:
  SinkOptions options_;
  std::vector<engine::WrittenColumn> columns_;
  std::shared_ptr<arrow::Schema> schema_;
  std::shared_ptr<ArrowOutput> output_;
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
