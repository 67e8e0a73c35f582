#include <set>

#include "proof/validate/unique_check.h"

namespace datagen::validate {
namespace {

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  std::set<std::pair<std::string, std::vector<std::string>>> seen;
  for (const spec::Node& node : context.spec.nodes) seen.emplace(node.id, node.pk);
  const auto add = [&](const std::string& table, const std::vector<std::string>& columns,
                       const base::Place& where) {
    if (context.Readable(table, columns) == nullptr) return;
    if (!seen.emplace(table, columns).second) return;
    checks->push_back(std::make_unique<UniqueCheck>(info, context.Path(where), table, columns));
  };
  for (const spec::ColumnList& list : context.spec.constraints.unique) {
    add(list.node, list.columns, list.where);
  }
  for (const spec::Node& node : context.spec.nodes) {
    for (const spec::Column& column : node.columns) {
      if (column.unique) add(node.id, {column.name}, column.where);
    }
  }
}

}  // namespace

const CheckInfo& UniquenessCheck() {
  static const CheckInfo info{"uniqueness", Part::kConstraints, true,
                              "Finds values of other unique columns that come more than once",
                              Collect};
  return info;
}

}  // namespace datagen::validate
