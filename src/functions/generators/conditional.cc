#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "foundation/base/spelling.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/cast.h"
#include "functions/kernel/clamp.h"

namespace datagen::generators {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

// The parts of a batch that one case computes, as a batch of its own.
class Subset {
 public:
  Subset(const Cells& cells, const std::vector<int64_t>& positions, int input_count) {
    const auto count = static_cast<int64_t>(positions.size());
    for (const int64_t i : positions) {
      rows_.push_back(cells.rows[i]);
      if (cells.parent_rows != nullptr) parents_.push_back(cells.parent_rows[i]);
      if (cells.child_indexes != nullptr) children_.push_back(cells.child_indexes[i]);
    }
    for (int slot = 0; slot < input_count; ++slot) {
      inputs_.push_back(cells.inputs[slot] == nullptr
                            ? nullptr
                            : Take(*cells.inputs[slot], positions.data(), count));
    }
    subset_.rows = RowIds::List(rows_.data(), count);
    subset_.saturated = cells.saturated;
    subset_.nearest = cells.nearest;
    subset_.placeless = cells.placeless;
    subset_.inputs = inputs_.data();
    subset_.parent_rows = cells.parent_rows == nullptr ? nullptr : parents_.data();
    subset_.child_indexes = cells.child_indexes == nullptr ? nullptr : children_.data();
  }
  [[nodiscard]] const Cells& cells() const { return subset_; }

 private:
  std::vector<int64_t> rows_;
  std::vector<int64_t> parents_;
  std::vector<int64_t> children_;
  std::vector<VectorPtr> inputs_;
  Cells subset_;
};

struct Case {
  std::unique_ptr<Generator> generator;
  ValueType type;
  std::optional<std::pair<double, double>> clamp;  // the case's own
};

class Conditional : public Generator {
 public:
  Conditional(int slot, ValueType on_type, std::map<std::string, size_t, std::less<>> case_of,
              std::vector<Case> cases, size_t default_case, ValueType type)
      : slot_(slot),
        on_type_(std::move(on_type)),
        case_of_(std::move(case_of)),
        cases_(std::move(cases)),
        default_case_(default_case),
        type_(std::move(type)) {}

  // The number of inputs is known when the whole binding is done.
  void set_input_count(int count) { input_count_ = count; }
  void Prepare(const VectorPtr* inputs) override {
    for (const Case& one : cases_) one.generator->Prepare(inputs);
  }

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    std::vector<std::vector<int64_t>> positions(cases_.size() + 1);
    const Vector& on = cells.input(slot_);
    base::Buffer<char> text;
    for (int64_t i = 0; i < cells.size(); ++i) {
      size_t chosen = default_case_;
      if (on.IsValid(i)) {
        text.Resize(0);
        AppendText(on, i, on_type_, &text);
        const auto found = case_of_.find(std::string_view(text.data(), text.size()));
        if (found != case_of_.end()) chosen = found->second;
      }
      positions[chosen].push_back(i);
    }
    std::vector<VectorPtr> results(cases_.size());
    for (size_t k = 0; k < cases_.size(); ++k) {
      if (positions[k].empty()) continue;
      const Subset subset(cells, positions[k], input_count_);
      const Case& one = cases_[k];
      VectorPtr values = one.generator->Fill(subset.cells());
      if (one.clamp && (one.type.is_numeric() || one.type.is_temporal())) {
        values = Clamp(std::move(values), one.type, one.clamp->first, one.clamp->second, {});
      }
      results[k] = Cast(std::move(values), one.type, type_, cells.saturated);
    }
    return Merge(results, positions, cells.size());
  }

 private:
  [[nodiscard]] VectorPtr Merge(const std::vector<VectorPtr>& results,
                                const std::vector<std::vector<int64_t>>& positions,
                                int64_t size) const {
    const Physical physical = type_.physical();
    auto merged = Vector::Make(physical, size);
    struct Source {
      const Vector* values = nullptr;
      int64_t at = 0;
    };
    std::vector<Source> sources(static_cast<size_t>(size));
    for (size_t k = 0; k < results.size(); ++k) {
      for (size_t at = 0; at < positions[k].size(); ++at) {
        sources[static_cast<size_t>(positions[k][at])] = {results[k].get(),
                                                          static_cast<int64_t>(at)};
      }
    }
    for (int64_t i = 0; i < size; ++i) {
      const auto [values, at] = sources[static_cast<size_t>(i)];
      const bool valid = values != nullptr && values->IsValid(at);
      const auto k = static_cast<size_t>(i);
      const auto a = static_cast<size_t>(at);
      if (physical == Physical::kString) {
        merged->strings.Append(valid ? values->String(at) : std::string_view());
      }
      if (!valid) {
        merged->SetNull(i);
        continue;
      }
      if (physical == Physical::kInt64) merged->ints[k] = values->ints[a];
      if (physical == Physical::kInt128) merged->wide[k] = values->wide[a];
      if (physical == Physical::kFloat64) merged->floats[k] = values->floats[a];
      if (physical == Physical::kBool) merged->bools[k] = values->bools[a];
    }
    return merged;
  }

  int slot_;
  ValueType on_type_;
  std::map<std::string, size_t, std::less<>> case_of_;
  std::vector<Case> cases_;
  size_t default_case_;  // cases_.size(): null
  ValueType type_;
  int input_count_ = 0;
};

// What is known of the cases so far, with one more.
void Join(const Domain& one, bool first, Domain* all) {
  if (first || (all->min && !one.min)) all->min = one.min;
  if (first || (all->max && !one.max)) all->max = one.max;
  if (one.min && all->min) all->min = std::min(*all->min, *one.min);
  if (one.max && all->max) all->max = std::max(*all->max, *one.max);
  all->mean_bytes = std::max(all->mean_bytes, one.mean_bytes);
  all->max_bytes = std::max(all->max_bytes, one.max_bytes);
  all->nulls |= one.nulls;
  all->rare_nulls |= one.rare_nulls;
}

std::optional<BoundGenerator> Bind(BindContext& context, const Arguments& arguments) {
  const auto on = context.UseColumn(arguments.Where("on"), arguments.String("on"));
  const base::Json& cases_json = *arguments.Find("cases");
  if (context.unique()) {
    context.Error("unique-not-kept", arguments.json(),
                  "values of a conditional can repeat, but the column is unique");
    return std::nullopt;
  }
  BoundGenerator bound;
  bound.type = context.type();
  std::vector<Case> cases;
  std::map<std::string, size_t, std::less<>> case_of;
  bool ok = on.has_value();
  const auto add = [&](const base::Json& generator, const std::string& name) {
    auto nested = context.BindNested(generator, name);
    if (!nested) return false;
    if (!CanCast(nested->type, context.type())) {
      context.Error("type-mismatch", generator,
                    fmt::format("this case makes {}, but the column is {}", nested->type.Name(),
                                context.type().Name()),
                    {.given = nested->type.Name(), .expected = context.type().Name()});
      return false;
    }
    Join(nested->domain, cases.empty(), &bound.domain);
    bound.computed |= nested->computed;
    cases.push_back({std::move(nested->kernel), nested->type, nested->clamp});
    return true;
  };
  for (const base::JsonMember& member : cases_json.members()) {
    if (on) {
      const auto& labels = on->domain->labels;
      if (!labels.empty() && std::find(labels.begin(), labels.end(), member.key) == labels.end()) {
        context.diagnostics()->KeyError(
            "value-never-occurs", cases_json, member,
            fmt::format("column '{}' is never '{}'", arguments.String("on"), member.key),
            {.expected = fmt::format("one of {}", base::JoinNames(labels)),
             .hint = base::DidYouMean(member.key, labels)});
        ok = false;
      }
    }
    if (add(member.value, "case/" + member.key)) {
      case_of[member.key] = cases.size() - 1;
    } else {
      ok = false;
    }
  }
  size_t default_case = cases.size();
  if (const base::Json* otherwise = arguments.Find("default")) {
    ok = add(*otherwise, "default") && ok;
  } else if (ok) {
    // Without a default, rows that no case names are null.
    const auto& labels = on->domain->labels;
    bool complete = !labels.empty() && !on->nullable;
    for (const std::string& label : labels) complete = complete && case_of.contains(label);
    if (!complete && !context.nullable()) {
      context.Error(
          "null-not-allowed", arguments.json(),
          fmt::format("rows whose '{}' no case names get null, but the column is not nullable",
                      arguments.String("on")),
          {.expected = "a 'default'"});
      ok = false;
    }
    bound.domain.nulls |= !complete;
  }
  if (!ok) return std::nullopt;
  if (bound.domain.rare_nulls && !bound.domain.nulls && context.default_nulls()) {
    context.NoteChange(2);
  }
  if (!arguments.Has("default")) default_case = cases.size();
  auto kernel = std::make_unique<Conditional>(on->slot, on->type, std::move(case_of),
                                              std::move(cases), default_case, context.type());
  kernel->set_input_count(context.input_count());
  bound.kernel = std::move(kernel);
  return bound;
}

}  // namespace

const GeneratorInfo& ConditionalInfo() {
  static const GeneratorInfo info{
      {.id = "conditional",
       .summary = "Uses another generator for each value of another column",
       .details = "Without a `default`, rows that no case names are null.",
       .parameters = {{"on", ParameterType::kColumn, "The column that decides.", true, ""},
                      {"cases",
                       ParameterType::kObject,
                       "A generator for each of its values.",
                       true,
                       "",
                       {},
                       {},
                       {},
                       R"json({"type": "object", "minProperties": 1,
                          "additionalProperties": {"$ref": "#/$defs/generator"}})json"},
                      {"default", ParameterType::kGenerator, "The generator for all other values.",
                       false, "null"}},
       .example = R"json([{"name": "status", "type": "string", "nullable": false, "generator":
            {"choice": {"choices": ["paid", "open", "cancelled"], "weights": [7, 2, 1]}}},
          {"name": "refund", "type": "float", "nullable": true, "null_rate": 0, "generator":
            {"conditional": {"on": "status", "cases": {
              "cancelled": {"distribution": {"type": "uniform", "params": {"min": 1, "max": 9}}},
              "open": {"choice": {"choices": [0]}}}}}}])json",
       .second_example =
           R"json([{"name": "status", "type": "string", "nullable": false, "generator":
            {"choice": {"choices": ["paid", "open", "cancelled"], "weights": [7, 2, 1]}}},
          {"name": "days_to_pay", "type": "int", "nullable": false, "generator":
            {"conditional": {"on": "status", "cases": {
              "paid": {"distribution": {"type": "uniform", "params": {"min": 1, "max": 30}}}},
             "default": {"choice": {"choices": [0]}}}}}])json",
       .changes = {{"2026-11-30",
                    "a nullable column of which nothing says how many are null has no other nulls "
                    "than those of its cases, where it had 5 % more if these were an expression's "
                    "or of rows without a match"},
                   WideCasts()}},
      Bind};
  return info;
}

}  // namespace datagen::generators
