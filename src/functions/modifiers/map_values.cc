#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "foundation/base/spelling.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/cast.h"
#include "functions/kernel/literal.h"

namespace datagen::modifiers {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

class MapValues : public Modifier {
 public:
  // `targets` holds the mapped values, the default last when there is one.
  MapValues(ValueType from, VectorPtr targets, std::map<std::string, int64_t, std::less<>> index_of,
            int64_t default_index)
      : from_(std::move(from)),
        targets_(std::move(targets)),
        index_of_(std::move(index_of)),
        default_index_(default_index) {}

  [[nodiscard]] VectorPtr Apply(const Cells& cells, VectorPtr values,
                                base::Buffer<uint8_t>* /*beyond_clamp*/) const override {
    base::Buffer<int64_t> indexes(static_cast<size_t>(cells.size()));
    base::Buffer<char> text;
    for (int64_t i = 0; i < cells.size(); ++i) {
      int64_t index = -1;
      if (values->IsValid(i)) {
        text.Resize(0);
        AppendText(*values, i, from_, &text);
        const auto found = index_of_.find(std::string_view(text.data(), text.size()));
        index = found == index_of_.end() ? default_index_ : found->second;
      }
      indexes[static_cast<size_t>(i)] = index;
    }
    return Take(*targets_, indexes.data(), cells.size());
  }

 private:
  ValueType from_;
  VectorPtr targets_;
  std::map<std::string, int64_t, std::less<>> index_of_;
  int64_t default_index_;  // -1: null
};

std::optional<BoundModifier> Bind(BindContext& context, const Arguments& arguments,
                                  const ValueType& type, const Domain& domain) {
  if (type.kind == TypeKind::kArray) {
    context.Error("array-not-supported", arguments.json(), "map_values does not work on arrays",
                  {.given = context.type().Name(), .expected = "single values"});
    return std::nullopt;
  }
  const base::Json& map = *arguments.Find("map");
  std::vector<const base::Json*> targets;
  std::map<std::string, int64_t, std::less<>> index_of;
  bool ok = true;
  for (const base::JsonMember& member : map.members()) {
    if (!domain.labels.empty() &&
        std::find(domain.labels.begin(), domain.labels.end(), member.key) == domain.labels.end()) {
      context.diagnostics()->KeyError(
          "value-never-occurs", map, member, fmt::format("the values are never '{}'", member.key),
          {.expected = fmt::format("one of {}", base::JoinNames(domain.labels)),
           .hint = base::DidYouMean(member.key, domain.labels)});
      ok = false;
    }
    index_of[member.key] = static_cast<int64_t>(targets.size());
    targets.push_back(&member.value);
  }
  int64_t default_index = -1;
  if (const base::Json* otherwise = arguments.Find("default")) {
    default_index = static_cast<int64_t>(targets.size());
    targets.push_back(otherwise);
  }
  bool complete = !domain.labels.empty();
  for (const std::string& label : domain.labels) complete = complete && index_of.contains(label);
  if (default_index < 0 && !complete && !context.nullable()) {
    context.Error("null-not-allowed", map,
                  "values that the map lacks become null, but the column is not nullable",
                  {.expected = "a 'default'"});
    ok = false;
  }
  VectorPtr values = ReadLiterals(targets, context.type(), context.diagnostics());
  if (values == nullptr || !ok) return std::nullopt;
  BoundModifier bound;
  bound.type = context.type();
  bound.domain = LiteralDomain(*values, context.type(), {});
  bound.domain.nulls |= domain.nulls || (default_index < 0 && !complete);
  bound.kernel =
      std::make_unique<MapValues>(type, std::move(values), std::move(index_of), default_index);
  return bound;
}

}  // namespace

const ModifierInfo& MapValuesInfo() {
  static const ModifierInfo info{
      {.id = "map_values",
       .summary = "Replaces values by others",
       .details = "Keys are the texts of the values. What the map lacks becomes `default`, or null "
                  "without one.",
       .parameters = {{"map",
                       ParameterType::kObject,
                       "From value to value.",
                       true,
                       "",
                       {},
                       {},
                       {},
                       R"json({"type": "object", "minProperties": 1})json"},
                      {"default", ParameterType::kAny, "For values that the map lacks.", false,
                       "null"}},
       .example = R"json([{"name": "weekday", "type": "string", "nullable": false, "generator":
            {"choice": {"choices": ["Mo", "Tu", "Sa", "Su"]}},
           "modifiers": [{"transform": "map_values", "args": {"map": {"Sa": "weekend",
             "Su": "weekend"}, "default": "workday"}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::modifiers
