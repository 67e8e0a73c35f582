// Text cases: what is given, a line of dashes, what comes out. A file is
//
//   # Remarks: of what these cases are, and how what is expected was checked.
//
//   == name of a case
//   input, on as many lines as it takes
//   ----
//   what is expected, to the next case
//
// Thread-safety: values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace datagen::cases {

struct Case {
  std::string name;
  std::string input;     // each line ends with a line break
  std::string expected;  // the same
  int line = 0;          // of its name, 1-based
};

struct CaseFile {
  std::string remarks;
  std::vector<Case> cases;
};

// nullopt and *error when the text has another form: no remarks, no case, a name twice, a case
// without input or without what is expected.
std::optional<CaseFile> ParseCaseFile(std::string_view text, std::string* error);

// The text that reads as this file.
std::string PrintCaseFile(const CaseFile& file);

// The directives of an input: a word, and what follows it to the end of the line and on the lines
// below that begin with a blank.
struct Directive {
  std::string word;
  std::string rest;
};
std::vector<Directive> ParseDirectives(std::string_view input);

}  // namespace datagen::cases
