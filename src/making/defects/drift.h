// Schema drift: how the files of a table change from one on.
//
// Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "making/engine/engine.h"

namespace datagen::defects {

struct Drift {
  int node = 0;
  int column = -1;         // among those written; -1 for an added one
  std::string change;      // rename, drop, add, retype
  std::string name;        // the new name
  int64_t from_part = -1;  // -1: the second half of the files
};

// Those of the drifts that part `part` of `parts` has. Lifetime: points into `all`.
std::vector<const Drift*> DriftsOf(const std::vector<Drift>& all, int node, int64_t part,
                                   int64_t parts);

// What becomes of the columns of a file that has these drifts.
void ApplyDrift(const std::vector<const Drift*>& drifts,
                std::vector<engine::WrittenColumn>* columns);
// The same of its batches. `columns`: as they were before.
void ApplyDrift(const std::vector<const Drift*>& drifts,
                const std::vector<engine::WrittenColumn>& columns, engine::Batch* batch);

// A drift that gives a column a name that another column of the same file has, as far as can be
// known before the number of files is; -1: none. `columns`: of each node.
int FindRepeatedName(const std::vector<Drift>& all,
                     const std::vector<std::vector<engine::WrittenColumn>>& columns);

}  // namespace datagen::defects
