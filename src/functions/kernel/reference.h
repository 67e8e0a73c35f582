// A reference to columns of a table, as specs write it: "table.column" or "table.(a,b)".
//
// A name that the short form can't say stands in backticks, a backtick in it doubled:
// "table.`a,b`", "table.(`one, two`,three)". What follows the dot of an unquoted single column is
// its name to the end of the text, blanks and dots included.
//
// Thread-safety: values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace datagen::kernel {

struct Reference {
  std::string table;
  std::vector<std::string> columns;  // at least one

  // The only column. Requires: there is one.
  [[nodiscard]] const std::string& column() const { return columns.front(); }

  bool operator==(const Reference&) const = default;
};

// nullopt when the text has another form.
std::optional<Reference> ParseReference(std::string_view text);

// The text that reads as this reference: quoted only where it must be.
std::string PrintReference(const Reference& reference);

// A name in backticks.
std::string QuotedName(std::string_view name);

// Reads a name in backticks at the start of `text`; moves `text` behind it. nullopt when it is not
// closed. Requires: `text` begins with a backtick.
std::optional<std::string> TakeQuotedName(std::string_view* text);

}  // namespace datagen::kernel
