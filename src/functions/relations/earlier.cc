#include <algorithm>
#include <optional>
#include <vector>

#include "functions/kernel/binding.h"

namespace datagen::relations {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

// A row takes one of those before it, each as likely as the other. Where that one is as deep as a
// row may be, it takes the row above that one instead: so rows that are not too deep are what they
// are without a limit.
class Earlier : public Relation {
 public:
  Earlier(double root_rate, std::optional<int64_t> depth_max, const random::Key& key)
      : root_rate_(root_rate),
        depth_max_(depth_max),
        root_stream_(key.Draw(0)),
        row_stream_(key.Draw(1)) {}
  void Map(const Cells& cells, int64_t* targets) const override {
    std::vector<int64_t> path;
    cells.rows.ForEach([&](int64_t i, int64_t row) {
      targets[i] = depth_max_ ? Limited(row, &path) : Drawn(row);
    });
  }

 private:
  // -1 of a root.
  [[nodiscard]] int64_t Drawn(int64_t row) const {
    const bool root = row == 0 || random::ToUnit(root_stream_.Bits(row)) < root_rate_;
    if (root) return -1;
    return static_cast<int64_t>(random::ToIndex(row_stream_.Bits(row), static_cast<uint64_t>(row)));
  }

  // Up to the root by what was drawn (about the logarithm of the row), and down again. `path`: room
  // to work in.
  [[nodiscard]] int64_t Limited(int64_t row, std::vector<int64_t>* path) const {
    path->clear();
    for (int64_t at = row; at >= 0; at = Drawn(at)) path->push_back(at);
    int64_t above = -1;
    int64_t depth = 0;  // of the row before, from the root downwards
    for (size_t k = path->size() - 1; k-- > 0;) {
      if (depth == *depth_max_) continue;  // as deep, below the same row
      above = (*path)[k + 1];
      ++depth;
    }
    return above;
  }

  double root_rate_;
  std::optional<int64_t> depth_max_;
  random::Stream root_stream_;
  random::Stream row_stream_;
};

std::optional<BoundRelation> Bind(BindContext& context, const RelationRequest& request) {
  constexpr double kRootRate = 0.1;
  BoundRelation bound;
  std::optional<int64_t> depth_max = request.depth_max;
  if (request.arguments.Has("depth_max")) {
    const int64_t given = request.arguments.Integer("depth_max", 0);
    depth_max = std::min(given, depth_max.value_or(given));
  }
  // The argument came with that version, the rule was there before.
  if (request.depth_max) context.NoteChange(2);
  bound.kernel = std::make_unique<Earlier>(request.arguments.Number("root_rate", kRootRate),
                                           depth_max, context.key());
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
