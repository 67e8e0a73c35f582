#include "language/spec/read_claims.h"

#include <fmt/format.h>

#include "foundation/base/spelling.h"
#include "functions/expression/parser.h"
#include "language/spec/rules.h"
#include "language/spec/shapes.h"

namespace datagen::spec {
namespace {

using base::Diagnostics;
using base::Json;
using base::JsonMember;
using kernel::CheckArguments;

std::string DidYouMean(const std::string& nearest) {
  return nearest.empty() ? "" : fmt::format("did you mean '{}'?", nearest);
}

class ClaimReader {
 public:
  explicit ClaimReader(Diagnostics* diagnostics) : diagnostics_(diagnostics) {}

  void Read(const Json& root, Spec* spec) {
    if (const Json* constraints = root.Find("constraints")) ReadConstraints(*constraints, spec);
    if (const Json* targets = root.Find("targets")) ReadTargets(*targets, *spec);
    if (const Json* rules = root.Find("rules")) ReadRules(*rules, *spec);
  }

 private:
  void Error(const Json& where, std::string message, std::string hint = "") {
    diagnostics_->Error(where, std::move(message), std::move(hint));
  }

  // Whether the columns are there; reports those that are not.
  bool Known(const ColumnList& list, const Spec& spec) {
    const Node* node = spec.Find(list.node);
    if (node == nullptr) {
      std::vector<std::string> ids;
      for (const Node& known : spec.nodes) ids.push_back(known.id);
      Error(*list.where, fmt::format("'{}' is no node", list.node),
            DidYouMean(base::NearestSpelling(list.node, ids)));
      return false;
    }
    bool known = true;
    for (const std::string& column : list.columns) {
      if (node->Find(column) != nullptr) continue;
      std::vector<std::string> names;
      for (const Column& candidate : node->columns) names.push_back(candidate.name);
      Error(*list.where, fmt::format("'{}' is no column of node '{}'", column, list.node),
            DidYouMean(base::NearestSpelling(column, names)));
      known = false;
    }
    return known;
  }

  bool KnownAt(const Json& object, const char* key, const Spec& spec) {
    const Json* json = object.Find(key);
    if (json == nullptr) return true;
    const auto list = ReadColumnList(*json, diagnostics_);
    return list && Known(*list, spec);
  }

  // Calls read(item) for every object of a list whose shape is right.
  template <typename ReadItem>
  void ForEachOf(const Json& constraints, const char* key,
                 const std::vector<kernel::Parameter>& shape, const char* what, ReadItem read) {
    const Json* list = constraints.Find(key);
    if (list == nullptr) return;
    if (!list->is_array()) {
      Error(*list, fmt::format("'{}' is {}: expected a list", key, list->Excerpt()));
      return;
    }
    for (const Json& item : list->items()) {
      if (CheckArguments(item, shape, what, diagnostics_)) read(item);
    }
  }

  void ReadConstraints(const Json& json, Spec* spec) {
    if (!json.is_object()) return;
    CheckArguments(json, ConstraintsShape(), "constraints", diagnostics_);
    if (const Json* unique = json.Find("unique")) {
      if (!unique->is_array()) {
        Error(*unique, fmt::format("'unique' is {}: expected a list", unique->Excerpt()));
      }
      for (const Json& item : unique->items()) {
        const auto list = ReadColumnList(item, diagnostics_);
        if (list && Known(*list, *spec)) spec->unique.push_back(*list);
      }
    }
    ForEachOf(json, "foreign_keys", ForeignKeyShape(), "a foreign key", [&](const Json& item) {
      const auto from = ReadColumnList(*item.Find("from"), diagnostics_);
      const auto to = ReadColumnList(*item.Find("to"), diagnostics_);
      if (!from || !to || !Known(*from, *spec) || !Known(*to, *spec)) return;
      if (from->columns.size() != to->columns.size()) {
        Error(item, fmt::format("{} columns refer to {}: expected as many on both sides",
                                from->columns.size(), to->columns.size()));
        return;
      }
      spec->foreign_keys.push_back({*from, *to});
    });
    ForEachOf(json, "ranges", RangeShape(), "a range", [&](const Json& item) {
      KnownAt(item, "attr", *spec);
      const Json* low = item.Find("min");
      const Json* high = item.Find("max");
      if (low != nullptr && high != nullptr && *high->AsDouble() < *low->AsDouble()) {
        Error(*high, fmt::format("max {} is less than min {}", high->text(), low->text()));
      }
    });
    ForEachOf(json, "inequalities", InequalityShape(), "an inequality", [&](const Json& item) {
      const bool known = KnownAt(item, "left", *spec) && KnownAt(item, "right", *spec);
      if (!known) return;
      const auto left = ReadColumnList(*item.Find("left"), diagnostics_);
      const auto right = ReadColumnList(*item.Find("right"), diagnostics_);
      if (left->node != right->node) {
        Error(item, fmt::format("'{}' and '{}' are in different tables: expected one table",
                                item.Find("left")->text(), item.Find("right")->text()));
      }
    });
    ForEachOf(json, "pattern", PatternShape(), "a pattern",
              [&](const Json& item) { KnownAt(item, "attr", *spec); });
    ForEachOf(json, "enum", EnumShape(), "an enum", [&](const Json& item) {
      KnownAt(item, "attr", *spec);
      KnownAt(item, "enum_ref", *spec);
    });
    for (const Node& node : spec->nodes) {
      for (const Column& column : node.columns) {
        const Json* own = column.where->Find("constraints");
        if (own != nullptr) KnownAt(*own, "enum_ref", *spec);
      }
    }
  }

  void ReadTargets(const Json& json, const Spec& spec) {
    if (!json.is_object()) return;
    CheckArguments(json, TargetsShape(), "targets", diagnostics_);
    const auto each = [&](const char* name, const std::vector<kernel::Parameter>& shape,
                          const char* column_key) {
      const Json* target = json.Find(name);
      if (target == nullptr) return;
      std::vector<const Json*> items;
      if (target->is_array()) {
        for (const Json& item : target->items()) items.push_back(&item);
      } else {
        items.push_back(target);
      }
      for (const Json* item : items) {
        if (!CheckArguments(*item, shape, name, diagnostics_)) continue;
        Known({item->Find("table")->text(), {item->Find(column_key)->text()}, item}, spec);
        const Json* low = item->Find("min");
        const Json* high = item->Find("max");
        if (low != nullptr && high != nullptr && *high->AsDouble() < *low->AsDouble()) {
          Error(*high, fmt::format("max {} is less than min {}", high->text(), low->text()));
        }
        const Json* influences = item->Find("influences");
        if (influences == nullptr) continue;
        for (const Json& influence : influences->items()) {
          ReadInfluence(influence, item->Find("table")->text(), spec);
        }
      }
    };
    each("weekend_share", WeekendShareShape(), "timestamp");
    each("mean_in_range", MeanInRangeShape(), "column");
    each("composite_effect", CompositeEffectShape(), "metric");
  }

  void ReadRules(const Json& list, const Spec& spec) {
    if (!list.is_array()) {
      Error(list, fmt::format("'rules' is {}: expected a list", list.Excerpt()));
      return;
    }
    std::vector<std::string> ids;
    for (const RuleInfo& info : RuleInfos()) ids.push_back(info.id);
    for (const Json& item : list.items()) {
      const Json* name = item.is_object() ? item.Find("rule") : nullptr;
      if (name == nullptr || !name->is_string()) {
        Error(item, fmt::format("a rule needs 'rule': one of {}", base::JoinNames(ids)));
        continue;
      }
      const RuleInfo* info = FindRule(name->text());
      if (info == nullptr) {
        Error(*name,
              fmt::format("unknown rule '{}': expected one of {}", name->text(),
                          base::JoinNames(ids)),
              DidYouMean(base::NearestSpelling(name->text(), ids)));
        continue;
      }
      if (CheckArguments(item, RuleShape(*info), info->id, diagnostics_)) ReadRule(item, spec);
    }
  }

  // The columns and expressions that a rule of the right shape names.
  void ReadRule(const Json& item, const Spec& spec) {
    const std::string& table = item.Find("table")->text();
    if (!Known({table, {}, item.Find("table")}, spec)) return;
    for (const char* key : {"column", "by"}) {
      const Json* column = item.Find(key);
      if (column != nullptr) Known({table, {column->text()}, column}, spec);
    }
    size_t width = 0;
    for (const char* key : {"columns", "on"}) {
      const Json* columns = item.Find(key);
      if (columns == nullptr || !columns->is_array()) continue;
      if (key == std::string_view("columns")) width = columns->items().size();
      for (const Json& column : columns->items()) Known({table, {column.text()}, &column}, spec);
    }
    const Json* values = item.Find("values");
    if (values != nullptr && values->is_array()) {
      for (const Json& row : values->items()) {
        if (row.is_array() && row.items().size() == width) continue;
        Error(row, fmt::format("{} is no combination of {} columns", row.Excerpt(), width));
      }
    }
    if (const Json* step = item.Find("step"); step != nullptr && !(*step->AsDouble() > 0)) {
      Error(*step, fmt::format("step is {}: expected more than 0", step->text()));
    }
    ReadRuleTarget(item, table, width, spec);
  }

  // The other table of a rule, and what is looked for in it.
  void ReadRuleTarget(const Json& item, const std::string& table, size_t width, const Spec& spec) {
    const Json* to = item.Find("to");
    std::string other = table;
    if (to != nullptr && item.Find("rule")->text() == "key_subset") {
      if (!Known({to->text(), {}, to}, spec)) return;
    } else if (to != nullptr) {
      const auto list = ReadColumnList(*to, diagnostics_);
      if (!list || !Known(*list, spec)) return;
      other = list->node;
      const size_t expected = width > 0 ? width : 1;
      if (list->columns.size() != expected) {
        Error(*to, fmt::format("{} columns refer to {}", expected, list->columns.size()));
      }
    }
    const Json* on = item.Find("on");
    if (on != nullptr && on->is_object()) {
      for (const JsonMember& member : on->members()) {
        Known({table, {member.key}, &member.value}, spec);
        Known({other, {member.value.text()}, &member.value}, spec);
      }
    }
    const Json* values = item.Find("values");
    if (values != nullptr && values->is_object()) {
      for (const JsonMember& member : values->members()) {
        if (member.value.is_string()) {
          const auto list = ReadColumnList(member.value, diagnostics_);
          if (list) Known(*list, spec);
        } else if (!member.value.is_array() || member.value.items().size() != 2) {
          Error(member.value, fmt::format("'{}' is {}: expected [low, high]", member.key,
                                          member.value.Excerpt()));
        }
      }
    }
    for (const char* key : {"where", "code"}) {
      const Json* code = item.Find(key);
      expression::ParseError error;
      if (code == nullptr || expression::Parse(code->text(), &error)) continue;
      Error(*code, fmt::format("{}, at character {} of the expression '{}'", error.message,
                               error.at + 1, code->text()));
    }
  }

  // What one of the influences on a metric of `table` needs.
  void ReadInfluence(const Json& json, const std::string& table, const Spec& spec) {
    if (!CheckArguments(json, InfluenceShape(), "an influence", diagnostics_)) return;
    const std::string& kind = json.Find("kind")->text();
    const auto needs = [&](const char* key) {
      if (json.Find(key) != nullptr) return true;
      Error(json, fmt::format("an influence of kind '{}' needs '{}'", kind, key));
      return false;
    };
    if (kind == "outliers") {
      needs("rate");
      return;
    }
    if (kind == "effect") {
      if (!needs("table") || !needs("on")) return;
      const std::string& other = json.Find("table")->text();
      std::vector<std::string> columns;
      for (const JsonMember& member : json.Find("on")->members()) {
        Known({table, {member.key}, &member.value}, spec);
        columns.push_back(member.value.text());
      }
      const Json* field = json.Find("field");
      columns.push_back(field == nullptr ? "multiplier" : field->text());
      if (const Json* by = json.Find("by")) columns.push_back(by->text());
      Known({other, columns, json.Find("table")}, spec);
      return;
    }
    if (!needs("dimension") || !needs("weights")) return;
    const std::string& dimension = json.Find("dimension")->text();
    const size_t expected = dimension == "hour" ? 24 : dimension == "dow" ? 7 : 12;
    kernel::ReadWeights(*json.Find("weights"), expected, dimension + " classes", diagnostics_);
    if (const Json* column = json.Find("column")) Known({table, {column->text()}, column}, spec);
  }

  Diagnostics* diagnostics_;
};

}  // namespace

void ReadClaims(const Json& root, Spec* spec, Diagnostics* diagnostics) {
  ClaimReader(diagnostics).Read(root, spec);
}

}  // namespace datagen::spec
