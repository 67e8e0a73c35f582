#include "language/spec/claim_printer.h"

namespace datagen::spec {

using base::Json;

Json Texts(const std::vector<std::string>& texts) {
  Json list = Json::Array();
  for (const std::string& text : texts) list.Push(Json::String(text));
  return list;
}

namespace {

Json Text(const std::string& text) { return Json::String(text); }
Json NumberJson(const Number& number) { return Json::RawNumber(number.text); }
Json Reference(const ColumnList& list) { return Json::String(list.Print()); }

Json Map(const std::vector<std::pair<std::string, std::string>>& pairs) {
  Json json = Json::Object();
  for (const auto& [key, value] : pairs) json.Set(key, Text(value));
  return json;
}

// Sets `key` to the list of what print gives for each item, unless there are none.
template <typename Item, typename Print>
void SetList(Json* json, const char* key, const std::vector<Item>& items, Print print) {
  if (items.empty()) return;
  Json list = Json::Array();
  for (const Item& item : items) list.Push(print(item));
  json->Set(key, std::move(list));
}

// The same, a single item without a list.
template <typename Item, typename Print>
void SetOneOrMore(Json* json, const char* key, const std::vector<Item>& items, Print print) {
  if (items.size() == 1) {
    json->Set(key, print(items.front()));
  } else {
    SetList(json, key, items, print);
  }
}

void SetLimits(Json* json, const std::optional<Number>& min, const std::optional<Number>& max) {
  if (min) json->Set("min", NumberJson(*min));
  if (max) json->Set("max", NumberJson(*max));
}

Json ForeignKeyJson(const ForeignKey& key) {
  Json json = Json::Object();
  json.Set("from", Reference(key.from));
  json.Set("to", Reference(key.to));
  return json;
}

Json RangeJson(const Range& range) {
  Json json = Json::Object();
  json.Set("attr", Reference(range.column));
  SetLimits(&json, range.min, range.max);
  return json;
}

Json InequalityJson(const Inequality& inequality) {
  Json json = Json::Object();
  json.Set("left", Reference(inequality.left));
  json.Set("op", Text(inequality.op));
  json.Set("right", Reference(inequality.right));
  return json;
}

Json PatternJson(const Pattern& pattern) {
  Json json = Json::Object();
  json.Set("attr", Reference(pattern.column));
  json.Set("regex", Text(pattern.regex));
  return json;
}

Json EnumerationJson(const Enumeration& enumeration) {
  Json json = Json::Object();
  json.Set("attr", Reference(enumeration.column));
  if (enumeration.values) json.Set("values", Json::Array(*enumeration.values));
  if (enumeration.values_in) json.Set("enum_ref", Reference(*enumeration.values_in));
  return json;
}

struct InfluencePrinter {
  Json operator()(const SeasonInfluence& season) const {
    Json json = Json::Object();
    json.Set("kind", Text("seasonality"));
    json.Set("dimension", Text(season.dimension));
    Json weights = Json::Array();
    for (const double weight : season.weights) weights.Push(Json::Number(weight));
    json.Set("weights", std::move(weights));
    if (!season.column.empty()) json.Set("column", Text(season.column));
    return json;
  }
  Json operator()(const EventInfluence& events) const {
    Json json = Json::Object();
    json.Set("kind", Text("effect"));
    json.Set("table", Text(events.table));
    json.Set("on", Map(events.on));
    if (events.window) {
      Json window = Json::Object();
      window.Set("start_col", Text(events.window->start));
      window.Set("end_col", Text(events.window->end));
      if (!events.window->at.empty()) window.Set("at", Text(events.window->at));
      json.Set("window", std::move(window));
    }
    if (!events.field.empty()) json.Set("field", Text(events.field));
    if (!events.by.empty()) json.Set("by", Text(events.by));
    if (events.otherwise) json.Set("default", NumberJson(*events.otherwise));
    return json;
  }
  Json operator()(const SpikeInfluence& spikes) const {
    Json json = Json::Object();
    json.Set("kind", Text("outliers"));
    json.Set("rate", Json::Number(spikes.rate));
    json.Set("mode", Text(spikes.mode));
    return json;
  }
};

Json WeekendShareJson(const WeekendShare& target) {
  Json json = Json::Object();
  json.Set("table", Text(target.table));
  json.Set("timestamp", Text(target.timestamp));
  SetLimits(&json, target.min, target.max);
  return json;
}

Json MeanJson(const MeanInRange& target) {
  Json json = Json::Object();
  json.Set("table", Text(target.table));
  json.Set("column", Text(target.column));
  SetLimits(&json, target.min, target.max);
  return json;
}

Json CompositeEffectJson(const CompositeEffect& effect) {
  Json json = Json::Object();
  json.Set("table", Text(effect.table));
  json.Set("metric", Text(effect.metric));
  SetList(&json, "influences", effect.influences,
          [](const Influence& influence) { return std::visit(InfluencePrinter(), influence); });
  Json tolerance = Json::Object();
  if (effect.mae) tolerance.Set("mae", Json::Number(*effect.mae));
  if (effect.mape) tolerance.Set("mape", Json::Number(*effect.mape));
  json.Set("tolerance", std::move(tolerance));
  json.Set("model", Text(effect.additive ? "additive" : "multiplicative"));
  json.Set("min_rows", Json::Number(effect.rows_min));
  if (!effect.baseline.empty()) json.Set("baseline", Map(effect.baseline));
  return json;
}

// The value of a rule's key; `is_list`: of a parameter that takes a list of names.
struct ArgumentPrinter {
  bool is_list;

  Json operator()(bool value) const { return Json::Bool(value); }
  Json operator()(const Number& value) const { return NumberJson(value); }
  Json operator()(const Names& names) const { return is_list ? Texts(names) : Text(names.front()); }
  Json operator()(const ColumnList& list) const { return Reference(list); }
  Json operator()(const ColumnPairs& pairs) const { return Map(pairs); }
  Json operator()(const expression::Code& code) const { return Text(code.text); }
  Json operator()(const Rows& rows) const {
    Json list = Json::Array();
    for (const Literals& row : rows) list.Push(Json::Array(row));
    return list;
  }
  Json operator()(const std::vector<Limits>& limits) const {
    Json json = Json::Object();
    for (const Limits& item : limits) {
      json.Set(item.of, Json::Array({NumberJson(item.low), NumberJson(item.high)}));
    }
    return json;
  }
  Json operator()(const std::vector<TargetOf>& targets) const {
    Json json = Json::Object();
    for (const TargetOf& target : targets) json.Set(target.value, Reference(target.column));
    return json;
  }
};

}  // namespace

Json ColumnConstraintsJson(const ColumnConstraints& constraints) {
  Json json = Json::Object();
  if (constraints.pattern) json.Set("pattern", Text(*constraints.pattern));
  if (constraints.values) json.Set("enum", Json::Array(*constraints.values));
  if (constraints.values_in) json.Set("enum_ref", Reference(*constraints.values_in));
  return json;
}

Json ConstraintsJson(const Constraints& constraints) {
  Json json = Json::Object();
  SetList(&json, "unique", constraints.unique, Reference);
  SetList(&json, "foreign_keys", constraints.foreign_keys, ForeignKeyJson);
  SetList(&json, "ranges", constraints.ranges, RangeJson);
  SetList(&json, "inequalities", constraints.inequalities, InequalityJson);
  SetList(&json, "pattern", constraints.patterns, PatternJson);
  SetList(&json, "enum", constraints.enumerations, EnumerationJson);
  return json;
}

Json TargetsJson(const Targets& targets) {
  Json json = Json::Object();
  SetOneOrMore(&json, "weekend_share", targets.weekend_shares, WeekendShareJson);
  SetOneOrMore(&json, "mean_in_range", targets.means, MeanJson);
  SetOneOrMore(&json, "composite_effect", targets.composite_effects, CompositeEffectJson);
  return json;
}

Json RuleJson(const Rule& rule) {
  Json json = Json::Object();
  json.Set("rule", Text(rule.info->id));
  json.Set("table", Text(rule.table));
  for (const kernel::Parameter& parameter : rule.info->parameters) {
    for (const auto& [name, argument] : rule.arguments) {
      if (name != parameter.name) continue;
      const bool is_list = parameter.type == kernel::ParameterType::kColumnList;
      json.Set(name, std::visit(ArgumentPrinter{is_list}, argument));
    }
  }
  return json;
}

}  // namespace datagen::spec
