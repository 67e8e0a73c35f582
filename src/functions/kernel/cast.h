// Changes values from one type of the language to another: the last step of every cell.
//
// Rules (dsl: "order within a cell"): fractions round half to even; a number that does not fit
// becomes the nearest that does and is counted; texts longer than string(n) are cut at n
// characters.
#pragma once

#include <cstdint>
#include <string>

#include "functions/kernel/value_type.h"
#include "functions/kernel/vector.h"

namespace datagen::kernel {

// Whether there is a rule from one type to the other.
bool CanCast(const ValueType& from, const ValueType& to);

// Requires: CanCast(from, to). `saturated` is raised by the number of values that did not fit.
VectorPtr Cast(VectorPtr values, const ValueType& from, const ValueType& to, int64_t* saturated);

// The text of one value that is not null, as CSV and JSON lines show it (json texts: as they are).
// The short one is for numbers, bools, times and uuids: it returns the end, and may write up to
// kShortTextBytes.
constexpr size_t kShortTextBytes = 64;
char* WriteShortText(const Vector& values, int64_t i, const ValueType& type, char* out);
void AppendText(const Vector& values, int64_t i, const ValueType& type, base::Buffer<char>* out);

}  // namespace datagen::kernel
