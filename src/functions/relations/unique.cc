#include <fmt/format.h>

#include "foundation/base/plural.h"
#include "foundation/random/permutation.h"
#include "functions/kernel/binding.h"

namespace datagen::relations {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

class UniquePick : public Relation {
 public:
  UniquePick(int64_t count, const random::Key& key) : order_(key, static_cast<uint64_t>(count)) {}
  void Map(const Cells& cells, int64_t* targets) const override {
    cells.rows.ForEach([&](int64_t i, int64_t row) {
      targets[i] = static_cast<int64_t>(order_(static_cast<uint64_t>(row)));
    });
  }

 private:
  random::Permutation order_;
};

std::optional<BoundRelation> Bind(BindContext& context, const RelationRequest& request) {
  if (request.target_rows < 1) {
    context.Error("empty-table", request.where,
                  fmt::format("table '{}' has no rows to pick from", request.target_node),
                  {.given = "0", .expected = "at least 1 row"});
    return std::nullopt;
  }
  if (context.row_count() > request.target_rows) {
    context.Error("not-enough-rows", request.where,
                  fmt::format("{} rows can't each pick another of the {} {} of '{}'",
                              context.row_count(), request.target_rows,
                              base::Plural(request.target_rows, "row"), request.target_node),
                  {.given = std::to_string(request.target_rows),
                   .expected = fmt::format("at least {} rows", context.row_count()),
                   .hint = "lower the number of rows, or pick without unique"});
    return std::nullopt;
  }
  BoundRelation bound;
  bound.kernel = std::make_unique<UniquePick>(request.target_rows, context.key());
  bound.unique = true;
  bound.unique_in_parent = true;
  return bound;
}

}  // namespace

const RelationInfo& UniqueInfo() {
  static const RelationInfo info{
      {.id = "unique",
       .summary = "Picks no row twice in the table",
       .details = "",
       .parameters = {},
       .example = R"json([{"id": "item", "kind": "entity", "pk": "id", "rows": 60, "columns": [
        {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
        {"name": "colour", "type": "string", "nullable": false,
         "generator": {"choice": {"choices": ["red", "blue"]}}}]},
      {"id": "holder", "kind": "entity", "pk": "id", "rows": 40, "columns": [
        {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
        {"name": "item_id", "type": "int", "nullable": false,
         "generator": {"lookup": {"from": "item.id", "pick": "unique", "row": "it"}}},
        {"name": "item_colour", "type": "string", "nullable": false,
         "generator": {"lookup": {"from": "item.colour", "pick": "unique", "row": "it"}}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::relations
