#include "making/sinks/output_file.h"
#include "making/sinks/sink.h"
#include "making/sinks/text_values.h"

namespace datagen::sinks {
namespace {

class JsonLinesSink : public Sink {
 public:
  base::Status Open(const std::string& path,
                    const std::vector<engine::WrittenColumn>& columns) override {
    columns_ = columns;
    keys_.clear();
    for (size_t i = 0; i < columns.size(); ++i) {
      base::Buffer<char> key;
      key.PushBack(i == 0 ? '{' : ',');
      AppendJsonString(columns[i].name, &key);
      key.PushBack(':');
      keys_.emplace_back(key.data(), key.size());
    }
    return file_.Open(path);
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
      const base::Status status = file_.Write({lines_.data(), lines_.size()});
      if (!status.ok()) return status;
      lines_.Resize(0);
    }
    return file_.Write({lines_.data(), lines_.size()});
  }

  base::Result<int64_t> Close() override { return file_.Close(); }

 private:
  std::vector<engine::WrittenColumn> columns_;
  std::vector<std::string> keys_;
  base::Buffer<char> lines_;
  OutputFile file_;
};

}  // namespace

const SinkInfo& JsonlInfo() {
  static const SinkInfo info{"jsonl",
                             "jsonl",
                             "One JSON object a line",
                             {"none"},
                             [](const SinkOptions& /*options*/) -> std::unique_ptr<Sink> {
                               return std::make_unique<JsonLinesSink>();
                             }};
  return info;
}

}  // namespace datagen::sinks
