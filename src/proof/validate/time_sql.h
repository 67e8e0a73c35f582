// The functions of times as SQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "proof/validate/exact_sql.h"

namespace datagen::validate {

// age, date_diff, date_trunc and what adds to a point. nullopt, with *why, for a call that has no
// SQL that gives the same value.
std::optional<SqlValue> TimeSql(const std::string& name, const std::vector<SqlValue>& arguments,
                                std::string* why);

// A date or datetime, or the text of one, as a TIMESTAMP.
std::string MomentSql(const SqlValue& value);

}  // namespace datagen::validate
