#include "cases/fake_batch.h"

#include <algorithm>

namespace datagen::cases {

using kernel::VectorPtr;
using Kind = FakeInputs::Input::Kind;

FakeBatch::FakeBatch(const FakeWorld& world, const FakeInputs& inputs, std::vector<int64_t> rows,
                     bool as_list)
    : world_(world), inputs_(inputs), rows_(std::move(rows)) {
  const auto count = static_cast<int64_t>(rows_.size());
  bool follows = !as_list;
  for (size_t i = 1; i < rows_.size(); ++i) follows = follows && rows_[i] == rows_[i - 1] + 1;
  cells_.rows = follows ? kernel::RowIds::Range(rows_.empty() ? 0 : rows_[0], count)
                        : kernel::RowIds::List(rows_.data(), count);
  if (!world_.parent.empty()) LocateParents();
  if (inputs_.family) {
    cells_.parent_rows = parent_rows_.data();
    cells_.child_indexes = child_indexes_.data();
  }
  values_.reserve(inputs_.values.size());
  for (const auto& input : inputs_.values) values_.push_back(ColumnAt(input));
  cells_.inputs = values_.data();
  if (!inputs_.children.empty()) cells_.children = this;
  cells_.saturated = &saturated_;
}

void FakeBatch::LocateParents() {
  for (const int64_t row : rows_) {
    int64_t first = 0;
    size_t parent = 0;
    while (parent + 1 < world_.child_counts.size() && row >= first + world_.child_counts[parent]) {
      first += world_.child_counts[parent++];
    }
    parent_rows_.push_back(static_cast<int64_t>(parent));
    child_indexes_.push_back(row - first);
  }
}

VectorPtr FakeBatch::ColumnAt(const FakeInputs::Input& input) const {
  if (input.kind == Kind::kWhole) return nullptr;  // given to Prepare
  const FakeColumn* column = input.column;
  std::vector<int64_t> at = rows_;
  if (input.kind == Kind::kRelated) {
    if (column->looks_up) column = world_.Find(*column->looks_up);
    const FakeRelation& relation = world_.relations[static_cast<size_t>(input.relation)];
    const FakeBatch batch(world_, relation.inputs, rows_, cells_.rows.list != nullptr);
    relation.kernel->Map(batch.cells(), at.data());
  }
  for (int64_t& row : at) row = row < 0 ? -1 : row % column->values->length;
  return Take(*column->values, at.data(), static_cast<int64_t>(at.size()));
}

void FakeBatch::Visit(int child_slot, const Visitor& visitor) const {
  const FakeChildren& children = *inputs_.children[static_cast<size_t>(child_slot)];
  for (size_t i = 0; i < rows_.size(); ++i) {
    const auto& values = children.values[static_cast<size_t>(rows_[i]) % children.values.size()];
    // One row's children may come in several pieces.
    const int64_t middle = values->length / 2;
    for (const auto& [begin, end] : {std::pair{int64_t{0}, middle}, {middle, values->length}}) {
      std::vector<int64_t> at;
      for (int64_t k = begin; k < end; ++k) at.push_back(k);
      const int64_t offsets[] = {0, end - begin};
      visitor(static_cast<int64_t>(i), 1, offsets, *Take(*values, at.data(), end - begin));
    }
  }
}

}  // namespace datagen::cases
