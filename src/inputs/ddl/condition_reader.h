// Reads the condition of a CHECK into a tree.
#pragma once

#include <memory>

#include "data/schema/condition.h"
#include "inputs/ddl/tokens.h"

namespace datagen::ddl {

// nullptr where the condition has what nobody here understands (subqueries, unknown syntax).
std::shared_ptr<const schema::Condition> ReadCondition(TokenCursor cursor);

}  // namespace datagen::ddl
