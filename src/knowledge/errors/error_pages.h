// The page of each diagnostic's code: what it means, an example that gives it, how to mend it, why
// the rule exists. One Markdown file a code in pages/GROUP/, carried in the program.
//
// Invariant: every code that is reported has a page and every page a code, and its example gives
// exactly that code (tests/oracles/test_error_pages.py).
// Thread-safety: immutable; all calls from any thread.
#pragma once

#include <string_view>
#include <vector>

namespace datagen::errors {

struct ErrorPage {
  std::string_view code;
  std::string_view folder;
  std::string_view group;    // what the folder is about, for people
  std::string_view summary;  // a sentence
  std::string_view text;     // the whole page, Markdown
};

// Group by group, by code within.
const std::vector<ErrorPage>& ErrorPages();

// The page of a code; nullptr when there is none.
const ErrorPage* FindErrorPage(std::string_view code);

}  // namespace datagen::errors
