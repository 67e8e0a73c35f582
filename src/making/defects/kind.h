// A kind of declared defect: how it breaks the value of a row. One file in kinds/ each; the list is
// made by the build.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "foundation/base/diagnostic.h"
#include "foundation/random/stream.h"
#include "making/engine/engine.h"

namespace datagen::defects {

// What a kind sees when it is bound.
struct Target {
  const engine::Engine* engine = nullptr;
  int node = 0;
  std::vector<int> columns;  // among those written; of a key: all of its columns
  base::Place where;         // the declaration
  base::Diagnostics* diagnostics = nullptr;
  // Whether this or another defect changes the key of a row: such a row is no model for others.
  std::function<bool(int64_t row)> is_hit;

  [[nodiscard]] const engine::WrittenColumn& column(size_t i) const {
    return engine->written(node)[static_cast<size_t>(columns[i])];
  }
  // What the plan knows of the values.
  [[nodiscard]] const plan::Column& planned(size_t i) const;
  [[nodiscard]] int64_t rows() const {
    return engine->plan().nodes[static_cast<size_t>(node)].rows;
  }
  // Reports that the kind does not go with a column.
  void Refuse(size_t i, const std::string& expected) const;
};

// One value, or null: a vector of length 1.
using Value = kernel::VectorPtr;

// A row that is hit.
struct Row {
  int64_t row = 0;
  std::vector<Value> values;  // of the target's columns
  uint64_t bits = 0;          // random, of this row and defect
};

// Breaks a row: the new values of the target's columns. nullopt: this row can't be broken (it has
// no value, or one that would not change). Thread-safety: called from many threads.
using Break = std::function<std::optional<std::vector<Value>>(const Row& row)>;

struct KindInfo {
  std::string name;
  std::string summary;       // one line, starts with a verb, no final period
  bool of_key = false;       // breaks the primary key: names no column
  bool of_pair = false;      // names two columns
  bool text_only = false;    // needs columns of string
  bool time_only = false;    // needs columns of date or datetime
  bool number_only = false;  // needs columns of numbers
  bool makes_nulls = false;
  // Nothing after a mistake was reported.
  Break (*bind)(const Target& target) = nullptr;
};

const std::vector<const KindInfo*>& Kinds();

// A value that is not null, as CSV writes it: arrays as JSON, binary as hexadecimal digits.
std::string TextOf(const kernel::Vector& values, int64_t i, const kernel::ValueType& type);
Value NullOf(const Value& like);
Value TextValue(const std::string& text);
// Of columns held as whole numbers (ints, decimals up to 18 digits, dates, datetimes, times).
Value WholeValue(int64_t number);
Value WideValue(base::Int128 number);
Value FloatValue(double number);

}  // namespace datagen::defects
