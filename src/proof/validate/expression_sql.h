// Expressions of the language as SQL, so that the checks compute them by another engine.
//
// Integers stay integers; decimals are computed as doubles: what is compared allows for that. An
// overflow gives null.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "language/spec/spec.h"

namespace datagen::validate {

struct ExpressionSql {
  std::string sql;
  std::set<std::string> columns;  // that it reads
};

// nullopt when it does not parse or reads a column that the files do not have (hidden ones); *why
// then says so. `alias`: of the table in the query, "" for none.
std::optional<ExpressionSql> ToSql(const expression::Code& code, const spec::Node& node,
                                   std::string_view alias, std::string* why);

// The condition that `column` is not what `sql` computes, allowing for rounding to its type.
std::string DiffersSql(const spec::Column& column, const std::string& alias,
                       const std::string& sql);

}  // namespace datagen::validate
