// What a kernel is given to compute a batch of cells.
#pragma once

#include <cstdint>
#include <functional>

#include "functions/kernel/row_ids.h"
#include "functions/kernel/vector.h"

namespace datagen::kernel {

// Gives the values of a column of the children of rows, in pieces of bounded size.
class ChildReader {
 public:
  virtual ~ChildReader() = default;

  // For the rows [first, first + count) of the batch: their children's values stand in `values`,
  // those of row first + i from offsets[i] to offsets[i + 1]. One row's children may come in
  // several pieces (then count is 1 for each).
  using Visitor = std::function<void(int64_t first, int64_t count, const int64_t* offsets,
                                     const Vector& values)>;
  virtual void Visit(int child_slot, const Visitor& visitor) const = 0;
};

// Lifetime: everything is borrowed for the call.
struct Cells {
  RowIds rows;
  const VectorPtr* inputs = nullptr;     // by the slots that the binding asked for
  const double* uniforms = nullptr;      // in (0, 1), in place of own draws (correlations); or null
  const int64_t* parent_rows = nullptr;  // when the binding asked for the family
  const int64_t* child_indexes = nullptr;  // position among the children of the parent, from 0
  const ChildReader* children = nullptr;
  // Raised by the number of values that a cast inside a generator made fit. Null for relations.
  int64_t* saturated = nullptr;
  // Raised by the number of values that a cast which a spec asks for made fit.
  int64_t* nearest = nullptr;
  // Of a branch that some cells do not take: which of them do, 0 or 1 each. Null: all.
  const uint8_t* taken = nullptr;
  // Raised by the number of rows whose place was asked of a value that names none.
  int64_t* placeless = nullptr;

  [[nodiscard]] int64_t size() const { return rows.count; }
  [[nodiscard]] const Vector& input(int slot) const { return *inputs[slot]; }
};

}  // namespace datagen::kernel
