// A user's mistakes, collected: each with its place, what was given, what is expected, and a hint.
//
// Thread-safety: a Diagnostics belongs to one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/base/json.h"

namespace datagen::base {

enum class Severity { kError, kWarning };

struct Diagnostic {
  Severity severity = Severity::kError;
  int64_t offset = -1;  // bytes from the start of the source; -1: no place
  int line = 0;         // 1-based; 0: no place
  int column = 0;       // 1-based, in characters
  std::string path;     // JSON path, "" when there is none
  std::string message;  // lower case, no final period; says what was given and what is expected
  std::string hint;
};

class Diagnostics {
 public:
  // At most this many errors, and as many warnings, are kept; further errors are counted.
  static constexpr size_t kKeptMax = 500;

  // The text that offsets refer to. Lifetime: copied.
  void SetSource(std::string_view text);
  // The document whose addresses give JSON paths. Lifetime: must outlive further reports.
  void SetDocument(const Json* root) { root_ = root; }

  void Error(const Place& where, std::string message, std::string hint = "");
  void Warn(const Place& where, std::string message, std::string hint = "");
  // A mistake about a key rather than its value.
  void KeyError(const Json& object, const JsonMember& member, std::string message,
                std::string hint = "");
  void ErrorAt(int64_t offset, std::string message, std::string hint = "");

  [[nodiscard]] bool has_errors() const { return error_count_ > 0; }
  [[nodiscard]] size_t error_count() const { return error_count_; }
  [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }

  // Every diagnostic in the order of the source, with the line it stands in and a caret.
  // `name` is the file's name as the user gave it.
  [[nodiscard]] std::string Render(std::string_view name) const;
  [[nodiscard]] Json ToJson() const;

 private:
  void Add(Diagnostic diagnostic);
  void Locate(Diagnostic* diagnostic) const;

  std::string source_;
  std::vector<size_t> line_starts_;
  const Json* root_ = nullptr;
  std::vector<Diagnostic> all_;
  size_t error_count_ = 0;
  size_t errors_kept_ = 0;
  size_t warnings_kept_ = 0;
};

}  // namespace datagen::base
