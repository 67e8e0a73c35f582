// What the modifiers of numbers share: values as doubles, operands that are numbers or columns.
#pragma once

#include <optional>
#include <string>

#include "functions/kernel/binding.h"
#include "functions/kernel/cast.h"

namespace datagen::kernel {

// Whether a modifier can compute on this type: numbers whose digits a double holds. Reports when
// not.
bool RequireNumbers(BindContext& context, const base::Place& where, std::string_view modifier,
                    const ValueType& type);

// The values as doubles, ready to be written.
std::shared_ptr<Vector> MutableFloats(VectorPtr values, const ValueType& type);

// A number that is the same for all rows, or a column of numbers.
struct Operand {
  double constant = 0;
  int slot = -1;  // < 0: the constant
  ValueType type;
  bool nullable = false;
  bool null_by_design = false;
  std::optional<double> min;
  std::optional<double> max;

  // Reads a number or the name of a column; reports mistakes.
  static std::optional<Operand> Read(BindContext& context, const base::Json& json);
  // The operand of each row as doubles; nullptr for the constant.
  [[nodiscard]] VectorPtr Values(const Cells& cells) const;
};

// combine(value, operand) for each row; null where the operand is.
template <typename Combine>
class ChangeByOperand : public Modifier {
 public:
  ChangeByOperand(Operand operand, ValueType type)
      : operand_(std::move(operand)), type_(std::move(type)) {}

  [[nodiscard]] VectorPtr Apply(const Cells& cells, VectorPtr values,
                                base::Buffer<uint8_t>* /*beyond_clamp*/) const override {
    auto changed = MutableFloats(std::move(values), type_);
    const VectorPtr operands = operand_.Values(cells);
    double* out = changed->floats.data();
    const Combine combine;
    for (int64_t i = 0; i < cells.size(); ++i) {
      out[i] = combine(out[i], operands == nullptr ? operand_.constant
                                                   : operands->floats[static_cast<size_t>(i)]);
    }
    if (operands != nullptr && operands->has_nulls()) return WithNulls(changed, operands->valid);
    return changed;
  }

 private:
  Operand operand_;
  ValueType type_;
};

// JSON Schema of an operand.
extern const char* const kOperandSchema;

}  // namespace datagen::kernel
