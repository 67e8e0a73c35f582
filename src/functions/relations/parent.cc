#include <fmt/format.h>

#include <algorithm>

#include "functions/kernel/binding.h"

namespace datagen::relations {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

class ParentRow : public Relation {
 public:
  void Map(const Cells& cells, int64_t* targets) const override {
    std::copy(cells.parent_rows, cells.parent_rows + cells.size(), targets);
  }
};

std::optional<BoundRelation> Bind(BindContext& context, const RelationRequest& request) {
  if (!context.UseFamily(request.where)) return std::nullopt;
  BoundRelation bound;
  bound.kernel = std::make_unique<ParentRow>();
  bound.unique = context.children_max() <= 1;
  return bound;
}

}  // namespace

const RelationInfo& ParentInfo() {
  static const RelationInfo info{
      {.id = "parent",
       .summary = "Takes the row of the primary parent that this row belongs to",
       .details = "What a lookup from the first of `parents` does on a table with a fan-out.",
       .parameters = {},
       .example = R"json([{"id": "owner", "kind": "entity", "pk": "id", "rows": 50, "columns": [
        {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
        {"name": "since", "type": "date", "nullable": false, "generator":
         {"datetime_series": {"within": "timeframe", "freq": "D"}}}]},
      {"id": "pet", "kind": "fact", "pk": "id", "parents": ["owner"],
       "fanout": {"distribution": "fixed", "count": 2}, "columns": [
        {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
        {"name": "owner_id", "type": "int", "nullable": false,
         "generator": {"lookup": {"from": "owner.id"}}},
        {"name": "owner_since", "type": "date", "nullable": false,
         "generator": {"lookup": {"from": "owner.since"}}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::relations
