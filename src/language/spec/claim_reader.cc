#include "language/spec/claim_reader.h"

#include <fmt/format.h>

#include "foundation/base/plural.h"
#include "language/spec/influence_reader.h"
#include "language/spec/known_names.h"
#include "language/spec/shapes.h"

namespace datagen::spec {
namespace {

using base::Diagnostics;
using base::Json;
using kernel::CheckArguments;
using kernel::Parameter;

std::optional<Number> ReadNumber(const Json* json) {
  if (json == nullptr) return std::nullopt;
  return Number{json->text(), *json->AsDouble()};
}

// Whether min and max of an object are in their order; reports it where they are not.
bool AreLimits(const Json& item, Diagnostics* diagnostics) {
  const auto low = ReadNumber(item.Find("min"));
  const auto high = ReadNumber(item.Find("max"));
  if (!low || !high || high->value >= low->value) return true;
  diagnostics->Error("reversed-range", *item.Find("max"),
                     fmt::format("max {} is less than min {}", high->text, low->text),
                     {.expected = fmt::format("{} or more", low->text)});
  return false;
}

// Calls read(item) for every object of a list whose shape is right.
template <typename ReadItem>
void ForEachOf(const Json& constraints, const char* key, const std::vector<Parameter>& shape,
               const char* what, Diagnostics* diagnostics, ReadItem read) {
  const Json* list = constraints.Find(key);
  if (list == nullptr) return;
  if (!list->is_array()) {
    diagnostics->Error("wrong-json-type", *list, fmt::format("'{}' is {}", key, list->Excerpt()),
                       {.expected = "a list"});
    return;
  }
  for (const Json& item : list->items()) {
    if (CheckArguments(item, shape, what, diagnostics)) read(item);
  }
}

void ReadUnique(const Json& list, KnownNames* names, Spec* spec, Diagnostics* diagnostics) {
  if (!list.is_array()) {
    diagnostics->Error("wrong-json-type", list, fmt::format("'unique' is {}", list.Excerpt()),
                       {.expected = "a list"});
  }
  for (const Json& item : list.items()) {
    auto columns = names->ReadColumns(&item, diagnostics);
    if (columns) spec->constraints.unique.push_back(std::move(*columns));
  }
}

void ReadForeignKey(const Json& item, KnownNames* names, Spec* spec, Diagnostics* diagnostics) {
  auto from = names->ReadColumns(item.Find("from"), diagnostics);
  auto to = names->ReadColumns(item.Find("to"), diagnostics);
  if (!from || !to) return;
  if (from->columns.size() != to->columns.size()) {
    diagnostics->Error(
        "column-count-mismatch", item,
        fmt::format("{} {} to {}", from->columns.size(),
                    base::Plural(from->columns.size(), "column refers", "columns refer"),
                    to->columns.size()),
        {.expected = "as many on both sides"});
    return;
  }
  spec->constraints.foreign_keys.push_back({std::move(*from), std::move(*to)});
}

void ReadInequality(const Json& item, KnownNames* names, Spec* spec, Diagnostics* diagnostics) {
  auto left = names->ReadColumns(item.Find("left"), diagnostics);
  auto right = names->ReadColumns(item.Find("right"), diagnostics);
  if (!left || !right) return;
  if (left->node != right->node) {
    diagnostics->Error("columns-of-two-tables", item,
                       fmt::format("'{}' and '{}' are in different tables",
                                   item.Find("left")->text(), item.Find("right")->text()),
                       {.expected = "one table"});
    return;
  }
  spec->constraints.inequalities.push_back(
      {item, std::move(*left), item.Find("op")->text(), std::move(*right)});
}

// Calls read(item) for a target, or for each of a list of them, whose shape and names are right.
template <typename ReadItem>
void ForEachTarget(const Json& targets, const char* key, const std::vector<Parameter>& shape,
                   const char* column_key, KnownNames* names, Diagnostics* diagnostics,
                   ReadItem read) {
  const Json* target = targets.Find(key);
  if (target == nullptr) return;
  const auto one = [&](const Json& item) {
    if (!CheckArguments(item, shape, key, diagnostics)) return;
    const bool known = names->Check(
        {item.Find("table")->text(), {item.Find(column_key)->text()}, item}, diagnostics);
    if (AreLimits(item, diagnostics) && known) read(item);
  };
  if (!target->is_array()) {
    one(*target);
    return;
  }
  for (const Json& item : target->items()) one(item);
}

CompositeEffect ReadCompositeEffect(const Json& item, KnownNames* names, Diagnostics* diagnostics) {
  const kernel::Arguments arguments(&item);
  CompositeEffect effect{
      item, arguments.String("table"), arguments.String("metric"),
      ReadInfluences(*item.Find("influences"), arguments.String("table"), names, diagnostics)};
  const Json& tolerance = *item.Find("tolerance");
  CheckArguments(tolerance, ToleranceShape(), "tolerance", diagnostics);
  if (const Json* mae = tolerance.Find("mae")) effect.mae = mae->AsDouble();
  if (const Json* mape = tolerance.Find("mape")) effect.mape = mape->AsDouble();
  effect.additive = arguments.String("model") == "additive";
  effect.rows_min = arguments.Integer("min_rows", effect.rows_min);
  if (const Json* baseline = item.Find("baseline")) {
    for (const base::JsonMember& member : baseline->members()) {
      if (!member.value.is_string() && !member.value.is_number()) {
        diagnostics->Error(
            "wrong-json-type", member.value,
            fmt::format("the baseline of '{}' is {}", member.key, member.value.Excerpt()),
            {.expected = "a level as a string"});
      }
      effect.baseline.emplace_back(member.key, member.value.text());
    }
  }
  return effect;
}

}  // namespace

void ReadConstraints(const Json& json, KnownNames* names, Spec* spec, Diagnostics* diagnostics) {
  if (!json.is_object()) return;
  CheckArguments(json, ConstraintsShape(), "constraints", diagnostics);
  Constraints& constraints = spec->constraints;
  if (const Json* unique = json.Find("unique")) ReadUnique(*unique, names, spec, diagnostics);
  ForEachOf(json, "foreign_keys", ForeignKeyShape(), "a foreign key", diagnostics,
            [&](const Json& item) { ReadForeignKey(item, names, spec, diagnostics); });
  ForEachOf(json, "ranges", RangeShape(), "a range", diagnostics, [&](const Json& item) {
    auto column = names->ReadColumns(item.Find("attr"), diagnostics);
    if (!AreLimits(item, diagnostics) || !column) return;
    constraints.ranges.push_back(
        {item, std::move(*column), ReadNumber(item.Find("min")), ReadNumber(item.Find("max"))});
  });
  ForEachOf(json, "inequalities", InequalityShape(), "an inequality", diagnostics,
            [&](const Json& item) { ReadInequality(item, names, spec, diagnostics); });
  ForEachOf(json, "pattern", PatternShape(), "a pattern", diagnostics, [&](const Json& item) {
    auto column = names->ReadColumns(item.Find("attr"), diagnostics);
    if (!column) return;
    constraints.patterns.push_back({item, std::move(*column), item.Find("regex")->text()});
  });
  ForEachOf(json, "enum", EnumShape(), "an enum", diagnostics, [&](const Json& item) {
    auto column = names->ReadColumns(item.Find("attr"), diagnostics);
    auto values_in = names->ReadColumns(item.Find("enum_ref"), diagnostics);
    if (!column) return;
    Enumeration enumeration{item, std::move(*column), {}, std::move(values_in)};
    if (const Json* values = item.Find("values")) enumeration.values = values->items();
    constraints.enumerations.push_back(std::move(enumeration));
  });
}

void ReadTargets(const Json& json, KnownNames* names, Spec* spec, Diagnostics* diagnostics) {
  if (!json.is_object()) return;
  CheckArguments(json, TargetsShape(), "targets", diagnostics);
  Targets& targets = spec->targets;
  ForEachTarget(json, "weekend_share", WeekendShareShape(), "timestamp", names, diagnostics,
                [&](const Json& item) {
                  targets.weekend_shares.push_back(
                      {item, item.Find("table")->text(), item.Find("timestamp")->text(),
                       *ReadNumber(item.Find("min")), *ReadNumber(item.Find("max"))});
                });
  ForEachTarget(
      json, "mean_in_range", MeanInRangeShape(), "column", names, diagnostics,
      [&](const Json& item) {
        targets.means.push_back({item, item.Find("table")->text(), item.Find("column")->text(),
                                 *ReadNumber(item.Find("min")), *ReadNumber(item.Find("max"))});
      });
  ForEachTarget(
      json, "composite_effect", CompositeEffectShape(), "metric", names, diagnostics,
      [&](const Json& item) {
        targets.composite_effects.push_back(ReadCompositeEffect(item, names, diagnostics));
      });
}

}  // namespace datagen::spec
