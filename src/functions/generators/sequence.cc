#include <fmt/format.h>

#include "foundation/base/plural.h"
#include "functions/kernel/binding.h"

namespace datagen::generators {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

class Sequence : public Generator {
 public:
  Sequence(int64_t start, int64_t step, bool per_parent)
      : start_(start), step_(step), per_parent_(per_parent) {}

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    auto values = Vector::Make(Physical::kInt64, cells.size());
    if (per_parent_) {
      for (int64_t i = 0; i < cells.size(); ++i) {
        values->ints[static_cast<size_t>(i)] = start_ + step_ * cells.child_indexes[i];
      }
    } else {
      cells.rows.ForEach([&](int64_t i, int64_t row) {
        values->ints[static_cast<size_t>(i)] = start_ + step_ * row;
      });
    }
    return values;
  }

 private:
  int64_t start_;
  int64_t step_;
  bool per_parent_;
};

std::optional<BoundGenerator> Bind(BindContext& context, const Arguments& arguments) {
  const int64_t start = arguments.Integer("start", 1);
  const int64_t step = arguments.Integer("step", 1);
  const bool per_parent = arguments.String("per", "table") == "parent";
  if (per_parent && !context.UseFamily(arguments.Where("per"))) return std::nullopt;
  if (step == 0 && context.unique()) {
    context.Error("unique-not-kept", arguments.Where("step"),
                  "a sequence with step 0 repeats its only value, but the column is unique",
                  {.expected = "another step"});
    return std::nullopt;
  }
  const int64_t count = per_parent ? context.children_max() : context.row_count();
  int64_t span = 0;
  int64_t last = start;
  if (__builtin_mul_overflow(step, count > 0 ? count - 1 : 0, &span) ||
      __builtin_add_overflow(start, span, &last)) {
    context.Error(
        "type-overflow", arguments.json(),
        fmt::format("the sequence leaves 64 bits after {} {}", count, base::Plural(count, "row")));
    return std::nullopt;
  }
  BoundGenerator bound;
  bound.kernel = std::make_unique<Sequence>(start, step, per_parent);
  bound.type = ValueType::Int();
  bound.domain.min = static_cast<double>(std::min(start, last));
  bound.domain.max = static_cast<double>(std::max(start, last));
  bound.domain.whole = true;
  bound.domain.distinct = step == 0 ? 1.0 : static_cast<double>(count);
  bound.domain.unique = step != 0 && (!per_parent || context.row_count() <= 1);
  bound.domain.unique_in_parent = step != 0;
  if (!per_parent) bound.domain.sequence = Domain::Sequence{start, step};
  bound.domain.spread_known = !per_parent;
  return bound;
}

}  // namespace

const GeneratorInfo& SequenceInfo() {
  static const GeneratorInfo info{
      {.id = "sequence",
       .summary = "Counts rows: start, start + step, …",
       .details = "",
       .parameters = {{"start", ParameterType::kInteger, "The first value.", false, "1"},
                      {"step", ParameterType::kInteger, "The distance to the next value.", false,
                       "1"},
                      {"per",
                       ParameterType::kWord,
                       "`parent` starts again for the children of each parent (line numbers).",
                       false,
                       "table",
                       {"table", "parent"}}},
       .example = R"json([{"name": "ticket", "type": "int", "nullable": false,
                       "generator": {"sequence": {"start": 1000, "step": 5}}}])json"},
      Bind};
  return info;
}

}  // namespace datagen::generators
