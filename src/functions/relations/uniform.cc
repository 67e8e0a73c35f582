#include <fmt/format.h>

#include "functions/kernel/binding.h"

namespace datagen::relations {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

class UniformPick : public Relation {
 public:
  UniformPick(int64_t count, const random::Key& key)
      : count_(static_cast<uint64_t>(count)), stream_(key.Draw(0)) {}
  void Map(const Cells& cells, int64_t* targets) const override {
    const random::Stream stream = stream_;
    const uint64_t count = count_;
    cells.rows.ForEach([=](int64_t i, int64_t row) {
      targets[i] = static_cast<int64_t>(random::ToIndex(stream.Bits(row), count));
    });
  }

 private:
  uint64_t count_;
  random::Stream stream_;
};

std::optional<BoundRelation> Bind(BindContext& context, const RelationRequest& request) {
  if (request.target_rows < 1) {
    context.Error("empty-table", request.where,
                  fmt::format("table '{}' has no rows to pick from", request.target_node),
                  {.given = "0", .expected = "at least 1 row"});
    return std::nullopt;
  }
  BoundRelation bound;
  bound.kernel = std::make_unique<UniformPick>(request.target_rows, context.key());
  return bound;
}

}  // namespace

const RelationInfo& UniformInfo() {
  static const RelationInfo info{
      {.id = "uniform",
       .summary = "Picks any row, all equally likely",
       .details = "",
       .parameters = {},
       .example = R"json([{"id": "item", "kind": "entity", "pk": "id", "rows": 60, "columns": [
        {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
        {"name": "colour", "type": "string", "nullable": false,
         "generator": {"choice": {"choices": ["red", "blue"]}}}]},
      {"id": "holder", "kind": "entity", "pk": "id", "rows": 100, "columns": [
        {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
        {"name": "item_id", "type": "int", "nullable": false,
         "generator": {"lookup": {"from": "item.id", "pick": "uniform", "row": "it"}}},
        {"name": "item_colour", "type": "string", "nullable": false,
         "generator": {"lookup": {"from": "item.colour", "pick": "uniform", "row": "it"}}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::relations
