// The columns of some rows of one table while they are computed. Inside this stage only.
//
// Lifetime: on the stack of Engine::Fill; frames of related rows hang below it.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "functions/kernel/cells.h"
#include "making/engine/engine.h"
#include "making/engine/profile.h"

namespace datagen::engine {

// What goes wrong or is counted anywhere below a Fill.
struct FillState {
  base::Status status;
  std::vector<int64_t>* saturated = nullptr;  // of the outermost frame's columns
  std::vector<int64_t>* placeless = nullptr;  // of the same
  Profile* profile = nullptr;
  int64_t inner_nanoseconds = 0;  // of columns that the one being computed reads
};

class Frame : public kernel::ChildReader {
 public:
  // A range, or a list that the frame takes over.
  Frame(const Engine& engine, int node, int64_t first, int64_t count, FillState* state);
  Frame(const Engine& engine, int node, base::Buffer<int64_t> rows, FillState* state);

  // The column's values as written: cast and with nulls.
  kernel::VectorPtr Column(int index);
  void CountSaturated() { counts_ = true; }

  // ChildReader: the children of these rows, for the column being computed.
  void Visit(int child_slot, const Visitor& visitor) const override;

 private:
  // Rows of another table that a relation names, each once where they follow each other.
  struct Related {
    std::unique_ptr<Frame> frame;
    base::Buffer<int64_t> indexes;  // into the frame, by position; -1: none
    base::Buffer<int64_t> targets;  // row ids, by position; -1: none
    bool one_each = false;          // position i reads row i of the frame: nothing to spread
  };

  // Rows that follow each other, from position `first` on, and all their children.
  struct ChildPiece {
    int64_t first;
    base::Buffer<int64_t> offsets;  // one more than rows: where the children of each begin
    std::unique_ptr<Frame> frame;
  };

  [[nodiscard]] const plan::Node& node() const;
  // Cuts the rows into pieces of a bounded number of children. False when one row alone has more,
  // or all together have too many to be kept.
  bool MakePieces(int child_node, std::vector<ChildPiece>* pieces) const;
  // One piece after the other, none kept.
  void VisitOnce(const plan::Input& input, const Visitor& visitor) const;
  kernel::VectorPtr Compute(const plan::Column& column, int index);
  kernel::VectorPtr ComputeTimed(const plan::Column& column, int index);
  // What is counted of a column's values (kernel/cells.h).
  struct Counts {
    int64_t saturated = 0;
    int64_t nearest = 0;
    int64_t placeless = 0;
  };
  // The values of a column as they are written.
  kernel::VectorPtr MakeValues(const plan::Column& column, Counts* counts);
  kernel::VectorPtr MakeArrays(const plan::Column& column, Counts* counts);
  kernel::VectorPtr Elements(const plan::Column& column, Counts* counts);
  kernel::VectorPtr MaskNulls(const plan::Column& column, kernel::VectorPtr values,
                              const kernel::Cells& cells);
  // Of a column whose values follow from others, one of which does not fit its type: an error,
  // which names the first row of the frame (Engine::Fill finds the one that is meant).
  void Refuse(const plan::Column& column);
  void CheckNulls(const plan::Column& column, const kernel::Vector& values);
  kernel::Cells MakeCells(const plan::Inputs& inputs, std::vector<kernel::VectorPtr>* values);
  kernel::VectorPtr RelatedValues(int relation, int target_column);
  Related& Relate(int relation);
  void EnsureFamily();
  base::Buffer<double> Uniforms(const plan::Column& column) const;

  const Engine& engine_;
  int node_;
  kernel::RowIds rows_;
  base::Buffer<int64_t> row_list_;
  FillState* state_;
  bool counts_ = false;
  std::vector<kernel::VectorPtr> columns_;
  std::vector<std::unique_ptr<Related>> related_;
  base::Buffer<int64_t> parent_rows_;
  base::Buffer<int64_t> child_indexes_;
  const std::vector<plan::Input>* children_ = nullptr;  // of the column being computed
  // By node: columns that sum up the same children share what is computed of them.
  mutable std::map<int, std::vector<ChildPiece>> pieces_;
};

}  // namespace datagen::engine
