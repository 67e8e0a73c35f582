#include "functions/kernel/cast.h"
#include "making/sinks/output_file.h"
#include "making/sinks/sink.h"
#include "making/sinks/text_values.h"

namespace datagen::sinks {
namespace {

// RFC 4180 with LF line ends. A null is an empty field, an empty text is "".
class CsvSink : public Sink {
 public:
  base::Status Open(const std::string& path,
                    const std::vector<engine::WrittenColumn>& columns) override {
    columns_ = columns;
    lines_.Resize(0);
    for (size_t i = 0; i < columns.size(); ++i) {
      if (i > 0) lines_.PushBack(',');
      AppendField(columns[i].name);
    }
    lines_.PushBack('\n');
    const base::Status status = file_.Open(path);
    return status.ok() ? file_.Write({lines_.data(), lines_.size()}) : status;
  }

  base::Status Write(const engine::Batch& batch) override {
    lines_.Resize(0);
    for (int64_t i = 0; i < batch.rows; ++i) {
      for (size_t k = 0; k < columns_.size(); ++k) {
        if (k > 0) lines_.PushBack(',');
        if (batch.columns[k]->IsValid(i)) AppendValue(*batch.columns[k], i, columns_[k].type);
      }
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
  void AppendValue(const kernel::Vector& values, int64_t i, const kernel::ValueType& type) {
    switch (type.kind) {
      case kernel::TypeKind::kString:
      case kernel::TypeKind::kJson:
        AppendField(values.String(i));
        break;
      case kernel::TypeKind::kBinary:
        AppendHex(values.String(i), &lines_);
        break;
      case kernel::TypeKind::kArray: {
        base::Buffer<char> json;
        AppendJsonValue(values, i, type, &json);
        AppendField({json.data(), json.size()});
        break;
      }
      default:
        kernel::AppendText(values, i, type, &lines_);
    }
  }

  void AppendField(std::string_view text) {
    const bool quoted = text.empty() || HasAny<',', '"', '\n', '\r'>(text, false) ||
                        text.front() == ' ' || text.back() == ' ';
    if (!quoted) {
      lines_.Append(text.data(), text.size());
      return;
    }
    lines_.PushBack('"');
    for (const char c : text) {
      if (c == '"') lines_.PushBack('"');
      lines_.PushBack(c);
    }
    lines_.PushBack('"');
  }

  std::vector<engine::WrittenColumn> columns_;
  base::Buffer<char> lines_;
  OutputFile file_;
};

}  // namespace

const SinkInfo& CsvInfo() {
  static const SinkInfo info{"csv",
                             "csv",
                             "Comma-separated values with a header (RFC 4180)",
                             {"none"},
                             [](const SinkOptions& /*options*/) -> std::unique_ptr<Sink> {
                               return std::make_unique<CsvSink>();
                             }};
  return info;
}

}  // namespace datagen::sinks
