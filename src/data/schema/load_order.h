// In which order tables can be filled: every reference to a table before, as far as that can be.
#pragma once

#include <vector>

#include "data/schema/schema.h"

namespace datagen::schema {

// `references[i]` are the indexes of the tables that table i refers to; negative ones, and its own,
// say nothing. Of the tables that can come next, the first of the list does; where there is none (a
// circle), the first that is left. Cost: n log n for tables and references.
std::vector<int> LoadOrder(const std::vector<std::vector<int>>& references);
std::vector<int> LoadOrder(const Schema& schema);

}  // namespace datagen::schema
