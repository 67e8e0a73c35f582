// A script as a stream of UTF-8 text: decodes what files of all ages come in, and keeps only a
// window of it in memory.
//
// Encodings: UTF-8 and UTF-16 by their byte-order marks, UTF-16 without one by its zero bytes,
// else UTF-8 in which a byte that is none is read as Latin-1.
// Thread-safety: one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "foundation/base/status.h"

namespace datagen::ddl {

// Fills at most `size` bytes; 0 at the end.
using ReadBytes = std::function<base::Result<size_t>(char* data, size_t size)>;

class ScriptText {
 public:
  explicit ScriptText(ReadBytes read) : read_(std::move(read)) {}

  // Tries to have at least `wanted` bytes in the window; false where the text ends before.
  bool Fill(size_t wanted);
  // The text from the current place on, as far as it was read.
  [[nodiscard]] std::string_view window() const { return std::string_view(text_).substr(begin_); }
  // Goes on behind the first `count` bytes of the window.
  void Consume(size_t count);

  // The place of the window's first byte: 1-based, columns in characters.
  [[nodiscard]] int64_t line() const { return line_; }
  [[nodiscard]] int64_t column() const { return column_; }
  // How reading failed, if it did; the text then ends early.
  [[nodiscard]] const base::Status& status() const { return status_; }

 private:
  enum class Encoding { kUnknown, kUtf8, kUtf16Little, kUtf16Big };

  void Recognise();
  void Decode(bool at_end);
  void DecodeUtf8(bool at_end);
  void DecodeUtf16(bool at_end);

  ReadBytes read_;
  Encoding encoding_ = Encoding::kUnknown;
  std::string raw_;  // read, not decoded yet
  std::string text_;
  size_t begin_ = 0;
  bool ended_ = false;
  int64_t line_ = 1;
  int64_t column_ = 1;
  base::Status status_;
};

// Moves a place over `text`.
void Advance(std::string_view text, int64_t* line, int64_t* column);

}  // namespace datagen::ddl
