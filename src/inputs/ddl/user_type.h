// Types that a script defines: CREATE TYPE and CREATE DOMAIN.
//
// Thread-safety: values.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "data/schema/schema.h"

namespace datagen::ddl {

struct UserType {
  schema::DataType type;
  bool not_null = false;
  std::optional<std::string> default_to;
  std::vector<schema::Check> checks;  // over the column VALUE
};
using UserTypes = std::map<std::string, UserType>;  // by small name

// Makes the column of a type with such a name what the type says; its checks go to the table.
void ApplyUserType(const UserTypes& types, schema::Column* column, schema::Table* table);

}  // namespace datagen::ddl
