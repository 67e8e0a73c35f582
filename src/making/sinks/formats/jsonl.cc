#include "making/sinks/compressed_output.h"
#include "making/sinks/line_writer.h"
#include "making/sinks/sink.h"
#include "making/sinks/text_values.h"

namespace datagen::sinks {
namespace {

using kernel::TypeKind;

class JsonCells : public CellRenderer {
 public:
  [[nodiscard]] bool ArePlain(const kernel::Vector& texts, int64_t from,
                              int64_t to) const override {
    const int32_t* offsets = texts.strings.offsets().data();
    return !HasAny<'"', '\\'>({texts.strings.chars().data() + offsets[from],
                               static_cast<size_t>(offsets[to] - offsets[from])},
                              true);
  }

  void Render(const kernel::Vector& values, const kernel::ValueType& type, int64_t from, int64_t to,
              kernel::StringTable* cells) override {
    for (int64_t i = from; i < to; ++i) {
      if (values.IsValid(i)) AppendJsonValue(values, i, type, &cells->chars());
      cells->EndString();
    }
  }
};

class JsonLinesSink : public Sink {
 public:
  explicit JsonLinesSink(SinkOptions options) : options_(std::move(options)) {}

  base::Status Open(Output* output, const std::vector<engine::WrittenColumn>& columns) override {
    compressed_ = CompressInto(output, options_.compression);
    output_ = compressed_ == nullptr ? output : compressed_.get();
    std::vector<LineColumn> lines;
    lines.reserve(columns.size());
    for (const engine::WrittenColumn& column : columns) {
      base::Buffer<char> key;
      key.PushBack(lines.empty() ? '{' : ',');
      AppendJsonString(column.name, &key);
      key.PushBack(':');
      lines.push_back({.type = column.type,
                       .before = {key.data(), key.size()},
                       .null_text = "null",
                       .quoted = IsQuoted(column.type.kind),
                       .rendered = IsRendered(column.type.kind)});
    }
    writer_ = std::make_unique<LineWriter>(std::move(lines), "}\n", &cells_);
    return base::Status::Ok();
  }

  base::Status Write(const engine::Batch& batch) override { return writer_->Write(batch, output_); }

  base::Status Close() override {
    return compressed_ == nullptr ? base::Status::Ok() : compressed_->Close();
  }

 private:
  static bool IsQuoted(TypeKind kind) {
    return kind == TypeKind::kString || kind == TypeKind::kDate || kind == TypeKind::kTime ||
           kind == TypeKind::kDatetime || kind == TypeKind::kUuid;
  }
  static bool IsRendered(TypeKind kind) {
    return kind == TypeKind::kJson || kind == TypeKind::kBinary || kind == TypeKind::kArray;
  }

  SinkOptions options_;
  JsonCells cells_;
  std::unique_ptr<LineWriter> writer_;
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
