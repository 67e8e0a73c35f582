#include "functions/kernel/cast.h"
#include "making/sinks/compressed_output.h"
#include "making/sinks/csv_times.h"
#include "making/sinks/sink.h"
#include "making/sinks/text_values.h"

namespace datagen::sinks {
namespace {

using kernel::TypeKind;

// RFC 4180 with LF line ends, and the dialect's signs. A null is an empty field, an empty text "".
class CsvSink : public Sink {
 public:
  explicit CsvSink(SinkOptions options)
      : options_(std::move(options)), dialect_(options_.csv), delimiter_(dialect_.delimiter) {}

  base::Status Open(Output* output, const std::vector<engine::WrittenColumn>& columns) override {
    compressed_ = CompressInto(output, options_.compression);
    output_ = compressed_ == nullptr ? output : compressed_.get();
    columns_.clear();
    lines_.Resize(0);
    for (const engine::WrittenColumn& column : columns) {
      columns_.push_back({column.type, IsTranslated(column.type.kind)});
      if (!dialect_.header) continue;
      if (columns_.size() > 1) lines_.PushBack(delimiter_);
      AppendField(column.name);
    }
    if (dialect_.header) lines_.PushBack('\n');
    return output_->Write({lines_.data(), lines_.size()});
  }

  base::Status Write(const engine::Batch& batch) override {
    lines_.Resize(0);
    for (int64_t i = 0; i < batch.rows; ++i) {
      for (size_t k = 0; k < columns_.size(); ++k) {
        if (k > 0) lines_.PushBack(delimiter_);
        if (batch.columns[k]->IsValid(i)) {
          AppendValue(*batch.columns[k], i, columns_[k]);
        } else {
          lines_.Append(dialect_.null_text.data(), dialect_.null_text.size());
        }
      }
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
  struct Column {
    kernel::ValueType type;
    bool translated;  // whether its values are not as kernel::AppendText has them
  };

  [[nodiscard]] bool IsTranslated(TypeKind kind) const {
    if (dialect_.quote_all) return true;
    switch (kind) {
      case TypeKind::kFloat:
      case TypeKind::kDecimal:
        return dialect_.decimal != '.';
      case TypeKind::kDate:
        return !dialect_.date_format.empty();
      case TypeKind::kDatetime:
        return !dialect_.datetime_format.empty();
      default:
        return false;
    }
  }

  void AppendValue(const kernel::Vector& values, int64_t i, const Column& column) {
    switch (column.type.kind) {
      case TypeKind::kString:
      case TypeKind::kJson:
        AppendField(values.String(i));
        break;
      case TypeKind::kBinary:
        text_.Resize(0);
        AppendHex(values.String(i), &text_);
        AppendField({text_.data(), text_.size()});
        break;
      case TypeKind::kArray:
        text_.Resize(0);
        AppendJsonValue(values, i, column.type, &text_);
        AppendField({text_.data(), text_.size()});
        break;
      default:
        if (column.translated) {
          AppendTranslated(values, i, column.type);
        } else {
          kernel::AppendText(values, i, column.type, &lines_);
        }
    }
  }

  void AppendTranslated(const kernel::Vector& values, int64_t i, const kernel::ValueType& type) {
    text_.Resize(0);
    kernel::AppendText(values, i, type, &text_);
    const std::string_view plain(text_.data(), text_.size());
    if (type.kind == TypeKind::kDate && !dialect_.date_format.empty()) {
      AppendField(FormatTime(plain, dialect_.date_format));
      return;
    }
    if (type.kind == TypeKind::kDatetime && !dialect_.datetime_format.empty()) {
      AppendField(FormatTime(plain, dialect_.datetime_format));
      return;
    }
    if (type.kind == TypeKind::kFloat || type.kind == TypeKind::kDecimal) {
      for (size_t k = 0; k < text_.size(); ++k) {
        if (text_[k] == '.') text_[k] = dialect_.decimal;
      }
    }
    AppendField(plain);
  }

  void AppendField(std::string_view text) {
    const bool quoted = dialect_.quote_all || text.empty() || text == dialect_.null_text ||
                        HasAny<'"', '\n', '\r'>(text, false, delimiter_) || text.front() == ' ' ||
                        text.back() == ' ';
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

  SinkOptions options_;
  const sources::CsvDialect& dialect_;
  const char delimiter_;
  std::vector<Column> columns_;
  base::Buffer<char> lines_;
  base::Buffer<char> text_;  // of one value
  std::unique_ptr<Output> compressed_;
  Output* output_ = nullptr;
};

}  // namespace

const SinkInfo& CsvInfo() {
  static const SinkInfo info{.id = "csv",
                             .extension = "csv",
                             .summary = "Comma-separated values with a header (RFC 4180)",
                             .compressions = {"none", "gzip", "zstd"},
                             .make = [](const SinkOptions& options) -> std::unique_ptr<Sink> {
                               return std::make_unique<CsvSink>(options);
                             },
                             .compresses_files = true};
  return info;
}

}  // namespace datagen::sinks
