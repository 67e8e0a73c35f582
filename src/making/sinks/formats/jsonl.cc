#include "making/sinks/compressed_output.h"
#include "making/sinks/sink.h"
#include "making/sinks/text_values.h"

namespace datagen::sinks {
namespace {

class JsonLinesSink : public Sink {
 public:
  explicit JsonLinesSink(SinkOptions options) : options_(std::move(options)) {}

  base::Status Open(Output* output, const std::vector<engine::WrittenColumn>& columns) override {
    compressed_ = CompressInto(output, options_.compression);
    output_ = compressed_ == nullptr ? output : compressed_.get();
    columns_ = columns;
    keys_.clear();
    for (size_t i = 0; i < columns.size(); ++i) {
      base::Buffer<char> key;
      key.PushBack(i == 0 ? '{' : ',');
      AppendJsonString(columns[i].name, &key);
      key.PushBack(':');
      keys_.emplace_back(key.data(), key.size());
    }
    return base::Status::Ok();
  }

  base::Status Write(const engine::Batch& batch) override {
    lines_.Resize(0);
    for (int64_t i = 0; i < batch.rows; ++i) {
      for (size_t k = 0; k < columns_.size(); ++k) {
        lines_.Append(keys_[k].data(), keys_[k].size());
        AppendJsonValue(*batch.columns[k], i, columns_[k].type, &lines_);
      }
      lines_.PushBack('}');
      lines_.PushBack('\n');
      if (lines_.size() < kTextPieceBytes) continue;
      const base::Status status = output_->Write({lines_.data(), lines_.size()});
      if (!status.ok()) return status;
      lines_.Resize(0);
    }
    return output_->Write({lines_.data(), lines_.size()});
  }

  base::Status Close() override {
    return compressed_ == nullptr ? base::Status::Ok() : compressed_->Close();
  }

 private:
  SinkOptions options_;
  std::vector<engine::WrittenColumn> columns_;
  std::vector<std::string> keys_;
  base::Buffer<char> lines_;
  std::unique_ptr<Output> compressed_;
  Output* output_ = nullptr;
};

}  // namespace

const SinkInfo& JsonlInfo() {
  static const SinkInfo info{.id = "jsonl",
                             .extension = "jsonl",
                             .summary = "One JSON object a line",
                             .compressions = {"none", "gzip", "zstd"},
                             .make = [](const SinkOptions& options) -> std::unique_ptr<Sink> {
                               return std::make_unique<JsonLinesSink>(options);
                             },
                             .compresses_files = true};
  return info;
}

}  // namespace datagen::sinks
