// How a validation's report is printed: one file in formats/ each; the list is made by the build.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "proof/validate/report.h"

namespace datagen::report {

struct FormatInfo {
  std::string name;
  std::string summary;  // one line, starts with a noun, no final period
  // `columns`: the width that the lines of a text for screens are cut to; 0: they are whole.
  std::string (*render)(const validate::Report& report, int columns) = nullptr;
};

const std::vector<const FormatInfo*>& Formats();
const FormatInfo* FindFormat(const std::string& name);

// Numbers for people: "12,345", "4.32 %" (with as many digits as tell 99.99 from 100).
std::string Count(int64_t number);
std::string Percent(double share);

// The text's first characters, with … for the rest when it has more than `most`; never half of one.
std::string Cut(const std::string& text, size_t most);

// Text with the markup of HTML and XML escaped, for elements and quoted attributes.
std::string Escaped(std::string_view text);

}  // namespace datagen::report
