#include "proof/validate/composite_model.h"

#include <fmt/format.h>

#include <limits>

#include "proof/validate/time_classes.h"

namespace datagen::validate {
namespace {

using base::Json;
using query::Identifier;

std::string TextOf(const Json& object, const char* key, const std::string& otherwise = "") {
  const Json* found = object.Find(key);
  return found == nullptr ? otherwise : found->text();
}

// The only date or datetime column of a table; "" when there are none or several.
std::string OnlyTime(const spec::Node& node) {
  std::string found;
  for (const spec::Column& column : node.columns) {
    if (column.type.kind != kernel::TypeKind::kDate &&
        column.type.kind != kernel::TypeKind::kDatetime) {
      continue;
    }
    if (!found.empty()) return "";
    found = column.name;
  }
  return found;
}

std::optional<Influence> ReadSeasonality(const Table& table, const Json& json, bool additive,
                                         std::string* why) {
  const std::string time = TextOf(json, "column", OnlyTime(*table.node));
  if (time.empty() || !table.Has(time)) {
    *why = "name the influence's time column: the files have none or several";
    return std::nullopt;
  }
  Influence influence;
  influence.name = TextOf(json, "dimension");
  const std::string name = "t." + Identifier(time);
  std::vector<std::string> labels;
  for (const std::string& label : ClassLabels(influence.name)) {
    labels.push_back(query::Literal(label));
  }
  influence.level =
      fmt::format("[{}][{} + 1]", query::List(labels), ClassSql(influence.name, name));
  if (additive) {
    std::vector<std::string> weights;
    for (const Json& weight : json.Find("weights")->items()) weights.push_back(weight.text());
    influence.factor = fmt::format("CAST([{}][{} + 1] AS DOUBLE)", query::List(weights),
                                   ClassSql(influence.name, name));
  } else {
    influence.factor = WeightSql(*json.Find("weights"), influence.name, name);
  }
  return influence;
}

std::optional<Influence> ReadEffect(const Context& context, const Table& table, const Json& json,
                                    bool additive, std::string* why) {
  const std::string other = TextOf(json, "table");
  const std::string field = TextOf(json, "field", additive ? "delta" : "multiplier");
  std::vector<std::string> needed{field};
  std::vector<std::string> mine;
  std::string condition;
  const auto add = [&](const std::string& part) {
    condition += (condition.empty() ? "" : " AND ") + part;
  };
  if (const Json* on = json.Find("on"); on != nullptr && on->is_object()) {
    for (const base::JsonMember& member : on->members()) {
      mine.push_back(member.key);
      needed.push_back(member.value.text());
      add(fmt::format("e.{} = t.{}", Identifier(member.value.text()), Identifier(member.key)));
    }
  }
  if (const Json* window = json.Find("window"); window != nullptr && window->is_object()) {
    const std::string start = TextOf(*window, "start_col");
    const std::string end = TextOf(*window, "end_col");
    const std::string at = TextOf(*window, "at", OnlyTime(*table.node));
    needed.push_back(start);
    needed.push_back(end);
    mine.push_back(at);
    const Table* events = context.Readable(other, {start, end});
    if (events == nullptr) {
      *why = fmt::format("'{}' lacks {} or {}", other, start, end);
      return std::nullopt;
    }
    // A date as the end includes its whole day; an open end lasts for ever.
    const bool whole_day = events->Find(end)->column->type.kind == kernel::TypeKind::kDate;
    add(fmt::format("CAST(t.{} AS TIMESTAMP) >= CAST(e.{} AS TIMESTAMP)", Identifier(at),
                    Identifier(start)));
    add(fmt::format("(e.{0} IS NULL OR CAST(t.{1} AS TIMESTAMP) < CAST(e.{0} AS TIMESTAMP) + {2})",
                    Identifier(end), Identifier(at),
                    whole_day ? "INTERVAL 1 DAY" : "INTERVAL 1 MICROSECOND"));
  }
  const std::string by = TextOf(json, "by");
  if (!by.empty()) needed.push_back(by);
  if (context.Readable(other, needed) == nullptr || condition.empty() ||
      context.Readable(table.node->id, mine) == nullptr) {
    *why = fmt::format("the files lack a column that joins '{}'", other);
    return std::nullopt;
  }
  const Json* given = json.Find("default");
  const std::string neutral = additive ? "0" : "1";
  const std::string otherwise = given == nullptr ? neutral : given->text();
  Influence influence;
  influence.name = other;
  const std::string from = fmt::format("FROM {} AS e WHERE {}", Identifier(other), condition);
  influence.factor = fmt::format(
      "(SELECT CAST(CASE WHEN count(e.{0}) = 0 THEN {1} ELSE {2}(e.{0}) END AS DOUBLE) {3})",
      Identifier(field), otherwise, additive ? "sum" : "product", from);
  influence.level = by.empty()
                        ? fmt::format("CAST(round({}, 6) AS VARCHAR)", influence.factor)
                        : fmt::format(
                              "(SELECT coalesce(string_agg(DISTINCT CAST(e.{0} AS VARCHAR), '+' "
                              "ORDER BY CAST(e.{0} AS VARCHAR)), '(none)') {1})",
                              Identifier(by), from);
  return influence;
}

}  // namespace

std::optional<CompositeModel> ReadCompositeModel(const Context& context, const Json& target,
                                                 std::string* why) {
  CompositeModel model;
  model.table = TextOf(target, "table");
  model.metric = TextOf(target, "metric");
  model.additive = TextOf(target, "model") == "additive";
  const Table* table = context.Readable(model.table, {model.metric});
  if (table == nullptr) {
    *why = "its table or metric is not in the files";
    return std::nullopt;
  }
  const Json& tolerance = *target.Find("tolerance");
  const auto number = [](const Json& object, const char* key, double otherwise) {
    const Json* found = object.Find(key);
    return found == nullptr ? otherwise : found->AsDouble().value_or(otherwise);
  };
  constexpr double kNone = std::numeric_limits<double>::infinity();
  model.mae = number(tolerance, "mae", kNone);
  model.mape = number(tolerance, "mape", kNone);
  constexpr double kRowsMin = 100;
  model.rows_min = static_cast<int64_t>(number(target, "min_rows", kRowsMin));
  for (const Json& item : target.Find("influences")->items()) {
    const std::string kind = TextOf(item, "kind");
    if (kind == "outliers") {
      model.spike_rate = number(item, "rate", 0);
      model.spikes_drop = TextOf(item, "mode") == "drop";
      continue;
    }
    const auto influence = kind == "seasonality"
                               ? ReadSeasonality(*table, item, model.additive, why)
                               : ReadEffect(context, *table, item, model.additive, why);
    if (!influence) return std::nullopt;
    model.influences.push_back(*influence);
  }
  if (model.influences.empty()) {
    *why = "it names no influence that rows can be told apart by";
    return std::nullopt;
  }
  if (const Json* baseline = target.Find("baseline")) {
    for (const base::JsonMember& member : baseline->members()) {
      model.baseline.emplace_back(member.key, member.value.text());
    }
  }
  return model;
}

}  // namespace datagen::validate
