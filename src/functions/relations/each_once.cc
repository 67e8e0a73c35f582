#include <fmt/format.h>

#include "foundation/base/plural.h"
#include "functions/kernel/binding.h"

namespace datagen::relations {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

class EachOnce : public Relation {
 public:
  void Map(const Cells& cells, int64_t* targets) const override {
    cells.rows.ForEach([&](int64_t i, int64_t row) { targets[i] = row; });
  }
};

std::optional<BoundRelation> Bind(BindContext& context, const RelationRequest& request) {
  if (context.row_count() > request.target_rows) {
    context.Error("not-enough-rows", request.where,
                  fmt::format("{} rows can't each take a row of '{}', which has {}",
                              context.row_count(), request.target_node, request.target_rows),
                  {.given = std::to_string(request.target_rows),
                   .expected = fmt::format("{} {}", context.row_count(),
                                           base::Plural(context.row_count(), "row")),
                   .hint = "give both tables the same number of rows"});
    return std::nullopt;
  }
  BoundRelation bound;
  bound.kernel = std::make_unique<EachOnce>();
  bound.unique = true;
  bound.unique_in_parent = true;
  return bound;
}

}  // namespace

const RelationInfo& EachOnceInfo() {
  static const RelationInfo info{
      {.id = "each_once",
       .summary = "Pairs the tables one to one: row i takes row i",
       .details = "",
       .parameters = {},
       .example = R"json([{"id": "item", "kind": "entity", "pk": "id", "rows": 60, "columns": [
        {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
        {"name": "colour", "type": "string", "nullable": false,
         "generator": {"choice": {"choices": ["red", "blue"]}}}]},
      {"id": "holder", "kind": "entity", "pk": "id", "rows": 60, "columns": [
        {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
        {"name": "item_id", "type": "int", "nullable": false,
         "generator": {"lookup": {"from": "item.id", "pick": "each_once", "row": "it"}}},
        {"name": "item_colour", "type": "string", "nullable": false,
         "generator": {"lookup": {"from": "item.colour", "pick": "each_once", "row": "it"}}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::relations
