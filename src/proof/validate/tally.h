// Answers measures by loops over blocks of rows, as SQL would.
//
// Thread-safety: a tally belongs to one thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "data/query/block.h"
#include "proof/validate/measure.h"

namespace datagen::validate {

// Which column of a block is which of the table.
using Places = std::unordered_map<std::string_view, size_t>;

class Tally {
 public:
  virtual ~Tally() = default;
  // Adds the rows of a block.
  virtual void Add(const query::Block& block) = 0;
  // What the rows so far give: a value for each of the measure's SQL aggregates; nullopt where
  // these rows need SQL.
  [[nodiscard]] virtual std::optional<Values> Take() const = 0;
};

// The columns that a measure looks at; empty where only SQL can answer it.
std::vector<std::string> ColumnsOf(const Measure& measure);

// nullptr where a column's values are not of a form that the measure is made for: then SQL has to
// answer. Lifetime: the measure.
std::unique_ptr<Tally> MakeTally(const Measure& measure, const Places& places,
                                 const std::vector<query::Shape>& shapes);

}  // namespace datagen::validate
