// A condition of SQL as an expression of the language.
//
// Errors: nullopt for what the language has no words for, or says differently (divisions, orders of
// texts, functions of the database). Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string>

#include "data/schema/condition.h"
#include "data/schema/schema.h"

namespace datagen::draft {

// Null where SQL's is: a CHECK that is null holds.
std::optional<std::string> ConditionCode(const schema::Table& table,
                                         const schema::Condition& condition);

// A value that is computed from columns: the expression of a computed column.
std::optional<std::string> ValueCode(const schema::Table& table,
                                     const schema::Condition& expression);

// A text as the language writes it.
std::string QuotedText(const std::string& text);

}  // namespace datagen::draft
