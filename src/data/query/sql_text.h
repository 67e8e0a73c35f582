// SQL text for DuckDB: names, literals and the types of the language, quoted in one place.
//
// Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/base/json.h"
#include "functions/kernel/value_type.h"

namespace datagen::query {

// "name" with quotes doubled, as an SQL identifier.
std::string Identifier(std::string_view name);
// The columns as identifiers, each after `alias`. when it is given.
std::string IdentifierList(const std::vector<std::string>& columns, std::string_view alias = "");
// The names that stand in a statement as Identifier writes them, in their order.
std::vector<std::string> IdentifiersIn(std::string_view sql);
// Names or expressions with ", " between them.
std::string List(const std::vector<std::string>& parts);

// DuckDB's type for a type of the language.
std::string SqlType(const kernel::ValueType& type);
// The type of the language that holds every value of one of DuckDB's types (times to the
// microsecond), which are named as DESCRIBE names them; nullopt where there is none (STRUCT,
// INTERVAL, HUGEINT).
std::optional<kernel::ValueType> ValueTypeOf(std::string_view sql_type);

// 'text' with quotes doubled, as an SQL literal.
std::string Literal(std::string_view text);
// A double as a literal with all its digits.
std::string ToSqlNumber(double value);
// A JSON value as a literal that compares with a column of `type`.
std::string ToSqlLiteral(const base::Json& value, const kernel::ValueType& type);
// The items of a JSON list, with ", " between them.
std::string ToSqlLiterals(const std::vector<base::Json>& list, const kernel::ValueType& type);
// A SELECT that gives them in a column v, in their order. Long lists of texts are one literal,
// which is read twenty times as fast as one each.
std::string ToSqlRows(const std::vector<base::Json>& list, const kernel::ValueType& type);

}  // namespace datagen::query
