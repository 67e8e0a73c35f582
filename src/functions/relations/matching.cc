#include <fmt/format.h>

#include "functions/kernel/binding.h"

namespace datagen::relations {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

// The rows that match are kept: eight bytes each.
constexpr int64_t kTargetRowsMax = 50'000'000;

class MatchingPick : public Relation {
 public:
  MatchingPick(int slot, const random::Key& key) : slot_(slot), stream_(key.Draw(0)) {}

  void Prepare(const VectorPtr* inputs) override {
    const Vector& flags = *inputs[slot_];
    for (int64_t row = 0; row < flags.length; ++row) {
      if (flags.IsValid(row) && flags.bools[static_cast<size_t>(row)] != 0) rows_.push_back(row);
    }
  }

  void Map(const Cells& cells, int64_t* targets) const override {
    cells.rows.ForEach([&](int64_t i, int64_t row) {
      targets[i] = rows_.empty() ? -1 : rows_[random::ToIndex(stream_.Bits(row), rows_.size())];
    });
  }

 private:
  int slot_;
  random::Stream stream_;
  std::vector<int64_t> rows_;
};

std::optional<BoundRelation> Bind(BindContext& context, const RelationRequest& request) {
  if (request.pick.argument.empty()) {
    context.Error("missing-key", request.where, "pick is 'matching'",
                  {.expected = "matching@COLUMN"});
    return std::nullopt;
  }
  const Reference reference{request.target_node, {request.pick.argument}};
  const auto flags = context.UseWholeColumn(request.where, reference, kTargetRowsMax);
  if (!flags) return std::nullopt;
  if (flags->type.kind != TypeKind::kBool) {
    context.Error("wrong-column-type", request.where,
                  fmt::format("{} is {}", PrintReference(reference), flags->type.Name()),
                  {.expected = "a column of bool"});
    return std::nullopt;
  }
  BoundRelation bound;
  bound.rare_nulls = true;  // where no row matches
  bound.kernel = std::make_unique<MatchingPick>(flags->slot, context.key());
  return bound;
}

}  // namespace

const RelationInfo& MatchingInfo() {
  static const RelationInfo info{
      {.id = "matching",
       .summary = "Picks any row whose bool column is true: `matching@COLUMN`",
       .details =
           "The column may be hidden. Where no row matches there is none: the value is null.",
       .parameters = {},
       .example = R"json([{"id": "item", "kind": "entity", "pk": "id", "rows": 60, "columns": [
        {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
        {"name": "weight", "type": "int", "nullable": false,
         "generator": {"distribution": {"type": "uniform", "params": {"min": 1, "max": 9}}}},
        {"name": "light", "type": "bool", "nullable": false, "hidden": true,
         "generator": {"expression": {"code": "weight < 4"}}}]},
      {"id": "parcel", "kind": "entity", "pk": "id", "rows": 100, "columns": [
        {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
        {"name": "item_id", "type": "int", "nullable": false,
         "generator": {"lookup": {"from": "item.id", "pick": "matching@light"}}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::relations
