#include "inputs/ddl/script_text.h"

#include <algorithm>
#include <cstring>

#include "foundation/base/utf8.h"

namespace datagen::ddl {
namespace {

constexpr size_t kPieceBytes = size_t{1} << 20;

}  // namespace

void Advance(std::string_view text, int64_t* line, int64_t* column) {
  const auto lines = std::count(text.begin(), text.end(), '\n');
  if (lines > 0) {
    *line += lines;
    *column = 1;
    text.remove_prefix(text.rfind('\n') + 1);
  }
  // Bytes that continue a character are not counted.
  *column += std::count_if(text.begin(), text.end(),
                           [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

void ScriptText::Consume(size_t count) {
  Advance(window().substr(0, count), &line_, &column_);
  begin_ += count;
}

bool ScriptText::Fill(size_t wanted) {
  while (text_.size() - begin_ < wanted && !ended_) {
    // What lies before the window is given back once it is as long as the window.
    if (begin_ > kPieceBytes && begin_ > text_.size() / 2) {
      text_.erase(0, begin_);
      begin_ = 0;
    }
    const size_t old = raw_.size();
    raw_.resize(old + kPieceBytes);
    const auto count = read_(raw_.data() + old, kPieceBytes);
    if (!count.ok()) status_ = count.status();
    raw_.resize(old + (count.ok() ? count.value() : 0));
    ended_ = raw_.size() == old;
    if (encoding_ == Encoding::kUnknown) Recognise();
    Decode(ended_);
  }
  return text_.size() - begin_ >= wanted;
}

void ScriptText::Recognise() {
  const auto starts = [&](std::string_view mark) {
    if (raw_.compare(0, mark.size(), mark) != 0) return false;
    raw_.erase(0, mark.size());
    return true;
  };
  encoding_ = Encoding::kUtf8;
  if (starts("\xEF\xBB\xBF")) return;
  if (starts("\xFF\xFE")) {
    encoding_ = Encoding::kUtf16Little;
    return;
  }
  if (starts("\xFE\xFF")) {
    encoding_ = Encoding::kUtf16Big;
    return;
  }
  // Without a mark: SQL is mostly ASCII, so UTF-16 has a zero in every pair.
  constexpr size_t kLookedAt = 512;
  const size_t count = std::min(raw_.size(), kLookedAt);
  size_t even = 0;
  size_t odd = 0;
  for (size_t i = 0; i < count; ++i) {
    if (raw_[i] == '\0') ++(i % 2 == 0 ? even : odd);
  }
  constexpr size_t kShare = 3;  // of the pairs
  if (odd * kShare > count && even * kShare < odd) encoding_ = Encoding::kUtf16Little;
  if (even * kShare > count && odd * kShare < even) encoding_ = Encoding::kUtf16Big;
}

void ScriptText::Decode(bool at_end) {
  if (encoding_ == Encoding::kUtf8) {
    DecodeUtf8(at_end);
  } else {
    DecodeUtf16(at_end);
  }
}

void ScriptText::DecodeUtf8(bool at_end) {
  constexpr size_t kCharacterBytesMax = 4;
  std::string_view rest = raw_;
  while (!rest.empty()) {
    const auto invalid = base::FindInvalidUtf8(rest);
    text_.append(rest.substr(0, invalid.value_or(rest.size())));
    if (!invalid) {
      rest = {};
      break;
    }
    rest.remove_prefix(*invalid);
    // Maybe only cut by the end of the piece.
    if (!at_end && rest.size() < kCharacterBytesMax) break;
    base::AppendUtf8(static_cast<unsigned char>(rest[0]), &text_);
    rest.remove_prefix(1);
  }
  raw_.erase(0, raw_.size() - rest.size());
}

void ScriptText::DecodeUtf16(bool at_end) {
  const bool little = encoding_ == Encoding::kUtf16Little;
  const auto unit = [&](size_t i) {
    const auto first = static_cast<unsigned char>(raw_[i]);
    const auto second = static_cast<unsigned char>(raw_[i + 1]);
    return static_cast<char32_t>(little ? first | second << 8 : first << 8 | second);
  };
  constexpr char32_t kReplacement = 0xFFFD;
  size_t i = 0;
  while (i + 1 < raw_.size()) {
    const char32_t high = unit(i);
    if (high < 0xD800 || high > 0xDFFF) {
      base::AppendUtf8(high, &text_);
      i += 2;
      continue;
    }
    if (i + 3 >= raw_.size() && !at_end) break;
    const char32_t low = i + 3 < raw_.size() ? unit(i + 2) : 0;
    if (high < 0xDC00 && low >= 0xDC00 && low <= 0xDFFF) {
      base::AppendUtf8(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00), &text_);
      i += 4;
    } else {
      base::AppendUtf8(kReplacement, &text_);
      i += 2;
    }
  }
  raw_.erase(0, at_end ? raw_.size() : i);
}

}  // namespace datagen::ddl
