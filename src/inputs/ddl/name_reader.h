// Reads names of tables, and lists of columns.
#pragma once

#include <string>
#include <vector>

#include "inputs/ddl/tokens.h"

namespace datagen::ddl {

// The parts of a dotted name, which the cursor stands at. Empty where there is none.
std::vector<std::string> ReadName(TokenCursor* cursor);

struct ColumnList {
  std::vector<std::string> names;
  bool plain = true;  // false: there are expressions; then all names in them too
};

// The columns in the parentheses of a key.
ColumnList ReadColumnList(TokenCursor group);

}  // namespace datagen::ddl
