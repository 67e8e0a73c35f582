// The limits of the numbers that a column can hold, and what a person would expect between them.
//
// Thread-safety: values.
#pragma once

#include <string>

#include "data/schema/schema.h"
#include "inputs/draft/check_facts.h"
#include "inputs/draft/generators.h"

namespace datagen::draft {

// Its type's limits, and its CHECKs'.
struct NumberLimits {
  double low = 0;
  double high = 0;
  bool given_low = false;  // by a CHECK
  bool given_high = false;
  int scale = 0;  // digits behind the point; -1: any
};
NumberLimits LimitsOf(const schema::DataType& type, const ColumnFacts& facts);

// What the column's name suggests, cut to the limits.
struct NumberRange {
  double low = 0;
  double high = 0;
  double typical = 0;  // 0: all alike
  bool named = false;  // the column's name speaks for it
  std::string reason;
};
NumberRange PlausibleRange(const schema::Table& table, const schema::Column& column,
                           const ColumnFacts& facts);

// Numbers of a range, with at most `scale` digits behind the point: around what is typical, with
// few large ones, where there is room above it; else all alike.
Generator NumberGenerator(const NumberRange& range, int scale);

}  // namespace datagen::draft
