#include "making/plan/column_order.h"

#include <fmt/format.h>

#include "foundation/base/spelling.h"

namespace datagen::plan {
namespace {

size_t At(int index) { return static_cast<size_t>(index); }

class ColumnOrder {
 public:
  ColumnOrder(Plan* plan, Node* node) : plan_(*plan), node_(*node), placed_(node->columns.size()) {}

  // Depth first along the inputs of the same row; the plan has no cycles.
  void Place(int index) {
    if (placed_[At(index)] != 0) return;
    placed_[At(index)] = 1;
    Column& column = node_.columns[At(index)];
    std::vector<std::string> needs;
    PlaceInputs(column.inputs, &needs);
    std::vector<std::string> reads;
    for (const Input& input : column.inputs.values) {
      if (input.kind == Input::Kind::kRelated) {
        const Relation& relation = node_.relations[At(input.relation)];
        PlaceInputs(relation.inputs, &needs);
        reads.push_back(fmt::format("{} of {}", NameOf(input),
                                    relation.is_parent ? "its parent" : "the row picked"));
      } else if (input.kind == Input::Kind::kWhole) {
        reads.push_back("all of " + NameOf(input));
      }
    }
    for (const Input& input : column.inputs.children) {
      reads.push_back(NameOf(input) + " of its children");
    }
    std::vector<std::string> reasons;
    if (!needs.empty()) reasons.push_back("after " + base::JoinNames(needs));
    if (!reads.empty()) reasons.push_back("reads " + base::JoinNames(reads));
    column.why = base::JoinNames(reasons);
    node_.order.push_back(index);
  }

 private:
  void PlaceInputs(const Inputs& inputs, std::vector<std::string>* needs) {
    for (const Input& input : inputs.values) {
      if (input.kind != Input::Kind::kColumn) continue;
      Place(input.column);
      needs->push_back(node_.columns[At(input.column)].name);
    }
  }
  [[nodiscard]] std::string NameOf(const Input& input) const {
    const Node& other = plan_.nodes[At(input.node)];
    return other.id + "." + other.columns[At(input.column)].name;
  }

  const Plan& plan_;
  Node& node_;
  std::vector<uint8_t> placed_;
};

}  // namespace

void OrderColumns(int node, Plan* plan) {
  ColumnOrder order(plan, &plan->nodes[At(node)]);
  for (size_t i = 0; i < plan->nodes[At(node)].columns.size(); ++i) {
    order.Place(static_cast<int>(i));
  }
}

}  // namespace datagen::plan
