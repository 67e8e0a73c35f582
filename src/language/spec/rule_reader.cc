#include "language/spec/rule_reader.h"

#include <fmt/format.h>

#include "foundation/base/plural.h"
#include "foundation/base/spelling.h"
#include "foundation/base/status.h"
#include "functions/kernel/reference.h"
#include "language/spec/known_names.h"

namespace datagen::spec {
namespace {

using base::Diagnostics;
using base::Json;
using base::JsonMember;
using kernel::Parameter;
using kernel::ParameterType;

Number NumberOf(const Json& json) { return {json.text(), *json.AsDouble()}; }

// Reads one rule whose keys and types are checked: names that must be there, expressions.
class RuleReader {
 public:
  RuleReader(const Json& json, const RuleInfo& info, KnownNames* names, Diagnostics* diagnostics)
      : json_(json), names_(names), diagnostics_(diagnostics) {
    rule_.info = &info;
    rule_.where = json;
    rule_.table = json.Find("table")->text();
  }

  std::optional<Rule> Read() {
    if (!Known(rule_.table, {}, *json_.Find("table"))) return std::nullopt;
    for (const Parameter& parameter : rule_.info->parameters) {
      const Json* value = json_.Find(parameter.name);
      if (value == nullptr) continue;
      auto argument = ReadArgument(parameter, *value);
      if (argument) rule_.arguments.emplace_back(parameter.name, std::move(*argument));
    }
    if (!ok_) return std::nullopt;
    CheckWidths();
    if (ok_ && rule_.info->check != nullptr) {
      const size_t errors = diagnostics_->error_count();
      rule_.info->check(rule_, diagnostics_);
      ok_ = diagnostics_->error_count() == errors;
    }
    if (!ok_) return std::nullopt;
    return std::move(rule_);
  }

 private:
  void Error(base::DiagnosticCode code, const base::Place& where, std::string message,
             base::Details details = {}) {
    diagnostics_->Error(code, where, std::move(message), std::move(details));
    ok_ = false;
  }

  bool Known(const std::string& table, const std::vector<std::string>& columns, const Json& where) {
    const bool known = names_->Check({table, columns, where}, diagnostics_);
    ok_ &= known;
    return known;
  }

  std::optional<ColumnList> KnownColumns(const Json& json) {
    auto list = names_->ReadColumns(&json, diagnostics_);
    ok_ &= list.has_value();
    return list;
  }

  std::optional<RuleArgument> ReadArgument(const Parameter& parameter, const Json& value) {
    switch (parameter.type) {
      case ParameterType::kBool:
        return value.boolean();
      case ParameterType::kInteger:
      case ParameterType::kNumber:
        return NumberOf(value);
      case ParameterType::kTable:
        if (!Known(value.text(), {}, value)) return std::nullopt;
        return Names{value.text()};
      case ParameterType::kColumn:
        if (!Known(rule_.table, {value.text()}, value)) return std::nullopt;
        return Names{value.text()};
      case ParameterType::kColumnList:
        return ReadOwnColumns(value);
      case ParameterType::kReference:
        if (auto list = KnownColumns(value)) return std::move(*list);
        return std::nullopt;
      case ParameterType::kColumnPairs:
        return ReadPairs(value);
      case ParameterType::kCode:
        if (auto code = expression::ReadCode(value, diagnostics_)) return std::move(*code);
        ok_ = false;
        return std::nullopt;
      case ParameterType::kRows:
        return ReadRows(value);
      case ParameterType::kLimitsByValue:
        return ReadLimits(value);
      case ParameterType::kReferencesByValue:
        return ReadTargetsOf(value);
      default:
        DATAGEN_CHECK(false);  // a rule's parameter of a type that rules have no form for
    }
  }

  RuleArgument ReadOwnColumns(const Json& value) {
    Names columns;
    for (const Json& item : value.items()) {
      Known(rule_.table, {item.text()}, item);
      columns.push_back(item.text());
    }
    return columns;
  }

  // The right side is a column of the table that `to` names, else of the rule's own.
  RuleArgument ReadPairs(const Json& value) {
    const Json* to = json_.Find("to");
    const auto reference = to == nullptr ? std::nullopt : kernel::ParseReference(to->text());
    const std::string& other = reference ? reference->table : rule_.table;
    ColumnPairs pairs;
    for (const JsonMember& member : value.members()) {
      Known(rule_.table, {member.key}, member.value);
      Known(other, {member.value.text()}, member.value);
      pairs.emplace_back(member.key, member.value.text());
    }
    return pairs;
  }

  static RuleArgument ReadRows(const Json& value) {
    Rows rows;
    for (const Json& row : value.items()) rows.push_back(row.items());
    return rows;
  }

  static RuleArgument ReadLimits(const Json& value) {
    std::vector<Limits> limits;
    for (const JsonMember& member : value.members()) {
      limits.push_back(
          {member.key, NumberOf(member.value.items()[0]), NumberOf(member.value.items()[1])});
    }
    return limits;
  }

  RuleArgument ReadTargetsOf(const Json& value) {
    std::vector<TargetOf> targets;
    for (const JsonMember& member : value.members()) {
      auto column = KnownColumns(member.value);
      if (column) targets.push_back({member.key, std::move(*column)});
    }
    return targets;
  }

  // What goes with the columns must be as many.
  void CheckWidths() {
    const Names* columns = nullptr;
    for (const char* name : {"column", "columns"}) {
      if (json_.Find(name) != nullptr) columns = rule_.Find<Names>(name);
    }
    if (columns == nullptr) return;
    const size_t width = columns->size();
    for (const Parameter& parameter : rule_.info->parameters) {
      const Json* value = json_.Find(parameter.name);
      if (value == nullptr) continue;
      if (parameter.type == ParameterType::kReference) {
        const size_t referred = rule_.Get<ColumnList>(parameter.name).columns.size();
        if (referred != width) {
          Error("column-count-mismatch", *value,
                fmt::format("{} {} to {}", width,
                            base::Plural(width, "column refers", "columns refer"), referred),
                {.given = std::to_string(referred),
                 .expected = fmt::format("{} on both sides", width)});
        }
      } else if (parameter.type == ParameterType::kRows) {
        for (const Json& row : value->items()) {
          if (row.items().size() == width) continue;
          Error("column-count-mismatch", row,
                fmt::format("{} is no combination of {} {}", row.Excerpt(), width,
                            base::Plural(width, "column")),
                {.given = row.Excerpt(),
                 .expected = fmt::format("a list of {} {}", width, base::Plural(width, "value"))});
        }
      }
    }
  }

  const Json& json_;
  KnownNames* names_;
  Diagnostics* diagnostics_;
  Rule rule_;
  bool ok_ = true;
};

}  // namespace

void ReadRules(const Json& list, KnownNames* names, Spec* spec, Diagnostics* diagnostics) {
  if (!list.is_array()) {
    diagnostics->Error("wrong-json-type", list, fmt::format("'rules' is {}", list.Excerpt()),
                       {.expected = "a list"});
    return;
  }
  std::vector<std::string> ids;
  for (const RuleInfo* info : RuleInfos()) ids.push_back(info->id);
  for (const Json& item : list.items()) {
    const Json* name = item.is_object() ? item.Find("rule") : nullptr;
    if (name == nullptr || !name->is_string()) {
      diagnostics->Error("missing-key", item, "a rule needs the key 'rule'",
                         {.expected = "one of " + base::JoinNames(ids)});
      continue;
    }
    const RuleInfo* info = FindRule(name->text());
    if (info == nullptr) {
      diagnostics->Error("unknown-rule", *name, fmt::format("unknown rule '{}'", name->text()),
                         {.expected = fmt::format("one of {}", base::JoinNames(ids)),
                          .hint = base::DidYouMean(name->text(), ids)});
      continue;
    }
    if (!kernel::CheckArguments(item, RuleShape(*info), info->id, diagnostics)) continue;
    auto rule = RuleReader(item, *info, names, diagnostics).Read();
    if (rule) spec->rules.push_back(std::move(*rule));
  }
}

}  // namespace datagen::spec
