#include <fmt/format.h>

#include "foundation/random/permutation.h"
#include "foundation/random/zipf.h"
#include "functions/kernel/binding.h"

namespace datagen::relations {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

class ZipfPick : public Relation {
 public:
  ZipfPick(int64_t count, double alpha, const random::Key& key)
      : ranks_(count, alpha),
        row_of_rank_(key.Child("ranks"), static_cast<uint64_t>(count)),
        stream_(key.Draw(0)) {}
  void Map(const Cells& cells, int64_t* targets) const override {
    cells.rows.ForEach([&](int64_t i, int64_t row) {
      targets[i] =
          static_cast<int64_t>(row_of_rank_(static_cast<uint64_t>(ranks_.Pick(stream_.Bits(row)))));
    });
  }

 private:
  random::ZipfRanks ranks_;
  random::Permutation row_of_rank_;
  random::Stream stream_;
};

std::optional<BoundRelation> Bind(BindContext& context, const RelationRequest& request) {
  if (request.target_rows < 1) {
    context.Error("empty-table", request.where,
                  fmt::format("table '{}' has no rows to pick from", request.target_node),
                  {.given = "0", .expected = "at least 1 row"});
    return std::nullopt;
  }
  const std::vector<double>& numbers = request.pick.numbers;
  constexpr double kAlphaMax = 20;
  if (numbers.size() != 1 || numbers[0] < 0 || numbers[0] > kAlphaMax) {
    context.Error("value-out-of-range", request.where,
                  fmt::format("pick is 'zipf@{}'", request.pick.argument),
                  {.expected = fmt::format("zipf@ALPHA with ALPHA from 0 to {}", kAlphaMax)});
    return std::nullopt;
  }
  BoundRelation bound;
  bound.kernel = std::make_unique<ZipfPick>(request.target_rows, numbers[0], context.key());
  return bound;
}

}  // namespace

const RelationInfo& ZipfInfo() {
  static const RelationInfo info{
      {.id = "zipf",
       .summary = "Picks few rows often: `zipf@ALPHA`, chances fall as 1 / rank^ALPHA",
       .details = "Which row has which rank is drawn, so the favourites are not the first rows.",
       .parameters = {},
       .example = R"json([{"id": "item", "kind": "entity", "pk": "id", "rows": 60, "columns": [
        {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
        {"name": "colour", "type": "string", "nullable": false,
         "generator": {"choice": {"choices": ["red", "blue"]}}}]},
      {"id": "holder", "kind": "entity", "pk": "id", "rows": 300, "columns": [
        {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
        {"name": "item_id", "type": "int", "nullable": false,
         "generator": {"lookup": {"from": "item.id", "pick": "zipf@1.2", "row": "it"}}},
        {"name": "item_colour", "type": "string", "nullable": false,
         "generator": {"lookup": {"from": "item.colour", "pick": "zipf@1.2", "row": "it"}}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::relations
