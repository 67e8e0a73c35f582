// Values that texts spell.
#pragma once

#include "functions/expression/nodes.h"

namespace datagen::expression {

// Numbers as JSON writes them, `true` and `false`, dates and times in ISO 8601; null for any other
// text, and for a number that the type can't hold. Nothing for a type without a spelling.
ExpressionPtr MakeTextCast(ExpressionPtr text, const kernel::ValueType& to);

// The point that the text names, as `type` holds it.
std::optional<int64_t> ReadPoint(std::string_view text, const kernel::ValueType& type);

}  // namespace datagen::expression
