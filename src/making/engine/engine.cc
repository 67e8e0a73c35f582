#include "making/engine/engine.h"

#include <algorithm>
#include <map>
#include <optional>

#include "making/engine/frame.h"

namespace datagen::engine {
namespace {

using kernel::Vector;
using kernel::VectorPtr;

constexpr int64_t kBatchRowsMax = int64_t{1} << 20;
constexpr double kBatchBytesMax = 1 << 30;

size_t At(int index) { return static_cast<size_t>(index); }

// Texts of a small table as codes, so that what is picked from it stays codes up to the file.
VectorPtr WithDictionary(VectorPtr values) {
  if (values->physical != kernel::Physical::kString || values->dictionary != nullptr) return values;
  constexpr size_t kEntriesMax = 4096;
  std::map<std::string_view, int32_t> code_of;
  auto dictionary = std::make_shared<kernel::StringTable>();
  auto coded = Vector::Make(kernel::Physical::kString, values->length);
  coded->valid.Append(values->valid.data(), values->valid.size());
  for (int64_t i = 0; i < values->length; ++i) {
    const auto [at, added] =
        code_of.emplace(values->strings[i], static_cast<int32_t>(dictionary->size()));
    if (added) dictionary->Append(values->strings[i]);
    if (code_of.size() > kEntriesMax) return values;
    coded->codes.PushBack(at->second);
  }
  if (dictionary->size() == 0) return values;
  coded->dictionary = std::move(dictionary);
  return coded;
}

// A dictionary pays when each of its values comes several times in a row group.
bool HasFewValues(const plan::Column& column, int64_t rows) {
  constexpr double kAlwaysFew = 1024;
  constexpr double kFewInMany = 16'384;  // 14 bits a value
  constexpr double kTimesEach = 8;
  const kernel::Domain& domain = column.domain;
  std::optional<double> distinct = domain.distinct;
  const bool steps_of_one = domain.whole && column.type.kind != kernel::TypeKind::kDatetime;
  if (steps_of_one && domain.min && domain.max) {
    const double range = *domain.max - *domain.min + 1;
    distinct = std::min(distinct.value_or(range), range);
  }
  if (!distinct) return false;
  const double limit = std::clamp(static_cast<double>(rows) / kTimesEach, kAlwaysFew, kFewInMany);
  return *distinct <= limit;
}

}  // namespace

Engine::~Engine() = default;

Engine::Engine(std::unique_ptr<plan::Plan> plan) : plan_(std::move(plan)) {
  for (const plan::Node& node : plan_->nodes) {
    prepared_.emplace_back(node.columns.size(), 0);
    relation_prepared_.emplace_back(node.relations.size(), 0);
    auto& whole = whole_.emplace_back();
    for (size_t i = 0; i < node.columns.size(); ++i)
      whole.push_back(std::make_unique<WholeColumn>());
  }
  batch_rows_max_ = std::clamp<int64_t>(
      static_cast<int64_t>(kBatchBytesMax / std::max(1.0, plan_->row_bytes_max)), 1, kBatchRowsMax);
  for (size_t node = 0; node < plan_->nodes.size(); ++node) {
    for (size_t column = 0; column < plan_->nodes[node].columns.size(); ++column) {
      Prepare(static_cast<int>(node), static_cast<int>(column));
    }
  }
  for (size_t node = 0; node < plan_->nodes.size(); ++node) {
    auto& written = written_.emplace_back();
    std::vector<const plan::Column*> columns;
    for (const plan::Column& column : plan_->nodes[node].columns) {
      if (column.hidden) continue;
      const bool few = HasFewValues(column, plan_->nodes[node].rows);
      written.push_back({column.name, column.type, column.nullable, false, few});
      columns.push_back(&column);
    }
    // Whether a column comes as codes is the same for every batch: one row tells. Without rows
    // there is nothing to tell it by, nor any value to encode.
    if (plan_->nodes[node].rows == 0) continue;
    const auto batch = Fill(static_cast<int>(node), 0, 1);
    if (!batch.ok()) continue;  // reported when the row is made for real
    for (size_t i = 0; i < written.size(); ++i) {
      written[i].dictionary = written[i].type.kind == kernel::TypeKind::kString &&
                              batch.value().columns[i]->dictionary != nullptr;
    }
  }
}

void Engine::PrepareInputs(const plan::Inputs& inputs, int node, std::vector<VectorPtr>* whole) {
  for (const plan::Input& input : inputs.values) {
    Prepare(input.node, input.column);
    if (input.kind == plan::Input::Kind::kRelated) {
      auto& done = relation_prepared_[At(node)][At(input.relation)];
      if (done == 0) {
        done = 1;
        plan::Relation& relation = plan_->nodes[At(node)].relations[At(input.relation)];
        std::vector<VectorPtr> relation_whole;
        PrepareInputs(relation.inputs, node, &relation_whole);
        relation.kernel->Prepare(relation_whole.data());
      }
    }
    whole->push_back(input.kind == plan::Input::Kind::kWhole ? Whole(input.node, input.column)
                                                             : nullptr);
  }
  for (const plan::Input& input : inputs.children) Prepare(input.node, input.column);
}

void Engine::Prepare(int node, int column) {
  auto& done = prepared_[At(node)][At(column)];
  if (done != 0) return;
  done = 1;
  plan::Column& planned = plan_->nodes[At(node)].columns[At(column)];
  std::vector<VectorPtr> whole;
  PrepareInputs(planned.inputs, node, &whole);
  planned.generator->Prepare(whole.data());
  for (plan::Step& step : planned.steps) step.modifier->Prepare(whole.data());
}

VectorPtr Engine::Whole(int node, int column) const {
  WholeColumn& kept = *whole_[At(node)][At(column)];
  std::call_once(kept.once, [&] {
    FillState state;
    Frame frame(*this, node, 0, plan_->nodes[At(node)].rows, &state);
    kept.values = WithDictionary(frame.Column(column));
  });
  return kept.values;
}

base::Result<Batch> Engine::Fill(int node, int64_t first, int64_t count, Profile* profile) const {
  auto batch = FillAll(node, first, count, profile);
  if (batch.ok()) return batch;
  // Any rows can be made alone: the first that fails is found by halves.
  base::Status status = batch.status();
  while (count > 1) {
    const int64_t half = count / 2;
    const auto front = FillAll(node, first, half, nullptr);
    if (front.ok()) first += half;
    count = front.ok() ? count - half : half;
    if (!front.ok()) status = front.status();
  }
  const auto row = FillAll(node, first, count, nullptr);
  return row.ok() ? status : row.status();
}

base::Result<Batch> Engine::FillAll(int node, int64_t first, int64_t count,
                                    Profile* profile) const {
  const plan::Node& planned = plan_->nodes[At(node)];
  FillState state;
  std::vector<int64_t> saturated(planned.columns.size(), 0);
  state.saturated = &saturated;
  std::vector<int64_t> placeless(planned.columns.size(), 0);
  state.placeless = &placeless;
  state.profile = profile;
  Frame frame(*this, node, first, count, &state);
  frame.CountSaturated();
  Batch batch;
  batch.first_row = first;
  batch.rows = count;
  for (const int column : planned.order) {
    if (!planned.columns[At(column)].hidden) (void)frame.Column(column);
  }
  for (size_t i = 0; i < planned.columns.size(); ++i) {
    if (planned.columns[i].hidden) continue;
    batch.columns.push_back(frame.Column(static_cast<int>(i)));
    batch.saturated.push_back(saturated[i]);
    batch.placeless.push_back(placeless[i]);
  }
  if (!state.status.ok()) return state.status;
  return batch;
}

}  // namespace datagen::engine
