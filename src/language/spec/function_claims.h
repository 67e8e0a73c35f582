// What the functions of a spec claim of the data: of a column, of a table's children.
//
// A function without a claim file claims nothing, and says so.
//
// Requires: a spec without mistakes, which stays where it is. Lifetime: claims point into its
// arguments. Thread-safety: immutable after construction.
#pragma once

#include <unordered_map>
#include <vector>

#include "functions/claims/child_count.h"
#include "functions/claims/value_change.h"
#include "functions/claims/value_claim.h"
#include "language/spec/spec.h"

namespace datagen::spec {

// Of all columns: read once, asked for often.
class FunctionClaims {
 public:
  explicit FunctionClaims(const Spec& spec);

  // Of the generator of a column of the spec.
  [[nodiscard]] const claims::Values& ValuesOf(const Column& column) const;
  // Of its modifiers, in their order.
  [[nodiscard]] const std::vector<claims::Change>& ChangesOf(const Column& column) const;

 private:
  struct OfColumn {
    claims::Values values;
    std::vector<claims::Change> changes;
  };
  std::unordered_map<const Column*, OfColumn> columns_;
};

// Of the table's fan-out. Requires: it has one.
claims::ChildCount ChildCountOf(const Node& node);

}  // namespace datagen::spec
