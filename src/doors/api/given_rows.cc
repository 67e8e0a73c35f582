#include "doors/api/given_rows.h"

#include <algorithm>

namespace datagen::api {
namespace {

// A vocabulary has the length of its list.
bool HoldsList(const spec::Node& node) {
  return !node.rows &&
         std::any_of(node.columns.begin(), node.columns.end(), [](const auto& column) {
           return column.generator && column.generator->function->natural_rows != nullptr;
         });
}

}  // namespace

std::map<std::string, int64_t> RowsOfTables(const spec::Spec& spec,
                                            std::map<std::string, int64_t> rows,
                                            const std::optional<int64_t>& each) {
  if (!each) return rows;
  for (const spec::Node& node : spec.nodes) {
    if (!node.fanout && !node.fanout_broken && !HoldsList(node)) rows.emplace(node.id, *each);
  }
  return rows;
}

}  // namespace datagen::api
