// Rows of other tables that a database deletes or changes by itself, once the rows are gone that
// they refer to: ON DELETE CASCADE, SET NULL, SET DEFAULT.
#pragma once

#include <set>
#include <string>

#include "data/connections/connection.h"
#include "foundation/base/status.h"

namespace datagen::loaders {

// Refuses to replace the rows of the tables `ours` while rows of others hang on them: the user has
// asked for none of those to be touched. What refers without such a rule, the database refuses
// itself. `references_query` lists the database's references with one of the rules, in one
// statement for all tables: the table referred to and the table, named as `ours` are (the latter ''
// where it can be none of them), the table and a column of the reference in quotes, the rule.
// Errors: database-refused, with the table that would change.
base::Status CheckDependents(const std::set<std::string>& ours, const std::string& references_query,
                             connections::Connection* connection);

}  // namespace datagen::loaders
