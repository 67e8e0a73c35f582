#include <fmt/format.h>

#include "functions/kernel/binding.h"

namespace datagen::relations {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

class Earlier : public Relation {
 public:
  Earlier(double root_rate, const random::Key& key)
      : root_rate_(root_rate), root_stream_(key.Draw(0)), row_stream_(key.Draw(1)) {}
  void Map(const Cells& cells, int64_t* targets) const override {
    cells.rows.ForEach([&](int64_t i, int64_t row) {
      const bool root = row == 0 || random::ToUnit(root_stream_.Bits(row)) < root_rate_;
      targets[i] = root ? -1
                        : static_cast<int64_t>(
                              random::ToIndex(row_stream_.Bits(row), static_cast<uint64_t>(row)));
    });
  }

 private:
  double root_rate_;
  random::Stream root_stream_;
  random::Stream row_stream_;
};

std::optional<BoundRelation> Bind(BindContext& context, const RelationRequest& request) {
  constexpr double kRootRate = 0.1;
  BoundRelation bound;
  bound.kernel =
      std::make_unique<Earlier>(request.arguments.Number("root_rate", kRootRate), context.key());
  bound.nulls = true;
  return bound;
}

}  // namespace

const RelationInfo& EarlierInfo() {
  static const RelationInfo info{
      {.id = "earlier",
       .summary = "Takes an earlier row of the same table: a tree",
       .details = "What a lookup into its own table does. The first row and `root_rate` of the "
                  "others have none.",
       .parameters = {},
       .example = R"json([{"id": "employee", "kind": "entity", "pk": "id", "rows": 300, "columns": [
        {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
        {"name": "manager_id", "type": "int", "nullable": true,
         "generator": {"lookup": {"from": "employee.id", "root_rate": 0.02}}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::relations
