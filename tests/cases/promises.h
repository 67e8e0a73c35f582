// What must hold of every function, whatever a case expects of it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "functions/kernel/domain.h"
#include "functions/kernel/value_type.h"
#include "functions/kernel/vector.h"

namespace datagen::cases {

// Holds values against what is said of them; what does not hold is a failure of the test.
void CheckDomain(const kernel::Vector& values, const kernel::ValueType& type,
                 const kernel::Domain& domain, const std::vector<int64_t>& rows);

// The texts of the values of some rows, asked for as a list or as what they are.
using MakeTexts =
    std::function<std::vector<std::string>(const std::vector<int64_t>& rows, bool as_list)>;

// A row has one value, whether it is asked for alone, among seven or a thousand, backwards or in a
// list. Gives the texts of all rows.
std::vector<std::string> CheckedTexts(const std::vector<int64_t>& rows, const MakeTexts& make);

}  // namespace datagen::cases
