#include <algorithm>

#include "functions/kernel/cast.h"
#include "making/sinks/compressed_output.h"
#include "making/sinks/csv_times.h"
#include "making/sinks/line_writer.h"
#include "making/sinks/sink.h"
#include "making/sinks/text_values.h"

namespace datagen::sinks {
namespace {

using kernel::TypeKind;

// RFC 4180 with LF line ends, and the dialect's signs. A null is an empty field, an empty text "".
class CsvCells : public CellRenderer {
 public:
  // Lifetime: the dialect outlives it.
  explicit CsvCells(const sources::CsvDialect& dialect)
      : dialect_(dialect), delimiter_(dialect_.delimiter) {}

  // Whether values are not as kernel::WriteShortText has them.
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
      case TypeKind::kBinary:
      case TypeKind::kArray:
        return true;
      default:
        return false;
    }
  }

  [[nodiscard]] bool ArePlain(const kernel::Vector& texts, int64_t from,
                              int64_t to) const override {
    const int32_t* offsets = texts.strings.offsets().data();
    const char* chars = texts.strings.chars().data();
    if (NeedQuotes({chars + offsets[from], static_cast<size_t>(offsets[to] - offsets[from])})) {
      return false;
    }
    bool marked = false;
    for (int64_t i = from; i < to; ++i) marked |= IsMarked(texts.strings[i]) && texts.IsValid(i);
    return !marked;
  }

  void Render(const kernel::Vector& values, const kernel::ValueType& type, int64_t from, int64_t to,
              kernel::StringTable* cells) override {
    for (int64_t i = from; i < to; ++i) {
      if (values.IsValid(i)) AppendValue(values, i, type, &cells->chars());
      cells->EndString();
    }
  }

  void AppendField(std::string_view text, base::Buffer<char>* out) const {
    if (!dialect_.quote_all && !IsMarked(text) && !NeedQuotes(text)) {
      out->Append(text.data(), text.size());
      return;
    }
    out->PushBack('"');
    for (const char c : text) {
      if (c == '"') out->PushBack('"');
      out->PushBack(c);
    }
    out->PushBack('"');
  }

 private:
  // Whether a text would be read as another: as a null, or without its spaces.
  [[nodiscard]] bool IsMarked(std::string_view text) const {
    return text.empty() || text.front() == ' ' || text.back() == ' ' || text == dialect_.null_text;
  }
  [[nodiscard]] bool NeedQuotes(std::string_view texts) const {
    return HasAny<'"', '\n', '\r'>(texts, false, delimiter_);
  }

  void AppendValue(const kernel::Vector& values, int64_t i, const kernel::ValueType& type,
                   base::Buffer<char>* out) {
    text_.Resize(0);
    switch (type.kind) {
      case TypeKind::kString:
      case TypeKind::kJson:
        AppendField(values.String(i), out);
        return;
      case TypeKind::kBinary:
        AppendHex(values.String(i), &text_);
        break;
      case TypeKind::kArray:
        AppendJsonValue(values, i, type, &text_);
        break;
      default:
        kernel::AppendText(values, i, type, &text_);
        AppendTranslated({text_.data(), text_.size()}, type.kind, out);
        return;
    }
    AppendField({text_.data(), text_.size()}, out);
  }

  // Requires: `plain` is text_.
  void AppendTranslated(std::string_view plain, TypeKind kind, base::Buffer<char>* out) {
    if (kind == TypeKind::kDate && !dialect_.date_format.empty()) {
      AppendField(FormatTime(plain, dialect_.date_format), out);
      return;
    }
    if (kind == TypeKind::kDatetime && !dialect_.datetime_format.empty()) {
      AppendField(FormatTime(plain, dialect_.datetime_format), out);
      return;
    }
    if (kind == TypeKind::kFloat || kind == TypeKind::kDecimal) {
      std::replace(text_.begin(), text_.end(), '.', dialect_.decimal);
    }
    AppendField(plain, out);
  }

  const sources::CsvDialect& dialect_;
  const char delimiter_;
  base::Buffer<char> text_;  // of one value
};

class CsvSink : public Sink {
 public:
  explicit CsvSink(SinkOptions options) : options_(std::move(options)), cells_(options_.csv) {}

  base::Status Open(Output* output, const std::vector<engine::WrittenColumn>& columns) override {
    compressed_ = CompressInto(output, options_.compression);
    output_ = compressed_ == nullptr ? output : compressed_.get();
    base::Buffer<char> header;
    std::vector<LineColumn> lines;
    lines.reserve(columns.size());
    for (const engine::WrittenColumn& column : columns) {
      const std::string before(lines.empty() ? 0 : 1, options_.csv.delimiter);
      header.Append(before.data(), before.size());
      cells_.AppendField(column.name, &header);
      lines.push_back({.type = column.type,
                       .before = before,
                       .null_text = options_.csv.null_text,
                       .rendered = cells_.IsTranslated(column.type.kind)});
    }
    header.PushBack('\n');
    writer_ = std::make_unique<LineWriter>(std::move(lines), "\n", &cells_);
    if (!options_.csv.header) return base::Status::Ok();
    return output_->Write({header.data(), header.size()});
  }

  base::Status Write(const engine::Batch& batch) override { return writer_->Write(batch, output_); }

  base::Status Close() override {
    return compressed_ == nullptr ? base::Status::Ok() : compressed_->Close();
  }

 private:
  SinkOptions options_;
  CsvCells cells_;
  std::unique_ptr<LineWriter> writer_;
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
