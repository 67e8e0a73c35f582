// A batch of rows of the fake world: what the engine would hand to a kernel.
//
// Thread-safety: none. Lifetime: of the world.
#pragma once

#include <cstdint>
#include <vector>

#include "cases/fake_bind_context.h"
#include "functions/kernel/cells.h"

namespace datagen::cases {

class FakeBatch : public kernel::ChildReader {
 public:
  // `as_list`: the rows as a list, even where they follow each other.
  FakeBatch(const FakeWorld& world, const FakeInputs& inputs, std::vector<int64_t> rows,
            bool as_list);

  [[nodiscard]] const kernel::Cells& cells() const { return cells_; }
  [[nodiscard]] int64_t saturated() const { return saturated_; }
  void set_uniforms(const double* uniforms) { cells_.uniforms = uniforms; }

  void Visit(int child_slot, const Visitor& visitor) const override;

 private:
  void LocateParents();
  [[nodiscard]] kernel::VectorPtr ColumnAt(const FakeInputs::Input& input) const;

  const FakeWorld& world_;
  const FakeInputs& inputs_;
  std::vector<int64_t> rows_;
  std::vector<int64_t> parent_rows_;
  std::vector<int64_t> child_indexes_;
  std::vector<kernel::VectorPtr> values_;
  int64_t saturated_ = 0;
  kernel::Cells cells_;
};

// Hands whole columns to a kernel, and to the relations that it reads through.
template <typename Kernel>
void PrepareKernel(const FakeInputs& inputs, Kernel* kernel) {
  std::vector<kernel::VectorPtr> whole;
  whole.reserve(inputs.values.size());
  for (const auto& input : inputs.values) {
    const bool is_whole = input.kind == FakeInputs::Input::Kind::kWhole;
    whole.push_back(is_whole ? input.column->values : nullptr);
  }
  kernel->Prepare(whole.data());
}

}  // namespace datagen::cases
