// Rows of other tables that a database deletes or changes by itself, once the rows are gone that
// they refer to: ON DELETE CASCADE, SET NULL, SET DEFAULT.
#pragma once

#include <string>
#include <vector>

#include "data/connections/connection.h"
#include "foundation/base/status.h"

namespace datagen::loaders {

// A reference from a table that is not loaded.
struct Dependent {
  std::string table;   // quoted
  std::string column;  // quoted; one of the reference's
  std::string rule;    // "CASCADE", "SET NULL", "SET DEFAULT"
};

// Refuses to replace the rows of a table while rows of others hang on them: the user has asked for
// none of these to be touched. What refers without such a rule, the database refuses itself.
// Errors: database-refused, with the table that would change.
base::Status CheckDependents(const std::string& replaced, const std::vector<Dependent>& dependents,
                             connections::Connection* connection);

}  // namespace datagen::loaders
