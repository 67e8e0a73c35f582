// How likely so many children of a parent are, computed anew from what a fan-out claims.
#pragma once

#include <cstdint>
#include <vector>

#include "functions/claims/child_count.h"

namespace datagen::validate {

// The chances of first, first + 1, … children; empty when they are not known.
struct CountChances {
  int64_t first = 0;
  std::vector<double> chances;
};
CountChances ChancesOf(const claims::ChildCount& count);

}  // namespace datagen::validate
