// The constant that a column's DEFAULT is.
//
// Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string>

#include "data/schema/schema.h"

namespace datagen::draft {

// 'new'::character varying → new. nullopt where there is no default, for calls, and for what is no
// value at all.
std::optional<std::string> ConstantOf(const schema::Column& column);
// A constant that stands for a truth value.
std::optional<bool> TruthOf(const schema::Column& column);
// Whether a text can stand as a number.
bool IsNumberText(const std::string& text);

}  // namespace datagen::draft
