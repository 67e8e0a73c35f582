// The functions of expressions as SQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "functions/expression/parser.h"
#include "proof/validate/exact_sql.h"

namespace datagen::validate {

// A call with its arguments, in the order of the text.
struct SqlCall {
  const expression::Tree* tree = nullptr;
  std::vector<SqlValue> operands;
};

// nullopt, with *why, for a call that has no SQL that gives the same value.
std::optional<SqlValue> CallSql(const SqlCall& call, std::string* why);

// abs, sign, floor, ceil, trunc and mod.
std::optional<SqlValue> NumberSql(const std::string& name, const std::vector<SqlValue>& arguments,
                                  std::string* why);
// A whole number as an INTEGER: the nearest that there is.
std::string WholeSql(const SqlValue& value);
// Both in one type; texts beside a time are read as one.
bool UnifySql(std::vector<SqlValue>* values);
// `condition` chooses between two of one type.
SqlValue ChooseSql(const std::string& condition, const SqlValue& yes, const SqlValue& no);
// The text that the engine writes of a value; nullopt, with *why, of doubles.
std::optional<std::string> TextSql(const SqlValue& value, std::string* why);
// In another type, as a cast of the language makes it. `text` must not be a double's.
std::optional<SqlValue> ConvertSql(const SqlValue& value, const kernel::ValueType& to,
                                   std::string* why);

}  // namespace datagen::validate
