#include "language/spec/printer.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "language/registry/registry.h"
#include "language/spec/builder.h"

namespace datagen::spec {
namespace {

constexpr const char* kEverything = R"json({
  "version": "1.0", "metadata": {"name": "all", "description": "of the language"},
  "timeframe": {"start": "2024-01-01", "end": "2024-12-31T23:59:59.5Z", "freq": "15min"},
  "seed": 7, "locale": "de_DE",
  "nodes": [
    {"id": "shop", "kind": "entity", "pk": "id", "rows": 20, "table": "main.shops", "columns": [
      {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
      {"name": "odd, `name`", "type": "string(9)", "nullable": true, "null_rate": 0.25,
       "constraints": {"pattern": "^[a-z]+$", "enum": ["a", null, "b"], "enum_ref": "shop.kind"},
       "generator": {"choice": {"weights": [1, 2.50], "choices": ["a", "b"]}}},
      {"name": "kind", "type": "string", "nullable": false, "unique": true, "generator": {"uuid": {}}},
      {"name": "open", "type": "bool", "nullable": true, "null_when": "`odd, ``name``` == null",
       "generator": {"expression": {"code": "id > 3"}}},
      {"name": "tags", "type": "array<int>", "nullable": false, "length": [1, 2], "hidden": true,
       "generator": {"distribution": {"type": "uniform", "params": {"min": 0, "max": 9}}}}],
     "correlations": []},
    {"id": "sale", "kind": "fact", "pk": ["shop_id", "n"], "parents": ["shop"],
     "fanout": {"max": 9, "distribution": "poisson", "lambda": 2}, "columns": [
      {"name": "shop_id", "type": "int", "nullable": false,
       "generator": {"lookup": {"from": "shop.id"}}},
      {"name": "n", "type": "int", "nullable": false, "generator": {"sequence": {"per": "parent"}}},
      {"name": "at", "type": "datetime", "nullable": false, "generator": {"datetime_series": {}}},
      {"name": "price", "type": "decimal(8,2)", "nullable": false, "description": "in euros",
       "generator": {"distribution": {"type": "lognormal", "params": {"mean": 3, "sigma": 1}}},
       "modifiers": [{"transform": "multiply", "args": {"by": 1.10}}]},
      {"name": "cost", "type": "decimal(8,2)", "nullable": false,
       "generator": {"distribution": {"type": "lognormal", "params": {"mean": 2, "sigma": 1}}}}],
     "correlations": [{"columns": ["price", "cost"], "rho": 0.5}]}],
  "constraints": {
    "unique": ["shop.(id, `odd, ``name```)"],
    "foreign_keys": [{"from": "sale.shop_id", "to": "shop.id"}],
    "ranges": [{"attr": "sale.price", "min": 0.10, "max": 1e3}],
    "inequalities": [{"left": "sale.cost", "op": "<=", "right": "sale.price"}],
    "pattern": [{"attr": "shop.kind", "regex": "."}],
    "enum": [{"attr": "sale.n", "values": [1, 2]}, {"attr": "sale.n", "enum_ref": "shop.id"}]},
  "targets": {
    "weekend_share": {"table": "sale", "timestamp": "at", "min": 0.2, "max": 0.4},
    "mean_in_range": [{"table": "sale", "column": "price", "min": 1, "max": 2}],
    "composite_effect": {"table": "sale", "metric": "price", "tolerance": {"mape": 0.1},
      "model": "additive", "min_rows": 9, "baseline": {"dow": "Tue"}, "influences": [
        {"kind": "seasonality", "dimension": "dow", "weights": [1, 1, 1, 1, 1, 2, 2], "column": "at"},
        {"kind": "effect", "table": "shop", "on": {"shop_id": "id"}, "field": "id", "default": 1.0,
         "window": {"start_col": "id", "end_col": "id"}},
        {"kind": "outliers", "rate": 0.01, "mode": "drop"}]}},
  "rules": [
    {"rule": "carry_over", "table": "sale", "column": "n", "to": "shop.id", "on": {"shop_id": "id"}},
    {"rule": "chained_inequality", "table": "sale", "columns": ["cost", "price"], "strict": true},
    {"rule": "column_formula", "table": "sale", "column": "cost", "code": "price / 2"},
    {"rule": "condition", "table": "sale", "code": "cost > 0 or price > 0"},
    {"rule": "denormalised", "table": "sale", "columns": ["n"], "on": ["shop_id"]},
    {"rule": "fixed_combinations", "table": "sale", "columns": ["n", "cost"], "values": [[1, 0.50]]},
    {"rule": "fixed_increments", "table": "sale", "column": "price", "step": 0.05, "start": 1},
    {"rule": "fixed_null_combinations", "table": "shop", "columns": ["open"], "values": [[true]]},
    {"rule": "foreign_key_subset", "table": "sale", "column": "shop_id", "to": "shop.id",
     "where": "`open`"},
    {"rule": "hierarchy", "table": "sale", "column": "n", "depth_max": 4},
    {"rule": "key_subset", "table": "shop", "to": "sale"},
    {"rule": "mixed_scales", "table": "sale", "column": "price", "by": "n",
     "values": {"1": [0, 1.50], "2": [3, 4]}},
    {"rule": "one_hot", "table": "shop", "columns": ["open"]},
    {"rule": "polymorphic", "table": "sale", "column": "n", "by": "cost", "values": {"1": "shop.id"}},
    {"rule": "reference_table", "table": "sale", "columns": ["shop_id"], "to": "shop.id"}],
  "dag": [["shop"], ["sale"]]
})json";

std::unique_ptr<Spec> Read(const std::string& text) {
  base::Diagnostics diagnostics;
  auto spec = ReadSpec(text, &diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << RenderText(diagnostics.List("spec.json"));
  return spec;
}

TEST(PrinterTest, EveryThingOfTheLanguageReadsAsItWasPrinted) {
  const auto spec = Read(kEverything);
  for (const RuleInfo* info : RuleInfos()) {
    const bool shown = std::any_of(spec->rules.begin(), spec->rules.end(),
                                   [&](const Rule& rule) { return rule.info == info; });
    EXPECT_TRUE(shown) << "the text above lacks the rule " << info->id;
  }
  const auto again = Read(PrintSpec(*spec));
  EXPECT_TRUE(*spec == *again) << PrintSpec(*spec);
  EXPECT_EQ(PrintSpec(*spec), PrintSpec(*again));
}

TEST(PrinterTest, SpecsThatSayDifferentThingsAreNotEqual) {
  const std::string text = kEverything;
  const auto spec = Read(text);
  // Each change is of one value; none may be lost in the model.
  const std::pair<const char*, const char*> changes[] = {
      {"\"seed\": 7", "\"seed\": 8"},
      {"0.25", "0.26"},
      {"2.50", "2.51"},
      {"[1, 2], \"hidden\"", "[1, 3], \"hidden\""},
      {"\"max\": 9, \"dist", "\"max\": 8, \"dist"},
      {"1.10", "1.11"},
      {"in euros", "in francs"},
      {"\"rho\": 0.5", "\"rho\": 0.4"},
      {"\"max\": 1e3", "\"max\": 2e3"},
      {"\"op\": \"<=\"", "\"op\": \"<\""},
      {"\"regex\": \".\"", "\"regex\": \"..\""},
      {"0.2, \"max\": 0.4", "0.2, \"max\": 0.3"},
      {"\"default\": 1.0", "\"default\": 1.5"},
      {"\"mode\": \"drop\"", "\"mode\": \"burst\""},
      {"\"strict\": true", "\"strict\": false"},
      {"price / 2", "price / 3"},
      {"[[1, 0.50]]", "[[1, 0.60]]"},
      {"\"depth_max\": 4", "\"depth_max\": 5"},
      {"[0, 1.50]", "[0, 1.60]"},
      {"\"freq\": \"15min\"", "\"freq\": \"30min\""},
      {"main.shops", "main.shop"},
      {"[\"a\", null, \"b\"]", "[\"a\", \"b\"]"},
      {"\"dow\": \"Tue\"", "\"dow\": \"Wed\""},
      {"[\"sale\"]]", "[\"sale\"], []]"}};
  for (const auto& [from, to] : changes) {
    std::string changed = text;
    const size_t at = changed.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    changed.replace(at, std::string(from).size(), to);
    EXPECT_FALSE(*spec == *Read(changed)) << from;
  }
}

TEST(BuilderTest, BuildsWhatReads) {
  Spec built;
  built.name = "odd \"names\"";
  built.timeframe = {0, 86'400'000'000, "D"};
  Node& node = built.nodes.emplace_back();
  node.id = "shop";
  node.pk = {"the id"};
  node.rows = 3;
  node.columns.push_back(MakeColumn("the id", "int", Generator("sequence")));
  node.columns.push_back(MakeColumn(
      "a`b\\\"{", "string",
      Generator("conditional",
                Object({{"on", "the id"},
                        {"cases",
                         Object({{"1", Generator("choice", Object({{"choices", List({"x"})}}))}})},
                        {"default", Generator("uuid")}}))));
  Column& twice = node.columns.emplace_back(MakeColumn("twice", "int", Generator("sequence")));
  twice.generator =
      Generator("expression", Object({{"code", expression::ColumnName("the id") + " * 2"}}));
  built.constraints.unique.push_back({"shop", {"the id", "a`b\\\"{"}, {}});
  base::Diagnostics diagnostics;
  const auto spec = Checked(built, &diagnostics);
  ASSERT_NE(spec, nullptr) << RenderText(diagnostics.List("built"));
  EXPECT_TRUE(*spec == built) << PrintSpec(*spec);
  EXPECT_EQ(spec->Path(spec->nodes[0].columns[1].where), "$.nodes[0].columns[1]");
}

TEST(BuilderTest, SaysWhatIsWrongWithItsPath) {
  Spec built;
  built.name = "wrong";
  built.timeframe = {0, 1, "D"};
  Node& node = built.nodes.emplace_back();
  node.id = "t";
  node.pk = {"nobody"};
  node.columns.push_back(MakeColumn("a", "int", Generator("sequence", Object({{"stpe", 2}}))));
  base::Diagnostics diagnostics;
  EXPECT_EQ(Checked(built, &diagnostics), nullptr);
  ASSERT_EQ(diagnostics.List("").size(), 2U);
  EXPECT_EQ(diagnostics.List("")[0].path, "$.nodes[0].pk");
  EXPECT_EQ(diagnostics.List("")[1].path, "$.nodes[0].columns[0].generator.sequence.stpe");
}

}  // namespace
}  // namespace datagen::spec
