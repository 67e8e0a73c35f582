// How many rows tables are to have, where it is said for all of them at once.
//
// Thread-safety: pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "language/spec/spec.h"

namespace datagen::api {

// `rows`, and `each` for every other table whose size is free: that has no fan-out, and does not
// hold a list of values.
std::map<std::string, int64_t> RowsOfTables(const spec::Spec& spec,
                                            std::map<std::string, int64_t> rows,
                                            const std::optional<int64_t>& each);

}  // namespace datagen::api
