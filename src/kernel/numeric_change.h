// What the modifiers of numbers share: values as doubles, operands that are numbers or columns.
#pragma once

#include <optional>
#include <string>

#include "kernel/binding.h"
#include "kernel/cast.h"

namespace datagen::kernel {

// Whether a modifier can compute on this type: numbers whose digits a double holds. Reports when
// not.
bool RequireNumbers(BindContext& context, const base::Json& where, std::string_view modifier,
                    const ValueType& type);

// The values as doubles, ready to be written.
std::shared_ptr<Vector> MutableFloats(VectorPtr values, const ValueType& type);

// A number that is the same for all rows, or a column of numbers.
struct Operand {
  double constant = 0;
  int slot = -1;  // < 0: the constant
  ValueType type;
  std::optional<double> min;
  std::optional<double> max;

  // Reads a number or the name of a column; reports mistakes.
  static std::optional<Operand> Read(BindContext& context, const base::Json& json);
  // The operand of each row as doubles; nullptr for the constant.
  [[nodiscard]] VectorPtr Values(const Cells& cells) const;
};

// JSON Schema of an operand.
extern const char* const kOperandSchema;

}  // namespace datagen::kernel
