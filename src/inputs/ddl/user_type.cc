#include "inputs/ddl/user_type.h"

#include <memory>
#include <utility>

namespace datagen::ddl {
namespace {

using schema::Condition;

// VALUE stands for the column.
Condition OverColumn(Condition condition, const std::string& column) {
  if (condition.kind == Condition::Kind::kColumn && schema::Lower(condition.text) == "value") {
    condition.text = column;
  }
  for (Condition& part : condition.parts) part = OverColumn(std::move(part), column);
  return condition;
}

}  // namespace

void ApplyUserType(const UserTypes& types, schema::Column* column, schema::Table* table) {
  if (column->type.family == schema::TypeFamily::kArray && column->type.element != nullptr) {
    const auto found = types.find(column->type.element->name);
    if (found != types.end()) {
      column->type.element = std::make_shared<schema::DataType>(found->second.type);
    }
    return;
  }
  const auto found = types.find(column->type.name);
  if (found == types.end() || column->type.family != schema::TypeFamily::kOther) return;
  const UserType& known = found->second;
  const std::string text = column->type.text;
  column->type = known.type;
  column->type.text = text;
  if (known.not_null) column->nullable = false;
  if (known.default_to) column->default_to = known.default_to;
  for (schema::Check check : known.checks) {
    if (check.condition != nullptr) {
      check.condition =
          std::make_shared<const Condition>(OverColumn(*check.condition, column->name));
    }
    table->checks.push_back(std::move(check));
  }
}

}  // namespace datagen::ddl
