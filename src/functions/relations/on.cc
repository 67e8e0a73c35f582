#include <fmt/format.h>

#include <unordered_map>

#include "functions/kernel/binding.h"
#include "functions/kernel/cast.h"

namespace datagen::relations {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

constexpr int64_t kIndexedRowsMax = 5'000'000;

// The other key is a sequence, so the row follows from the value.
class BySequence : public Relation {
 public:
  BySequence(int slot, Domain::Sequence sequence, int64_t count)
      : slot_(slot), sequence_(sequence), count_(count) {}

  void Map(const Cells& cells, int64_t* targets) const override {
    const Vector& keys = cells.input(slot_);
    for (int64_t i = 0; i < cells.size(); ++i) {
      targets[i] = -1;
      int64_t distance = 0;
      if (!keys.IsValid(i) ||
          __builtin_sub_overflow(keys.ints[static_cast<size_t>(i)], sequence_.start, &distance)) {
        continue;
      }
      if (distance == INT64_MIN && sequence_.step == -1) continue;  // 2^63 rows away
      const int64_t row = distance / sequence_.step;
      if (row * sequence_.step == distance && row >= 0 && row < count_) targets[i] = row;
    }
  }

 private:
  int slot_;
  Domain::Sequence sequence_;
  int64_t count_;
};

// Any other key: an index of its texts.
class ByIndex : public Relation {
 public:
  ByIndex(int slot, ValueType type, int whole_slot, ValueType whole_type)
      : slot_(slot),
        type_(std::move(type)),
        whole_slot_(whole_slot),
        whole_type_(std::move(whole_type)) {}

  void Prepare(const VectorPtr* inputs) override {
    const Vector& keys = *inputs[whole_slot_];
    row_of_.reserve(static_cast<size_t>(keys.length));
    base::Buffer<char> text;
    for (int64_t row = 0; row < keys.length; ++row) {
      if (!keys.IsValid(row)) continue;
      text.Resize(0);
      AppendText(keys, row, whole_type_, &text);
      row_of_.emplace(std::string(text.data(), text.size()), row);
    }
  }

  void Map(const Cells& cells, int64_t* targets) const override {
    const Vector& keys = cells.input(slot_);
    std::vector<int64_t> row_of_code;
    if (keys.dictionary != nullptr) {
      for (int64_t k = 0; k < keys.dictionary->size(); ++k) {
        row_of_code.push_back(Find((*keys.dictionary)[k]));
      }
    }
    base::Buffer<char> text;
    for (int64_t i = 0; i < cells.size(); ++i) {
      targets[i] = -1;
      if (!keys.IsValid(i)) continue;
      if (keys.dictionary != nullptr) {
        targets[i] = row_of_code[static_cast<size_t>(keys.codes[static_cast<size_t>(i)])];
        continue;
      }
      text.Resize(0);
      AppendText(keys, i, type_, &text);
      targets[i] = Find({text.data(), text.size()});
    }
  }

 private:
  [[nodiscard]] int64_t Find(std::string_view text) const {
    const auto found = row_of_.find(std::string(text));
    return found == row_of_.end() ? -1 : found->second;
  }

  int slot_;
  ValueType type_;
  int whole_slot_;
  ValueType whole_type_;
  std::unordered_map<std::string, int64_t> row_of_;
};

std::optional<BoundRelation> Bind(BindContext& context, const RelationRequest& request) {
  const base::JsonMember& keys = request.arguments.Find("on")->members()[0];
  const Reference reference{request.target_node, {keys.value.text()}};
  const auto own = context.UseColumn(*request.arguments.Find("on"), keys.key);
  const auto other = context.DescribeColumn(keys.value, reference);
  if (!own || !other) return std::nullopt;
  if (!other->domain->unique) {
    context.Error("reference-not-unique", keys.value,
                  fmt::format("{} is not unique, so it names no row", PrintReference(reference)),
                  {.hint = "add \"unique\": true to it, or look up by its primary key"});
    return std::nullopt;
  }
  if (own->type.kind != other->type.kind) {
    context.Error("wrong-column-type", keys.value,
                  fmt::format("'{}' is {} but {} is {}", keys.key, own->type.Name(),
                              PrintReference(reference), other->type.Name()),
                  {.expected = "one type"});
    return std::nullopt;
  }
  BoundRelation bound;
  bound.rare_nulls = true;
  if (other->domain->sequence && own->type.kind == TypeKind::kInt) {
    bound.kernel =
        std::make_unique<BySequence>(own->slot, *other->domain->sequence, request.target_rows);
    return bound;
  }
  const auto whole = context.UseWholeColumn(keys.value, reference, kIndexedRowsMax);
  if (!whole) return std::nullopt;
  bound.kernel = std::make_unique<ByIndex>(own->slot, own->type, whole->slot, whole->type);
  return bound;
}

}  // namespace

const RelationInfo& OnInfo() {
  static const RelationInfo info{
      {.id = "on",
       .summary = "Finds the row whose key equals a column of this row",
       .details =
           "What a lookup with `on` does. The other key must be unique; a row whose key is not "
           "found gets null.",
       .parameters = {},
       .example = R"json([{"id": "region", "kind": "entity", "pk": "code", "columns": [
        {"name": "code", "type": "string", "nullable": false,
         "generator": {"enum_list": {"values": ["N", "S", "W"]}}},
        {"name": "title", "type": "string", "nullable": false,
         "generator": {"enum_list": {"values": ["North", "South", "West"]}}}]},
      {"id": "shop", "kind": "entity", "pk": "id", "rows": 80, "columns": [
        {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
        {"name": "region", "type": "string", "nullable": false,
         "generator": {"choice": {"choices_ref": "region.code", "weights": [5, 3, 2]}}},
        {"name": "region_title", "type": "string", "nullable": false,
         "generator": {"lookup": {"from": "region.title", "on": {"region": "code"}}}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::relations
