#include "data/schema/condition.h"

#include <algorithm>

namespace datagen::schema {
namespace {

void Collect(const Condition& condition, std::vector<std::string>* columns) {
  if (condition.kind == Condition::Kind::kColumn &&
      std::find(columns->begin(), columns->end(), condition.text) == columns->end()) {
    columns->push_back(condition.text);
  }
  for (const Condition& part : condition.parts) Collect(part, columns);
}

}  // namespace

std::vector<std::string> ColumnsOf(const Condition& condition) {
  std::vector<std::string> columns;
  Collect(condition, &columns);
  return columns;
}

}  // namespace datagen::schema
