// Rows as an aligned table for people: numbers on the right, nulls as NULL, columns as wide as
// their texts on the screen, and as many of them as fit.
//
// Thread-safety: pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "datagen/preview.h"

namespace datagen::commands {

struct TableText {
  std::string text;
  std::vector<std::string> hidden;  // columns that did not fit
};

// `columns`: of the screen; 0: as many as it takes.
TableText AlignedRows(const TableRows& rows, int columns);

// The columns of a screen that a text takes: two of a wide character, none of a combining one.
int DisplayWidth(std::string_view text);

}  // namespace datagen::commands
