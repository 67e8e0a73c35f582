#include "making/sinks/line_writer.h"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "foundation/base/digits.h"
#include "functions/kernel/cast.h"

namespace datagen::sinks {
namespace {

using kernel::Physical;
using kernel::StringTable;
using kernel::TypeKind;
using kernel::Vector;

// Rows that are prepared together: what is rendered of them is still in the processor's cache when
// it is copied.
constexpr int64_t kBlockRows = 1024;
// Files are written in pieces that are still there too.
constexpr size_t kPieceBytes = size_t{1} << 18;

// What the copy of a key and of a text read and write, however short they are.
constexpr size_t kKeyBytes = 32;
constexpr size_t kTextBytes = 64;

char* CopyText(const char* from, size_t bytes, const char* readable, char* out) {
  if (bytes <= kTextBytes && from + kTextBytes <= readable) {
    std::memcpy(out, from, kTextBytes);
  } else if (bytes > 0) {
    std::memcpy(out, from, bytes);
  }
  return out + bytes;
}

int32_t LongestText(const int32_t* offsets, int64_t from, int64_t to) {
  int32_t longest = 0;
  for (int64_t i = from; i < to; ++i) longest = std::max(longest, offsets[i + 1] - offsets[i]);
  return longest;
}

}  // namespace

LineWriter::Key::Key(const std::string& text) : padded(text), bytes(text.size()) {
  padded.resize(std::max(bytes, kKeyBytes));
}

LineWriter::LineWriter(std::vector<LineColumn> columns, std::string line_end,
                       CellRenderer* renderer)
    : line_end_(std::move(line_end)), renderer_(*renderer), cells_(columns.size()) {
  columns_.reserve(columns.size());
  for (LineColumn& line : columns) {
    const Key bare(line.before);
    const Key quoted(line.quoted ? line.before + '"' : line.before);
    std::string null_cell = line.before + line.null_text;
    columns_.push_back({.line = std::move(line),
                        .bare = bare,
                        .quoted = quoted,
                        .null_cell = std::move(null_cell),
                        .dictionary = nullptr,
                        .entries = {},
                        .rendered = {}});
  }
}

LineWriter::Form LineWriter::FormOf(const Vector& values, const kernel::ValueType& type) {
  switch (type.kind) {
    case TypeKind::kInt:
      return Form::kInteger;
    case TypeKind::kDate:
      return Form::kDate;
    case TypeKind::kDecimal: {
      constexpr int kScaleMax = 8;
      const bool narrow = values.physical == Physical::kInt64 && type.scale <= kScaleMax;
      return narrow ? Form::kScaled : Form::kShort;
    }
    default:
      return Form::kShort;
  }
}

size_t LineWriter::PrepareBlock(const engine::Batch& batch, int64_t from, int64_t to) {
  size_t bytes = line_end_.size();
  for (size_t k = 0; k < columns_.size(); ++k) {
    const Vector& values = *batch.columns[k];
    Column& column = columns_[k];
    Cells& cells = cells_[k];
    cells = {.after_bytes = column.quoted.bytes - column.bare.bytes,
             .valid = values.has_nulls() ? values.valid.data() : nullptr,
             .ints = values.ints.data(),
             .key = &column.quoted,
             .column = &column,
             .values = &values};
    size_t longest = kernel::kShortTextBytes;
    if (column.line.rendered) {
      longest = UseRendered(values, from, to, &column, &cells);
    } else if (values.physical == Physical::kString) {
      longest = PrepareTexts(values, from, to, batch.rows, &column, &cells);
    } else {
      cells.form = FormOf(values, column.line.type);
      // A few rows are not worth a table.
      if (cells.form == Form::kDate && to - from < kBlockRows) cells.form = Form::kShort;
      cells.dates = &dates_;
      cells.scale = column.line.type.scale;
    }
    bytes += std::max(column.quoted.bytes + longest + cells.after_bytes, column.null_cell.size());
  }
  return bytes + kTextBytes;
}

size_t LineWriter::PrepareTexts(const Vector& values, int64_t from, int64_t to, int64_t batch_rows,
                                Column* column, Cells* cells) {
  if (values.dictionary != nullptr) {
    if (values.dictionary == column->dictionary) return UseEntries(values, column, cells);
    // One that is larger than its batch may be another in the next.
    if (values.dictionary->size() > batch_rows) return UseRendered(values, from, to, column, cells);
    RenderEntries(values, column);
    return UseEntries(values, column, cells);
  }
  if (!renderer_.ArePlain(values, from, to)) return UseRendered(values, from, to, column, cells);
  cells->form = Form::kText;
  cells->offsets = values.strings.offsets().data();
  cells->chars = values.strings.chars().data();
  cells->readable = cells->chars + values.strings.chars().capacity();
  return static_cast<size_t>(LongestText(cells->offsets, from, to));
}

size_t LineWriter::UseEntries(const Vector& values, Column* column, Cells* cells) {
  cells->form = Form::kEntry;
  cells->codes = values.codes.data();
  cells->offsets = column->entries.offsets().data();
  cells->chars = column->entries.chars().data();
  cells->readable = cells->chars + column->entries.chars().capacity();
  return static_cast<size_t>(LongestText(cells->offsets, 0, column->entries.size()));
}

size_t LineWriter::UseRendered(const Vector& values, int64_t from, int64_t to, Column* column,
                               Cells* cells) {
  column->rendered.Clear();
  renderer_.Render(values, column->line.type, from, to, &column->rendered);
  base::Buffer<char>& chars = column->rendered.chars();
  chars.Reserve(chars.size() + kTextBytes);
  cells->form = Form::kRendered;
  cells->key = &column->bare;
  cells->first = from;
  cells->offsets = column->rendered.offsets().data();
  cells->chars = chars.data();
  cells->readable = cells->chars + chars.capacity();
  return static_cast<size_t>(LongestText(cells->offsets, 0, to - from));
}

void LineWriter::RenderEntries(const Vector& values, Column* column) {
  const int64_t count = values.dictionary->size();
  Vector all;
  all.physical = Physical::kString;
  all.length = count;
  all.dictionary = values.dictionary;
  all.codes.Resize(static_cast<size_t>(count));
  std::iota(all.codes.begin(), all.codes.end(), 0);
  StringTable cells;
  renderer_.Render(all, column->line.type, 0, count, &cells);
  column->entries.Clear();
  base::Buffer<char>& chars = column->entries.chars();
  for (int64_t i = 0; i < count; ++i) {
    chars.Append(column->line.before.data(), column->line.before.size());
    column->entries.Append(cells[i]);
  }
  chars.Reserve(chars.size() + kTextBytes);
  column->dictionary = values.dictionary;
}

char* LineWriter::WriteRow(int64_t row, char* out) const {
  const auto i = static_cast<size_t>(row);
  for (const Cells& cells : cells_) {
    if (cells.valid != nullptr && cells.valid[i] == 0) {
      const std::string& text = cells.column->null_cell;
      out = std::copy(text.begin(), text.end(), out);
      continue;
    }
    if (cells.form == Form::kEntry) {
      const auto code = static_cast<size_t>(cells.codes[i]);
      const int32_t begin = cells.offsets[code];
      out = CopyText(cells.chars + begin, static_cast<size_t>(cells.offsets[code + 1] - begin),
                     cells.readable, out);
      continue;
    }
    const Key& key = *cells.key;
    std::memcpy(out, key.padded.data(), kKeyBytes);
    if (key.bytes > kKeyBytes) std::memcpy(out, key.padded.data(), key.bytes);
    out += key.bytes;
    switch (cells.form) {
      case Form::kInteger:
        out = base::WriteInteger(cells.ints[i], out);
        break;
      case Form::kScaled: {
        *out = '-';
        const int64_t value = cells.ints[i];
        const auto bits = static_cast<uint64_t>(value);
        out = base::WriteScaled(value < 0 ? -bits : bits, cells.scale, out + (value < 0 ? 1 : 0));
        break;
      }
      case Form::kDate:
        out = cells.dates->Write(cells.ints[i], out);
        break;
      case Form::kShort:
        out = kernel::WriteShortText(*cells.values, row, cells.column->line.type, out);
        break;
      case Form::kText:
      case Form::kRendered: {
        const int32_t* at = cells.offsets + (row - cells.first);
        out =
            CopyText(cells.chars + at[0], static_cast<size_t>(at[1] - at[0]), cells.readable, out);
        if (cells.form == Form::kRendered) continue;
        break;
      }
      case Form::kEntry:
        break;
    }
    *out = '"';
    out += cells.after_bytes;
  }
  return std::copy(line_end_.begin(), line_end_.end(), out);
}

base::Status LineWriter::Write(const engine::Batch& batch, Output* output) {
  lines_.Resize(0);
  for (int64_t from = 0; from < batch.rows; from += kBlockRows) {
    const int64_t to = std::min(from + kBlockRows, batch.rows);
    lines_.Reserve(kPieceBytes + PrepareBlock(batch, from, to));
    char* const begin = lines_.data();
    char* out = begin + lines_.size();
    for (int64_t i = from; i < to; ++i) {
      out = WriteRow(i, out);
      if (out < begin + kPieceBytes) continue;
      const base::Status status = output->Write({begin, static_cast<size_t>(out - begin)});
      if (!status.ok()) return status;
      out = begin;
    }
    lines_.Resize(static_cast<size_t>(out - begin));
  }
  return output->Write({lines_.data(), lines_.size()});
}

}  // namespace datagen::sinks
