// What a report says besides its code and message; each field may be left out.
//
// Thread-safety: a value.
#pragma once

#include <cstdint>
#include <string>

#include "datagen/diagnostic.h"
#include "foundation/base/diagnostic_code.h"

namespace datagen::base {

struct Details {
  // What is wrong, as the source spells it. The message says it in its own words; without it a
  // report at a place in a text takes the word, number or string that stands there.
  std::string given = {};
  // What would be right, in words that follow "expected": the message ends with them.
  std::string expected = {};
  std::string hint = {};
  // What a database refused, or which cell could not be made.
  std::string table = {};
  int64_t row = -1;  // 0-based; -1: not known
  std::string constraint = {};
};

// A diagnostic without a place. Its message is "MESSAGE: expected EXPECTED".
Diagnostic MakeDiagnostic(Severity severity, DiagnosticCode code, std::string message,
                          Details details);

}  // namespace datagen::base
