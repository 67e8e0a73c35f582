#include <fmt/format.h>

#include <algorithm>

#include "datagen/diagnostic.h"
#include "knowledge/errors/error_pages.h"

namespace datagen {

std::vector<std::string> ErrorCodes() {
  std::vector<std::string> codes;
  codes.reserve(errors::ErrorPages().size());
  for (const errors::ErrorPage& page : errors::ErrorPages()) codes.emplace_back(page.code);
  return codes;
}

std::string ErrorPage(std::string_view code) {
  const errors::ErrorPage* page = errors::FindErrorPage(code);
  return page == nullptr ? "" : std::string(page->text);
}

std::string ErrorList() {
  size_t width = 0;
  for (const errors::ErrorPage& page : errors::ErrorPages()) {
    width = std::max(width, page.code.size());
  }
  std::string text;
  std::string_view group;
  for (const errors::ErrorPage& page : errors::ErrorPages()) {
    if (page.group != group) text += fmt::format("{}{}\n", text.empty() ? "" : "\n", page.group);
    group = page.group;
    text += fmt::format("  {:<{}}  {}\n", page.code, width, page.summary);
  }
  return text;
}

std::string ErrorReference() {
  std::string text = R"text(# Errors

Every error, warning and skipped statement has a code: `spec.json:3:14: error[unknown-key]: ...`. A code names a
kind of mistake, wherever it is found, and keeps its name over versions; the words of messages may change. So a
code is what to search for, to compare in programs and to look up: `datagen explain-error unknown-key` prints its page.

Codes are words, not numbers: they say what is wrong where they stand, in a log as well as in a test, and need no
table. They have no prefix of a part of the program, since the same mistake can be made in a spec, a script and on
the command line. Whether something is an error, a warning or only skipped is not said by the code but by its
severity, and whom it concerns by the program's exit code: 2 you, 3 the environment.

Programs get the same as JSON: the code, the place with its end, `given`, `expected` and `hint` apart from the message
(`include/datagen/diagnostic.h`).
)text";
  std::string_view group;
  for (const errors::ErrorPage& page : errors::ErrorPages()) {
    if (page.group != group) {
      text += fmt::format("\n## {}\n\n| code | |\n|---|---|\n", page.group);
    }
    group = page.group;
    text += fmt::format("| [`{}`](../src/knowledge/errors/pages/{}/{}.md) | {} |\n", page.code,
                        page.folder, page.code, page.summary);
  }
  return text;
}

}  // namespace datagen
