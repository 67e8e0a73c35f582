#include "language/spec/rule.h"

#include <algorithm>

#include "spec_rules.h"  // made by CMake: ListRules()

namespace datagen::spec {

using kernel::Parameter;
using kernel::ParameterType;

const std::vector<const RuleInfo*>& RuleInfos() {
  static const auto* infos = new std::vector<const RuleInfo*>(ListRules());
  return *infos;
}

const RuleInfo* FindRule(std::string_view id) {
  for (const RuleInfo* info : RuleInfos()) {
    if (info->id == id) return info;
  }
  return nullptr;
}

std::vector<Parameter> RuleShape(const RuleInfo& info) {
  std::vector<Parameter> shape = {{"rule", ParameterType::kString, "The rule's id.", true, ""},
                                  {"table", ParameterType::kTable, "The table.", true, ""}};
  shape.insert(shape.end(), info.parameters.begin(), info.parameters.end());
  return shape;
}

Names Rule::OwnColumns() const {
  Names columns;
  for (const Parameter& parameter : info->parameters) {
    if (parameter.type != ParameterType::kColumn && parameter.type != ParameterType::kColumnList) {
      continue;
    }
    const Names* named = Find<Names>(parameter.name);
    if (named != nullptr) columns.insert(columns.end(), named->begin(), named->end());
  }
  return columns;
}

std::string Excerpt(const Rows& rows) {
  base::Json list = base::Json::Array();
  for (const Literals& row : rows) list.Push(base::Json::Array(row));
  return list.Excerpt();
}

}  // namespace datagen::spec
