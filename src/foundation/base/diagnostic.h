// A user's mistakes in one text, collected: each with its code, its place, what was given, what is
// expected, and a hint.
//
// Thread-safety: a Diagnostics belongs to one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "datagen/diagnostic.h"
#include "foundation/base/details.h"
#include "foundation/base/diagnostic_code.h"
#include "foundation/base/json.h"

namespace datagen::base {

class Diagnostics {
 public:
  // At most this many errors, and as many warnings, are kept; further errors are counted.
  static constexpr size_t kKeptMax = 500;

  // The text that offsets refer to. Lifetime: copied.
  void SetSource(std::string_view text);
  // The document whose addresses give JSON paths. Lifetime: must outlive further reports.
  void SetDocument(const Json* root) { root_ = root; }

  // `message` is lower case, without a final period, and says what was given.
  void Error(DiagnosticCode code, const Place& where, std::string message, Details details = {});
  void Warn(DiagnosticCode code, const Place& where, std::string message, Details details = {});
  // A mistake about a key rather than its value.
  void KeyError(DiagnosticCode code, const Json& object, const JsonMember& member,
                std::string message, Details details = {});
  // At a byte of the text; -1: nowhere in it.
  void ErrorAt(DiagnosticCode code, int64_t offset, std::string message, Details details = {});

  [[nodiscard]] bool has_errors() const { return error_count_ > 0; }
  [[nodiscard]] size_t error_count() const { return error_count_; }
  [[nodiscard]] size_t warning_count() const { return warnings_kept_; }

  // All in the order of the text. `source` is the file's name as the user gave it.
  [[nodiscard]] std::vector<Diagnostic> List(std::string_view source) const;

 private:
  struct Entry {
    int64_t offset = -1;  // -1: no place
    Diagnostic diagnostic;
  };

  void Add(int64_t offset, Diagnostic diagnostic);
  void Locate(size_t offset, Diagnostic* diagnostic) const;
  [[nodiscard]] int64_t ColumnOf(size_t line, size_t offset) const;

  std::string source_;
  std::vector<size_t> line_starts_;
  const Json* root_ = nullptr;
  std::vector<Entry> all_;
  size_t error_count_ = 0;
  size_t errors_kept_ = 0;
  size_t warnings_kept_ = 0;
};

}  // namespace datagen::base
