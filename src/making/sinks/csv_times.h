// Dates and times in a CSV dialect's own form.
//
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace datagen::sinks {

// `plain`: as kernel::AppendText has it, 2024-01-31 or 2024-01-31T23:59:59.000001Z. `format`: of
// %Y %m %d %H %M %S %f; what it leaves out is left out.
std::string FormatTime(std::string_view plain, std::string_view format);

}  // namespace datagen::sinks
