#include "making/engine/frame.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "foundation/random/elementary.h"
#include "functions/kernel/cast.h"
#include "functions/kernel/clamp.h"

namespace datagen::engine {
namespace {

using kernel::Cells;
using kernel::RowIds;
using kernel::Vector;
using kernel::VectorPtr;

// Tables of up to this many rows are computed once when rows of them are picked at random.
constexpr int64_t kKeptRowsMax = 65'536;
constexpr int64_t kChildrenPerPiece = 65'536;

size_t At(int index) { return static_cast<size_t>(index); }

}  // namespace

Frame::Frame(const Engine& engine, int node, int64_t first, int64_t count, FillState* state)
    : engine_(engine), node_(node), rows_(RowIds::Range(first, count)), state_(state) {
  columns_.resize(this->node().columns.size());
  related_.resize(this->node().relations.size());
}

Frame::Frame(const Engine& engine, int node, base::Buffer<int64_t> rows, FillState* state)
    : Frame(engine, node, 0, 0, state) {
  row_list_ = std::move(rows);
  rows_ = RowIds::List(row_list_.data(), static_cast<int64_t>(row_list_.size()));
}

const plan::Node& Frame::node() const { return engine_.plan().nodes[At(node_)]; }

VectorPtr Frame::Column(int index) {
  VectorPtr& kept = columns_[At(index)];
  if (kept == nullptr) {
    const plan::Column& column = node().columns[At(index)];
    kept = state_->profile == nullptr ? Compute(column, index) : ComputeTimed(column, index);
  }
  return kept;
}

VectorPtr Frame::ComputeTimed(const plan::Column& column, int index) {
  Profile& profile = *state_->profile;
  const int64_t outer = std::exchange(state_->inner_nanoseconds, 0);
  const int64_t start = profile.Now();
  VectorPtr values = Compute(column, index);
  const int64_t spent = profile.Now() - start;
  profile.Add(node_, index, spent - state_->inner_nanoseconds);
  state_->inner_nanoseconds = outer + spent;
  return values;
}

Cells Frame::MakeCells(const plan::Inputs& inputs, std::vector<VectorPtr>* values) {
  for (const plan::Input& input : inputs.values) {
    switch (input.kind) {
      case plan::Input::Kind::kColumn:
        values->push_back(Column(input.column));
        break;
      case plan::Input::Kind::kRelated:
        values->push_back(RelatedValues(input.relation, input.column));
        break;
      case plan::Input::Kind::kWhole:
        values->push_back(nullptr);  // given to Prepare
        break;
    }
  }
  Cells cells;
  cells.rows = rows_;
  cells.inputs = values->data();
  if (inputs.family) {
    EnsureFamily();
    cells.parent_rows = parent_rows_.data();
    cells.child_indexes = child_indexes_.data();
  }
  if (!inputs.children.empty()) cells.children = this;
  return cells;
}

VectorPtr Frame::Compute(const plan::Column& column, int index) {
  Counts counts;
  const bool is_array = column.type.kind == kernel::TypeKind::kArray;
  VectorPtr values = is_array ? MakeArrays(column, &counts) : MakeValues(column, &counts);
  if (counts_ && state_->saturated != nullptr) {
    (*state_->saturated)[At(index)] += counts.saturated + counts.nearest;
    (*state_->placeless)[At(index)] += counts.placeless;
  }
  if (counts_ && counts.saturated > 0 && column.computed) Refuse(column);
  if (!column.nullable) CheckNulls(column, *values);
  return values;
}

VectorPtr Frame::MakeArrays(const plan::Column& column, Counts* counts) {
  std::vector<VectorPtr> none;
  Cells cells;
  cells.rows = rows_;
  cells.inputs = none.data();
  return MaskNulls(column, Elements(column, counts), cells);
}

VectorPtr Frame::MakeValues(const plan::Column& column, Counts* counts) {
  std::vector<VectorPtr> inputs;
  Cells cells = MakeCells(column.inputs, &inputs);
  cells.saturated = &counts->saturated;
  cells.nearest = &counts->nearest;
  cells.placeless = &counts->placeless;
  children_ = &column.inputs.children;
  base::Buffer<double> uniforms;
  if (column.correlation >= 0) {
    uniforms = Uniforms(column);
    cells.uniforms = uniforms.data();
  }
  VectorPtr values = column.generator->Fill(cells);
  cells.uniforms = nullptr;
  kernel::ValueType type = column.made_type;
  base::Buffer<uint8_t> beyond_clamp;
  if (column.clamp) {
    values = kernel::Clamp(std::move(values), type, column.clamp->first, column.clamp->second, {});
  }
  for (const plan::Step& step : column.steps) {
    values = step.modifier->Apply(cells, std::move(values), &beyond_clamp);
    type = step.type;
  }
  const bool clampable = type.is_numeric() || type.is_temporal();
  if (column.clamp && !column.steps.empty() && clampable) {
    values = kernel::Clamp(std::move(values), type, column.clamp->first, column.clamp->second,
                           beyond_clamp);
  }
  values = MaskNulls(column, std::move(values), cells);
  return kernel::Cast(std::move(values), type, column.type, &counts->saturated);
}

// Row r has `length` elements: the generator's rows r * length_max, r * length_max + 1, …
VectorPtr Frame::Elements(const plan::Column& column, Counts* counts) {
  auto list = std::make_shared<Vector>();
  list->physical = kernel::Physical::kList;
  list->length = rows_.count;
  list->list_offsets.PushBack(0);
  base::Buffer<int64_t> element_rows;
  const auto spread = static_cast<uint64_t>(column.length_max - column.length_min + 1);
  rows_.ForEach([&](int64_t, int64_t row) {
    const int64_t length = column.length_min + static_cast<int64_t>(random::ToIndex(
                                                   column.length_stream.Bits(row), spread));
    for (int64_t k = 0; k < length; ++k) element_rows.PushBack(row * column.length_max + k);
    list->list_offsets.PushBack(static_cast<int32_t>(element_rows.size()));
  });
  std::vector<VectorPtr> inputs(column.inputs.values.size());
  Cells cells;
  cells.rows = RowIds::List(element_rows.data(), static_cast<int64_t>(element_rows.size()));
  cells.inputs = inputs.data();
  cells.saturated = &counts->saturated;
  cells.nearest = &counts->nearest;
  cells.placeless = &counts->placeless;
  VectorPtr values = column.generator->Fill(cells);
  if (column.clamp) {
    values = kernel::Clamp(std::move(values), column.made_type, column.clamp->first,
                           column.clamp->second, {});
  }
  list->items =
      kernel::Cast(std::move(values), column.made_type, *column.type.element, &counts->saturated);
  return list;
}

VectorPtr Frame::MaskNulls(const plan::Column& column, VectorPtr values, const Cells& cells) {
  const auto size = static_cast<size_t>(rows_.count);
  if (column.null_when != nullptr) {
    const VectorPtr condition = column.null_when->Evaluate(cells);
    base::Buffer<uint8_t> keep(size);
    for (size_t i = 0; i < size; ++i) keep[i] = condition->bools[i] == 0 ? 1 : 0;
    return kernel::WithNulls(std::move(values), keep);
  }
  if (column.null_rate <= 0) return values;
  base::Buffer<uint8_t> keep(size);
  rows_.ForEach([&](int64_t i, int64_t row) {
    const double drawn = random::ToUnit(column.null_stream.Bits(row));
    keep[static_cast<size_t>(i)] = drawn < column.null_rate ? 0 : 1;
  });
  return kernel::WithNulls(std::move(values), keep);
}

void Frame::Refuse(const plan::Column& column) {
  if (!state_->status.ok()) return;
  state_->status = base::Status::Invalid(
      "type-overflow",
      fmt::format("the value of {}.{} in row {} does not fit {}", node().id, column.name, rows_[0],
                  column.type.Name()),
      {.expected = fmt::format("a value of {}", column.type.Name()),
       .hint = "it follows from other values: use a wider type, or clamp what it is made of",
       .table = node().id,
       .row = rows_[0]});
}

void Frame::CheckNulls(const plan::Column& column, const Vector& values) {
  if (!values.has_nulls() || !state_->status.ok()) return;
  for (int64_t i = 0; i < values.length; ++i) {
    if (values.IsValid(i)) continue;
    state_->status = base::Status::Invalid(
        "unexpected-null",
        fmt::format("column {}.{} is not nullable, but row {} has no value", node().id, column.name,
                    rows_[i]),
        {.given = "null",
         .expected = "a value",
         .hint = "its generator reads a column that has none, divides by "
                 "zero, or looks up a key that is not there: set \"nullable\": true, "
                 "or guard it with if()",
         .table = node().id,
         .row = rows_[i]});
    return;
  }
}

base::Buffer<double> Frame::Uniforms(const plan::Column& column) const {
  const std::vector<double>& weights = node().correlation[At(column.correlation)];
  const auto size = static_cast<size_t>(rows_.count);
  base::Buffer<double> sum;
  sum.Assign(size, 0.0);
  base::Buffer<double> normals(size);
  for (int k = 0; k <= column.correlation; ++k) {
    const double weight = weights[At(k)];
    if (weight == 0) continue;
    const random::Stream& stream = node().correlation_streams[At(k)];
    rows_.ForEach([&](int64_t i, int64_t row) {
      normals[static_cast<size_t>(i)] = random::ToOpenUnit(stream.Bits(row));
    });
    random::NormalQuantiles(normals.data(), size);
    for (size_t i = 0; i < size; ++i) sum[i] += weight * normals[i];
  }
  constexpr double kLeast = 0x1p-53;
  for (size_t i = 0; i < size; ++i) {
    sum[i] = std::clamp(random::NormalCdf(sum[i]), kLeast, 1 - kLeast);
  }
  return sum;
}

void Frame::EnsureFamily() {
  if (!parent_rows_.empty() || rows_.count == 0) return;
  parent_rows_.Resize(static_cast<size_t>(rows_.count));
  child_indexes_.Resize(static_cast<size_t>(rows_.count));
  node().family->Locate(rows_, parent_rows_.data(), child_indexes_.data());
}

Frame::Related& Frame::Relate(int relation_index) {
  std::unique_ptr<Related>& kept = related_[At(relation_index)];
  if (kept != nullptr) return *kept;
  const plan::Relation& relation = node().relations[At(relation_index)];
  auto related = std::make_unique<Related>();
  related->targets.Resize(static_cast<size_t>(rows_.count));
  std::vector<VectorPtr> inputs;
  const Cells cells = MakeCells(relation.inputs, &inputs);
  relation.kernel->Map(cells, related->targets.data());
  related->indexes.Resize(related->targets.size());
  if (relation.is_parent && rows_.list == nullptr && !related->targets.empty()) {
    // Consecutive children have consecutive parents, but for those without children.
    const int64_t first = related->targets[0];
    const int64_t parents = related->targets[related->targets.size() - 1] - first + 1;
    if (parents <= 2 * rows_.count) {
      related->one_each = parents == rows_.count;
      for (size_t i = 0; i < related->targets.size(); ++i) {
        related->indexes[i] = related->targets[i] - first;
        related->one_each &= related->indexes[i] == static_cast<int64_t>(i);
      }
      related->frame = std::make_unique<Frame>(engine_, relation.target, first, parents, state_);
      kept = std::move(related);
      return *kept;
    }
  }
  // Children of one parent follow each other: their parent is computed once.
  base::Buffer<int64_t> rows;
  int64_t last = -1;
  for (size_t i = 0; i < related->targets.size(); ++i) {
    const int64_t target = related->targets[i];
    if (target < 0) {
      related->indexes[i] = -1;
      continue;
    }
    if (target != last) rows.PushBack(target);
    last = target;
    related->indexes[i] = static_cast<int64_t>(rows.size()) - 1;
  }
  related->one_each = static_cast<int64_t>(rows.size()) == rows_.count;
  const bool range = !rows.empty() &&
                     rows[rows.size() - 1] - rows[0] == static_cast<int64_t>(rows.size()) - 1 &&
                     std::is_sorted(rows.begin(), rows.end());
  related->frame = range
                       ? std::make_unique<Frame>(engine_, relation.target, rows[0],
                                                 static_cast<int64_t>(rows.size()), state_)
                       : std::make_unique<Frame>(engine_, relation.target, std::move(rows), state_);
  kept = std::move(related);
  return *kept;
}

VectorPtr Frame::RelatedValues(int relation_index, int target_column) {
  const plan::Relation& relation = node().relations[At(relation_index)];
  Related& related = Relate(relation_index);
  const plan::Node& target = engine_.plan().nodes[At(relation.target)];
  if (!relation.is_parent && target.rows <= kKeptRowsMax) {
    const VectorPtr whole = engine_.Whole(relation.target, target_column);
    return kernel::Take(*whole, related.targets.data(), rows_.count);
  }
  VectorPtr values = related.frame->Column(target_column);
  if (related.one_each) return values;
  return kernel::Take(*values, related.indexes.data(), rows_.count);
}

bool Frame::MakePieces(int child_node, std::vector<ChildPiece>* pieces) const {
  const plan::Family& family = *engine_.plan().nodes[At(child_node)].family;
  constexpr int64_t kChildrenKeptMax = 262'144;
  constexpr int64_t kChildrenPerKeptPiece = 16'384;  // columns of a piece stay in the cache
  int64_t kept = 0;
  for (int64_t i = 0; i < rows_.count;) {
    ChildPiece& piece = pieces->emplace_back();
    piece.first = i;
    piece.offsets.PushBack(0);
    int64_t children = 0;
    const int64_t first = i;
    while (i < rows_.count && rows_[i] == rows_[first] + (i - first)) {
      const int64_t more = family.ChildCount(rows_[i]);
      if (children > 0 && children + more > kChildrenPerKeptPiece) break;
      children += more;
      if (kept + children > kChildrenKeptMax) return false;
      piece.offsets.PushBack(children);
      ++i;
    }
    kept += children;
    piece.frame = std::make_unique<Frame>(engine_, child_node, family.FirstChild(rows_[first]),
                                          children, state_);
  }
  return true;
}

void Frame::Visit(int child_slot, const Visitor& visitor) const {
  const plan::Input& input = (*children_)[At(child_slot)];
  auto kept = pieces_.find(input.node);
  if (kept == pieces_.end()) {
    std::vector<ChildPiece> pieces;
    if (!MakePieces(input.node, &pieces)) return VisitOnce(input, visitor);
    kept = pieces_.emplace(input.node, std::move(pieces)).first;
  }
  for (const ChildPiece& piece : kept->second) {
    const auto count = static_cast<int64_t>(piece.offsets.size()) - 1;
    if (piece.offsets[static_cast<size_t>(count)] == 0) continue;
    visitor(piece.first, count, piece.offsets.data(), *piece.frame->Column(input.column));
  }
}

void Frame::VisitOnce(const plan::Input& input, const Visitor& visitor) const {
  const plan::Family& family = *engine_.plan().nodes[At(input.node)].family;
  base::Buffer<int64_t> offsets;
  const auto visit = [&](int64_t first_position, int64_t positions, int64_t first_child,
                         int64_t child_count) {
    FillState* state = state_;
    Frame frame(engine_, input.node, first_child, child_count, state);
    visitor(first_position, positions, offsets.data(), *frame.Column(input.column));
  };
  int64_t i = 0;
  while (i < rows_.count) {
    // As many rows as follow each other and whose children fit one piece.
    const int64_t first_child = family.FirstChild(rows_[i]);
    offsets.Resize(0);
    offsets.PushBack(0);
    int64_t taken = 0;
    while (i + taken < rows_.count && rows_[i + taken] == rows_[i] + taken) {
      const int64_t end = offsets[static_cast<size_t>(taken)] + family.ChildCount(rows_[i + taken]);
      if (end > kChildrenPerPiece && taken > 0) break;
      offsets.PushBack(end);
      ++taken;
      if (end > kChildrenPerPiece) break;
    }
    const int64_t children = offsets[static_cast<size_t>(taken)];
    if (children <= kChildrenPerPiece) {
      if (children > 0) visit(i, taken, first_child, children);
    } else {
      for (int64_t done = 0; done < children; done += kChildrenPerPiece) {
        const int64_t piece = std::min(kChildrenPerPiece, children - done);
        offsets[0] = 0;
        offsets[1] = piece;
        visit(i, 1, first_child + done, piece);
      }
    }
    i += taken;
  }
}

}  // namespace datagen::engine
