#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "foundation/base/calendar.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/cast.h"
#include "functions/kernel/numeric_change.h"

namespace datagen::modifiers {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

constexpr int64_t kEffectRowsMax = 2'000'000;

struct KeyPair {
  ColumnUse local;
  ColumnUse effect;
};

// The window's bounds and the row's time, when the effect is limited in time.
struct Window {
  ColumnUse start;
  ColumnUse end;
  ColumnUse time;
};

int64_t Micros(const Vector& values, int64_t i, const ValueType& type) {
  return values.ints[static_cast<size_t>(i)] *
         (type.kind == TypeKind::kDate ? base::kMicrosPerDay : 1);
}

class Effect : public Modifier {
 public:
  Effect(ValueType type, std::vector<KeyPair> keys, std::optional<Window> window, ColumnUse field,
         bool adds, double otherwise)
      : type_(std::move(type)),
        keys_(std::move(keys)),
        window_(std::move(window)),
        field_(std::move(field)),
        adds_(adds),
        otherwise_(otherwise) {}

  void Prepare(const VectorPtr* inputs) override {
    int64_t saturated = 0;
    const VectorPtr amounts =
        Cast(inputs[field_.slot], field_.type, ValueType::Float(), &saturated);
    std::string key;
    for (int64_t row = 0; row < amounts->length; ++row) {
      if (!amounts->IsValid(row)) continue;
      key.clear();
      bool valid = true;
      for (const KeyPair& pair : keys_) {
        valid = valid && AppendKey(*inputs[pair.effect.slot], row, pair.effect.type, &key);
      }
      Entry entry{INT64_MIN, INT64_MAX, amounts->floats[static_cast<size_t>(row)]};
      if (window_) {
        const Vector& starts = *inputs[window_->start.slot];
        const Vector& ends = *inputs[window_->end.slot];
        // An open end lasts for ever. A date as the end includes its whole day.
        if (starts.IsValid(row)) entry.start = Micros(starts, row, window_->start.type);
        if (ends.IsValid(row)) {
          entry.end = Micros(ends, row, window_->end.type);
          if (window_->end.type.kind == TypeKind::kDate) entry.end += base::kMicrosPerDay - 1;
        }
      }
      if (valid) entries_[key].push_back(entry);
    }
    for (auto& [unused, list] : entries_) {
      std::stable_sort(list.begin(), list.end(),
                       [](const Entry& a, const Entry& b) { return a.start < b.start; });
    }
  }

  [[nodiscard]] VectorPtr Apply(const Cells& cells, VectorPtr values,
                                base::Buffer<uint8_t>* /*beyond_clamp*/) const override {
    auto changed = MutableFloats(std::move(values), type_);
    std::string key;
    for (int64_t i = 0; i < cells.size(); ++i) {
      key.clear();
      bool valid = true;
      for (const KeyPair& pair : keys_) {
        valid = valid && AppendKey(cells.input(pair.local.slot), i, pair.local.type, &key);
      }
      int64_t time = 0;
      if (window_) {
        const Vector& times = cells.input(window_->time.slot);
        valid = valid && times.IsValid(i);
        if (valid) time = Micros(times, i, window_->time.type);
      }
      double amount = adds_ ? 0 : 1;
      bool hit = false;
      const auto found = valid ? entries_.find(key) : entries_.end();
      if (found != entries_.end()) {
        for (const Entry& entry : found->second) {
          if (window_ && entry.start > time) break;
          if (window_ && entry.end < time) continue;
          amount = adds_ ? amount + entry.amount : amount * entry.amount;
          hit = true;
        }
      }
      if (!hit) amount = otherwise_;
      double& value = changed->floats[static_cast<size_t>(i)];
      value = adds_ ? value + amount : value * amount;
    }
    return changed;
  }

 private:
  struct Entry {
    int64_t start;
    int64_t end;
    double amount;
  };

  // False for null, which matches nothing.
  static bool AppendKey(const Vector& values, int64_t i, const ValueType& type, std::string* key) {
    if (!values.IsValid(i)) return false;
    base::Buffer<char> text;
    AppendText(values, i, type, &text);
    key->append(text.data(), text.size());
    key->push_back('\x1f');
    return true;
  }

  ValueType type_;
  std::vector<KeyPair> keys_;
  std::optional<Window> window_;
  ColumnUse field_;
  bool adds_;
  double otherwise_;
  std::unordered_map<std::string, std::vector<Entry>> entries_;
};

bool IsPoint(const ValueType& type) {
  return type.kind == TypeKind::kDate || type.kind == TypeKind::kDatetime;
}

// `on`: {"local column": "effect column", …}
std::optional<std::vector<KeyPair>> BindKeys(BindContext& context, const base::Json& on,
                                             const std::string& table) {
  std::vector<KeyPair> keys;
  bool ok = true;
  for (const base::JsonMember& member : on.members()) {
    if (!member.value.is_string()) {
      context.Error("wrong-json-type", member.value,
                    fmt::format("{} given", member.value.Excerpt()),
                    {.expected = fmt::format("the name of a column of '{}'", table)});
      ok = false;
      continue;
    }
    const auto local = context.UseColumn(member.value, member.key);
    const auto effect =
        context.UseWholeColumn(member.value, {table, {member.value.text()}}, kEffectRowsMax);
    if (!local || !effect) {
      ok = false;
      continue;
    }
    keys.push_back({*local, *effect});
  }
  if (!ok) return std::nullopt;
  return keys;
}

// `window`: {"start_col": …, "end_col": …, "at": …}
std::optional<Window> BindWindow(BindContext& context, const base::Json& json,
                                 const std::string& table) {
  const bool fits = CheckArguments(json,
                                   {{"start_col", ParameterType::kString, "", true, ""},
                                    {"end_col", ParameterType::kString, "", true, ""},
                                    {"at", ParameterType::kString, "", false, ""}},
                                   "window", context.diagnostics());
  if (!fits) return std::nullopt;
  const base::Json& start = *json.Find("start_col");
  const base::Json& end = *json.Find("end_col");
  const auto start_use = context.UseWholeColumn(start, {table, {start.text()}}, kEffectRowsMax);
  const auto end_use = context.UseWholeColumn(end, {table, {end.text()}}, kEffectRowsMax);
  const base::Json* at = json.Find("at");
  const auto time_use =
      context.UseTimeColumn(at != nullptr ? *at : json, at != nullptr ? at->text() : "");
  if (!start_use || !end_use || !time_use) return std::nullopt;
  for (const auto& [use, where] : {std::pair(*start_use, &start), std::pair(*end_use, &end)}) {
    if (IsPoint(use.type)) continue;
    context.Error("wrong-column-type", *where,
                  fmt::format("column {}.{} is {}", table, where->text(), use.type.Name()),
                  {.expected = "a date or datetime"});
    return std::nullopt;
  }
  return Window{*start_use, *end_use, *time_use};
}

std::optional<BoundModifier> Bind(BindContext& context, const Arguments& arguments,
                                  const ValueType& type, const Domain& domain) {
  const std::string table = arguments.String("effect_table");
  bool ok = RequireNumbers(context, arguments.json(), "effect", type);
  const auto keys = BindKeys(context, *arguments.Find("on"), table);
  std::optional<Window> window;
  if (const base::Json* json = arguments.Find("window")) {
    window = BindWindow(context, *json, table);
    ok = ok && window.has_value();
  }
  const base::Json& map = *arguments.Find("map");
  ok = CheckArguments(map,
                      {{"field", ParameterType::kString, "", true, ""},
                       {"op", ParameterType::kWord, "", false, "", {"mul", "add"}},
                       {"default", ParameterType::kNumber, "", false, ""}},
                      "map", context.diagnostics()) &&
       ok;
  if (!ok || !keys) return std::nullopt;
  const base::Json& field_json = *map.Find("field");
  const auto field =
      context.UseWholeColumn(field_json, {table, {field_json.text()}}, kEffectRowsMax);
  if (!field) return std::nullopt;
  if (!field->type.is_numeric()) {
    context.Error("wrong-column-type", field_json,
                  fmt::format("column {}.{} is {}", table, field_json.text(), field->type.Name()),
                  {.expected = "numbers"});
    return std::nullopt;
  }
  const Arguments map_arguments(&map);
  const bool adds = map_arguments.String("op", "mul") == "add";
  BoundModifier bound;
  bound.type = ValueType::Float();
  bound.domain.nulls = domain.nulls;
  bound.kernel = std::make_unique<Effect>(type, *keys, window, *field, adds,
                                          map_arguments.Number("default", adds ? 0 : 1));
  return bound;
}

}  // namespace

const ModifierInfo& EffectInfo() {
  static const ModifierInfo info{
      {.id = "effect",
       .summary = "Scales or shifts numbers by an event table: promotions, outages, weather",
       .details =
           "The rows of `effect_table` whose key columns equal this row's, and whose window (if "
           "given) holds its time, are applied; several multiply (or add up). Rows that no event "
           "hits use `default` (1 for `mul`, 0 for `add`). `window.at` names the row's time where "
           "the table has more than one.",
       .parameters = {{"effect_table", ParameterType::kString, "The table of events.", true, ""},
                      {"on",
                       ParameterType::kObject,
                       "{\"column here\": \"column of the events\"}.",
                       true,
                       "",
                       {},
                       {},
                       {},
                       R"json({"type": "object", "additionalProperties": {"type": "string"}})json"},
                      {"window",
                       ParameterType::kObject,
                       "{\"start_col\", \"end_col\", \"at\"}: when an event lasts.",
                       false,
                       "always",
                       {},
                       {},
                       {},
                       R"json({"type": "object", "additionalProperties": false,
                "required": ["start_col", "end_col"], "properties": {"start_col": {"type": "string"},
                "end_col": {"type": "string"}, "at": {"type": "string"}}})json"},
                      {"map",
                       ParameterType::kObject,
                       "{\"field\", \"op\": \"mul\" | \"add\", \"default\"}: what is applied.",
                       true,
                       "",
                       {},
                       {},
                       {},
                       R"json({"type": "object", "additionalProperties": false,
                "required": ["field"], "properties": {"field": {"type": "string"},
                "op": {"enum": ["mul", "add"]}, "default": {"type": "number"}}})json"}},
       .example = R"json([{"id": "promotion", "kind": "entity", "pk": "id", "rows": 3, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
            {"name": "region", "type": "string", "nullable": false,
             "generator": {"enum_list": {"values": ["north", "south", "west"]}}},
            {"name": "valid_from", "type": "date", "nullable": false,
             "generator": {"choice": {"choices": ["2024-02-01"]}}},
            {"name": "valid_to", "type": "date", "nullable": false, "generator":
             {"after": {"column": "valid_from", "min": 10, "max": 20, "unit": "days"}}},
            {"name": "multiplier", "type": "float", "nullable": false,
             "generator": {"enum_list": {"values": [1.5, 2, 0.5]}}}]},
          {"id": "sale", "kind": "fact", "pk": "id", "rows": 500, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
            {"name": "region", "type": "string", "nullable": false,
             "generator": {"choice": {"choices": ["north", "south", "west", "east"]}}},
            {"name": "at", "type": "datetime", "nullable": false,
             "generator": {"datetime_series": {"within": "timeframe", "freq": "H"}}},
            {"name": "amount", "type": "float", "nullable": false, "generator":
             {"distribution": {"type": "uniform", "params": {"min": 9, "max": 11}}},
             "modifiers": [{"transform": "effect", "args": {"effect_table": "promotion",
               "on": {"region": "region"},
               "window": {"start_col": "valid_from", "end_col": "valid_to"},
               "map": {"field": "multiplier", "op": "mul", "default": 1.0}}}]}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::modifiers
