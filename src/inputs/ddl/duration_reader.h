// Distances in time as dialects write them: INTERVAL '4 hours', INTERVAL 4 HOUR, '04:00:00', and
// the functions that add and count them.
//
// Errors: nullopt for what is no distance. Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/schema/condition.h"
#include "inputs/ddl/tokens.h"

namespace datagen::ddl {

// 1 year 2 mons 3 days 04:05:06, as PostgreSQL writes it and reads it.
std::optional<schema::Condition> IntervalOf(const std::string& text);

// What stands behind the word INTERVAL; the cursor moves only when it is a distance.
std::optional<schema::Condition> ReadInterval(TokenCursor* cursor);

// A distance counted in units of that name. Requires: it is one of an INTERVAL.
schema::Condition InUnits(schema::Condition distance, const std::string& unit);

// DATE_ADD(x, INTERVAL …), DATEADD(day, 1, x), DATEDIFF(day, a, b) and the like as operators.
std::optional<schema::Condition> CallOfTimes(const std::string& function,
                                             const std::vector<schema::Condition>& arguments);

}  // namespace datagen::ddl
