// A condition under an assumption: what it still asks for when a part of it is known.
//
// Logic is SQL's, with three values. What folding can't decide (an order of texts, a LIKE) stays as
// it is. num_nulls, num_nonnulls and coalesce become what they say of each column.
// Thread-safety: pure functions.
#pragma once

#include <functional>
#include <optional>

#include "data/schema/condition.h"

namespace datagen::draft {

// What is known of a part, as a constant; nullopt: nothing.
using Known = std::function<std::optional<schema::Condition>(const schema::Condition&)>;

schema::Condition Fold(const schema::Condition& condition, const Known& known);

// kText, kNumber, kBool, kNull
bool IsConstant(const schema::Condition& condition);
schema::Condition Truth(bool truth);
// Whether it is a condition by its form: true, false or null, whatever its columns hold.
bool IsTruth(const schema::Condition& condition);

// The number that a constant is; nullopt: none.
std::optional<double> NumberIn(const schema::Condition& condition);

// Signs of comparisons: with the sides exchanged; the opposite.
std::string FlippedSign(const std::string& sign);
std::string NegatedSign(const std::string& sign);

}  // namespace datagen::draft
