// The code of a diagnostic, "unknown-key": what a user searches for and a program compares.
//
// A code names a kind of mistake, not the place that found it, and never changes. It is written
// where the mistake is reported; each has a page (tests/oracles/test_error_pages.py compares them).
// Invariant: small letters and digits in words joined by hyphens, checked by the compiler, so that
// a message can't stand where a code is expected.
// Thread-safety: a value.
#pragma once

#include <string_view>

namespace datagen::base {

class DiagnosticCode {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor)
  consteval DiagnosticCode(const char* text) : text_(text) {
    if (!IsSlug(text_)) throw "a code is words of small letters and digits, joined by hyphens";
  }

  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  static consteval bool IsSlug(std::string_view text) {
    constexpr size_t kLengthMax = 40;
    if (text.empty() || text.size() > kLengthMax) return false;
    bool in_word = false;
    for (const char c : text) {
      const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!letter && (c != '-' || !in_word)) return false;
      in_word = letter;
    }
    return in_word;
  }

  std::string_view text_;
};

}  // namespace datagen::base
