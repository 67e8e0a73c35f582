#include <fmt/format.h>

#include "functions/kernel/binding.h"

namespace datagen::generators {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

// The related row's value comes as an input; nothing is left to do.
class Lookup : public Generator {
 public:
  explicit Lookup(int slot) : slot_(slot) {}
  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override { return cells.inputs[slot_]; }

 private:
  int slot_;
};

// Which relation the arguments ask for; nullopt after a report.
std::optional<RelationUse> FindRelation(BindContext& context, const Arguments& arguments,
                                        const std::string& node) {
  const base::Json& from = *arguments.Find("from");
  const std::string shared_name = arguments.String("row");
  if (arguments.Has("on")) {
    if (arguments.Has("pick") || arguments.Has("row")) {
      context.Error("exclusive-keys", arguments.Where("on"), "'on' finds the row by its key",
                    {.expected = "no 'pick' or 'row'"});
      return std::nullopt;
    }
    const base::Json& on = *arguments.Find("on");
    if (on.members().size() != 1 || !on.members()[0].value.is_string()) {
      context.Error("wrong-json-type", on, fmt::format("'on' is {}", on.Excerpt()),
                    {.expected = "{\"this_key\": \"other_key\"}"});
      return std::nullopt;
    }
    // A key that was itself looked up names the row it came from: read through the same relation.
    const base::JsonMember& keys = on.members()[0];
    const Reference other_key{node, {keys.value.text()}};
    if (const auto same = context.FindLookup(on, keys.key, other_key)) return same;
    return context.UseRelation(from, node, Pick{"on", "", {}}, "", arguments);
  }
  if (node == context.node_name()) {
    if (arguments.Has("pick")) {
      context.Error("key-does-not-apply", arguments.Where("pick"),
                    "a lookup into its own table takes an earlier row", {.expected = "no 'pick'"});
      return std::nullopt;
    }
    if (!context.nullable()) {
      context.Error("null-not-allowed", from,
                    "a lookup into its own table gives null to the first row",
                    {.expected = "a nullable column"});
      return std::nullopt;
    }
    return context.UseRelation(from, node, Pick{"earlier", "", {}}, shared_name, arguments);
  }
  for (const char* key : {"root_rate", "depth_max"}) {
    if (!arguments.Has(key)) continue;
    context.Error("key-does-not-apply", arguments.Where(key),
                  fmt::format("'{}' goes with a lookup into its own table", key));
    return std::nullopt;
  }
  if (node == context.parent_name() && !arguments.Has("pick")) {
    return context.UseRelation(from, node, Pick{"parent", "", {}}, "", arguments);
  }
  if (!arguments.Has("pick") && context.is_grandparent(node)) {
    context.diagnostics()->Warn(
        "unrelated-grandparent", from,
        fmt::format("'{}' takes any row of '{}', not the one of the row's '{}'",
                    context.column_name(), node, context.parent_name()),
        {.hint = fmt::format("look up the column of '{}' that refers to '{}', or write \"pick\": "
                             "\"uniform\" to say that any row will do",
                             context.parent_name(), node)});
  }
  const Pick pick = *ParsePick(arguments.String("pick", "uniform"));  // its form was checked
  return context.UseRelation(arguments.Where("pick"), node, pick, shared_name, arguments);
}

std::optional<BoundGenerator> Bind(BindContext& context, const Arguments& arguments) {
  const base::Json& from = *arguments.Find("from");
  const auto reference = ParseReference(from.text());  // its form was checked
  const auto relation = FindRelation(context, arguments, reference->table);
  if (!relation) return std::nullopt;
  const auto column = context.UseRelated(from, *relation, *reference);
  if (!column) return std::nullopt;
  BoundGenerator bound;
  bound.kernel = std::make_unique<Lookup>(column->slot);
  bound.type = column->type;
  bound.domain = *column->domain;
  bound.domain.nulls = column->nullable || relation->nulls;
  bound.domain.rare_nulls = relation->rare_nulls;
  bound.domain.same_in_parent =
      reference->table == context.parent_name() && !arguments.Has("pick") && !arguments.Has("on");
  bound.copies_slot = column->slot;
  bound.computed = true;
  return bound;
}

}  // namespace

const GeneratorInfo& LookupInfo() {
  static const GeneratorInfo info{
      {.id = "lookup",
       .summary = "Takes a value from a row of another table: foreign keys and carried values",
       .details =
           "From the primary parent (the first of `parents`, with a `fanout`): the parent row's "
           "value. From any other table: a row that `pick` chooses. With `on`: the row whose "
           "`other_key` equals this row's `this_key`. Into its own table: an earlier row (a tree); "
           "the first row and `root_rate` of the others get null. Lookups of one table with the "
           "same `row` name read the same row, so composite keys stay together.",
       .parameters = {{"from", ParameterType::kReference,
                       "The column to read, as \"table.column\".", true, ""},
                      {"on",
                       ParameterType::kObject,
                       "{\"this_key\": \"other_key\"}: the row with that key.",
                       false,
                       "",
                       {},
                       {},
                       {},
                       R"json({"type": "object", "minProperties": 1, "maxProperties": 1,
                "additionalProperties": {"type": "string"}})json"},
                      {"pick", ParameterType::kPick, "How a row is chosen: see the relations.",
                       false, "uniform"},
                      {"row", ParameterType::kString,
                       "A name: lookups with the same name read the same row.", false, ""},
                      {"root_rate",
                       ParameterType::kNumber,
                       "Of a lookup into its own table: the share of rows without a parent.",
                       false,
                       "0.1",
                       {},
                       0.0,
                       1.0},
                      {"depth_max",
                       ParameterType::kInteger,
                       "Of a lookup into its own table: the most rows above a row. A rule "
                       "`hierarchy` with a `depth_max` holds here too.",
                       false,
                       "",
                       {},
                       0.0,
                       1e6}},
       .example = R"json([{"id": "customer", "kind": "entity", "pk": "id", "rows": 500, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
            {"name": "boss_id", "type": "int", "nullable": true,
             "generator": {"lookup": {"from": "customer.id", "root_rate": 0.05}}},
            {"name": "tier", "type": "string", "nullable": false,
             "generator": {"choice": {"choices": ["gold", "silver"]}}}]},
          {"id": "purchase", "kind": "fact", "pk": "id", "parents": ["customer"],
           "fanout": {"distribution": "uniform", "min": 0, "max": 6}, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
            {"name": "customer_id", "type": "int", "nullable": false,
             "generator": {"lookup": {"from": "customer.id"}}},
            {"name": "gift_to", "type": "int", "nullable": true, "null_rate": 0.5,
             "generator": {"lookup": {"from": "customer.id", "pick": "zipf@1.1"}}},
            {"name": "gift_tier", "type": "string", "nullable": true,
             "generator": {"lookup": {"from": "customer.tier", "on": {"gift_to": "id"}}}}]}])json",
       .second_example =
           R"json([{"id": "employee", "kind": "entity", "pk": "id", "rows": 500, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
            {"name": "boss_id", "type": "int", "nullable": true, "generator":
              {"lookup": {"from": "employee.id", "root_rate": 0.01, "depth_max": 4}}}]}])json",
       .changes = {{"2026-11-29",
                    "in a tree whose rule hierarchy has a depth_max, a row whose drawn parent is "
                    "as deep as may be takes that one's parent, where it took the row itself and "
                    "broke the rule"},
                   {"2026-11-30",
                    "a nullable column with modifiers of which nothing says how many are null has "
                    "no other nulls than those of rows without a match, where it had 5 % more",
                    Change::Of::kNulls},
                   WideCasts()}},
      Bind};
  return info;
}

}  // namespace datagen::generators
