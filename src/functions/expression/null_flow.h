// Which columns' nulls an expression passes on, by its form alone.
//
// Sound where it says "always" (null in every row where the column is); where it says "unguarded",
// there is a row's other values for which the column's null comes through: nothing in the
// expression asks for it first. Divisions by zero and the like are no column's nulls.
// Thread-safety: pure.
#pragma once

#include <set>
#include <string>

#include "functions/expression/parser.h"

namespace datagen::expression {

struct NullFlow {
  std::set<std::string> always;
  std::set<std::string> unguarded;  // `always` and more
};

NullFlow NullFlowOf(const Tree& tree);

}  // namespace datagen::expression
