// Values, and what is known of them, as lines of text.
#pragma once

#include <string>
#include <vector>

#include "foundation/base/diagnostic.h"
#include "functions/kernel/domain.h"
#include "functions/kernel/value_type.h"
#include "functions/kernel/vector.h"

namespace datagen::cases {

// One text a value: texts in quotes, null as such.
std::vector<std::string> TextsOf(const kernel::Vector& values, const kernel::ValueType& type);

// Joined by commas, in lines of at most 100 characters.
std::string Joined(const std::vector<std::string>& texts);

// "int from 1 to 6, 6 different, unique"
std::string Known(const kernel::ValueType& type, const kernel::Domain& domain);

// "error CODE $.path: message" in the order of the text, and the hint in a line of its own.
std::string PrintDiagnostics(const base::Diagnostics& diagnostics);

// What many values are like: "12,000 values, 0.05 null, mean 3.5, deviation 1.71, from 1 to 6", or
// the share of each where they are few.
std::string Summary(const kernel::Vector& values, const kernel::ValueType& type);

// The value as a double, in the unit of domains.
double NumberAt(const kernel::Vector& values, int64_t i, const kernel::ValueType& type);

}  // namespace datagen::cases
