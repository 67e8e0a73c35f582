// Expressions of the language as SQL, so that the checks compute them by another engine.
//
// Integers, decimals and their quotients are exact, doubles allow for the last bits. An overflow
// gives null, which breaks no claim.
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

// A condition as SQL. nullopt when it reads a column that the files do not have (hidden ones) or
// calls what has no SQL; *why then says so. `alias`: of the table in the query, "" for none.
std::optional<ExpressionSql> ToSql(const expression::Code& code, const spec::Node& node,
                                   std::string_view alias, std::string* why);

// A number as a double. nullopt and *why as above, and for what is no number.
std::optional<ExpressionSql> ToDoubleSql(const expression::Code& code, const spec::Node& node,
                                         std::string* why);

// The condition that `column` is not what the expression computes, rounded to its type.
std::optional<ExpressionSql> FormulaDiffersSql(const expression::Code& code, const spec::Node& node,
                                               const spec::Column& column, std::string* why);

// The condition that `column` is not what `sql` computes, allowing for rounding to its type.
std::string DiffersSql(const spec::Column& column, const std::string& alias,
                       const std::string& sql);

}  // namespace datagen::validate
