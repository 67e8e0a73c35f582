// Some rows of a result in flat memory, for what plain code reads itself: numbers, instants and
// texts without a detour over text; other values can only be asked whether they are null.
//
// Lifetime: texts lie in their column, which is moved, never copied.
// Thread-safety: values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace datagen::query {

// How the values of a column lie in a block.
struct Shape {
  enum class Kind {
    kIntegers,  // up to 64 bits; booleans; days, microseconds; decimals in their smallest unit
    kReals,
    kTexts,
    kOpaque,
  };
  Kind kind = Kind::kOpaque;
  int type = 0;       // DuckDB's
  int precision = 0;  // of a decimal
  int scale = 0;

  friend bool operator==(const Shape&, const Shape&) = default;
  [[nodiscard]] bool is_number() const;  // integers, decimals, reals; not booleans and instants
};

// As DuckDB prints a value of a column. Requires: the column is of that kind.
std::string PrintInteger(const Shape& shape, int64_t value);
std::string PrintReal(const Shape& shape, double value);

struct BlockColumn {
  BlockColumn() = default;
  BlockColumn(BlockColumn&&) = default;
  BlockColumn& operator=(BlockColumn&&) = default;

  Shape shape;
  std::vector<int64_t> integers;  // of the shape's kind: a value a row, else none
  std::vector<double> reals;
  std::vector<std::string_view> texts;
  std::string characters;       // of the texts
  std::vector<uint64_t> given;  // a bit a row; none: no nulls
  int64_t nulls = 0;

  [[nodiscard]] bool is_null(size_t row) const {
    return !given.empty() && (given[row / 64] >> (row % 64) & 1) == 0;
  }
};

struct Block {
  size_t size = 0;  // rows
  std::vector<BlockColumn> columns;
};

}  // namespace datagen::query
