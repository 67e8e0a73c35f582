#include "knowledge/errors/error_pages.h"

#include <algorithm>
#include <utility>

#include "error_page_texts.h"  // made by CMake: kErrorPageTexts
#include "foundation/base/status.h"

namespace datagen::errors {
namespace {

// Folders in the order in which they are listed.
constexpr std::pair<std::string_view, std::string_view> kGroups[] = {
    {"spec", "The form of a spec"},
    {"names", "Names in a spec"},
    {"values", "Values and their limits"},
    {"types", "Types"},
    {"keys", "Keys, references and nulls"},
    {"tables", "How tables and columns depend on each other"},
    {"expressions", "Expressions"},
    {"defects", "Declared defects"},
    {"sql", "SQL scripts"},
    {"databases", "Databases"},
    {"files", "Files and folders"},
    {"program", "The program and its machine"},
};

// "# CODE", an empty line, the summary.
std::string_view SummaryOf(std::string_view text) {
  const size_t begin = text.find("\n\n") + 2;
  return text.substr(begin, text.find('\n', begin) - begin);
}

std::vector<ErrorPage> ReadPages() {
  std::vector<ErrorPage> pages;
  pages.reserve(std::size(kErrorPageTexts));
  for (const auto& [folder, title] : kGroups) {
    for (const auto& entry : kErrorPageTexts) {
      if (entry.folder != folder) continue;
      pages.push_back({entry.name, folder, title, SummaryOf(entry.text), entry.text});
    }
  }
  DATAGEN_CHECK(pages.size() == std::size(kErrorPageTexts));  // each folder has its title
  return pages;
}

}  // namespace

const std::vector<ErrorPage>& ErrorPages() {
  static const std::vector<ErrorPage> kPages = ReadPages();
  return kPages;
}

const ErrorPage* FindErrorPage(std::string_view code) {
  const std::vector<ErrorPage>& pages = ErrorPages();
  const auto found = std::find_if(pages.begin(), pages.end(),
                                  [&](const ErrorPage& page) { return page.code == code; });
  return found == pages.end() ? nullptr : &*found;
}

}  // namespace datagen::errors
