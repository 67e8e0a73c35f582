// How the tables of a plan are cut into files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "foundation/base/json.h"
#include "foundation/base/status.h"
#include "making/plan/plan.h"

namespace datagen::runs {

struct Part {
  int node = 0;
  int64_t index = 0;
  int64_t first_row = 0;
  int64_t rows = 0;
};

// A file of a part, by its name below the table's folder.
struct PartFile {
  std::string name;
  int64_t bytes = 0;
  std::string digest;  // XXH3-128 of its bytes
};

// What is known of a finished part.
struct PartRecord {
  int64_t rows = 0;
  std::vector<PartFile> files;      // one, or one for each combination of values that divide it
  std::vector<std::string> blocks;  // digests of the hash blocks that start in it
  std::vector<std::pair<std::string, int64_t>> saturated;
  std::vector<std::pair<std::string, int64_t>> placeless;  // as engine::Batch has them

  [[nodiscard]] int64_t bytes() const;
  [[nodiscard]] base::Json ToJson() const;
  static base::Result<PartRecord> FromJson(const std::string& text);
};

// Numbers by column, as records and metadata have them.
base::Json CountsJson(const std::vector<std::pair<std::string, int64_t>>& counts);
std::vector<std::pair<std::string, int64_t>> ReadCounts(const base::Json& json);

// How many parts CutParts would give. `part_rows`: of each node.
int64_t CountParts(const plan::Plan& plan, const std::vector<int64_t>& part_rows);

// All parts of all tables. A table without rows has one part, so that readers find its columns.
std::vector<Part> CutParts(const plan::Plan& plan, const std::vector<int64_t>& part_rows);

// The parts of slice `slice` of `slices` (1-based): of each table an equal run of them.
std::vector<Part> PartsOfSlice(const std::vector<Part>& parts, int64_t slice, int64_t slices);

// "part-00042"
std::string PartName(int64_t index);

}  // namespace datagen::runs
