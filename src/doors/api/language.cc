// What the library says about the language, all of it derived from the registry.
#include <fmt/format.h>

#include "datagen/datagen.h"
#include "foundation/base/diagnostic.h"
#include "foundation/base/status.h"
#include "functions/expression/expression.h"
#include "language/registry/registry.h"
#include "language/spec/rule.h"
#include "language/spec/shapes.h"
#include "language/spec/spec.h"
#include "making/sinks/sink.h"

namespace datagen {
namespace {

using base::Json;
using kernel::FunctionInfo;
using kernel::Parameter;

struct Entry {
  std::string kind;
  const FunctionInfo* function;
};

const std::vector<Entry>& Entries() {
  static const auto* entries = [] {
    auto* all = new std::vector<Entry>;
    for (const auto* info : registry::Generators()) all->push_back({"generator", info});
    for (const auto* info : registry::Modifiers()) all->push_back({"modifier", info});
    for (const auto* info : registry::Fanouts()) all->push_back({"fanout", info});
    for (const auto* info : registry::Relations()) all->push_back({"relation", info});
    return all;
  }();
  return *entries;
}

// By id, or by "kind id"; several functions can share an id.
std::vector<const Entry*> FindEntries(std::string_view name) {
  std::vector<const Entry*> found;
  for (const Entry& entry : Entries()) {
    if (name == entry.function->id || name == entry.kind + " " + entry.function->id) {
      found.push_back(&entry);
    }
  }
  return found;
}

std::string TypeText(const Parameter& parameter) {
  switch (parameter.type) {
    case kernel::ParameterType::kInteger:
      return "whole number";
    case kernel::ParameterType::kNumber:
      return "number";
    case kernel::ParameterType::kBool:
      return "true or false";
    case kernel::ParameterType::kString:
      return "string";
    case kernel::ParameterType::kPick:
    case kernel::ParameterType::kWord: {
      if (parameter.words.empty()) return "string";
      std::string words;
      for (const std::string& word : parameter.words) {
        words += (words.empty() ? "" : ", ") + word;
      }
      return words;
    }
    case kernel::ParameterType::kAny:
      return "value";
    case kernel::ParameterType::kAnyList:
      return "list";
    case kernel::ParameterType::kNumberList:
      return "list of numbers";
    case kernel::ParameterType::kIntegerPair:
      return "[low, high], whole";
    case kernel::ParameterType::kNumberPair:
      return "[low, high]";
    case kernel::ParameterType::kColumn:
      return "column";
    case kernel::ParameterType::kReference:
      return "table.column";
    case kernel::ParameterType::kObject:
      return "object";
    case kernel::ParameterType::kGenerator:
      return "generator";
    case kernel::ParameterType::kTable:
      return "table";
    case kernel::ParameterType::kColumnList:
      return "list of columns";
    case kernel::ParameterType::kColumnPairs:
      return "{here: there}";
    case kernel::ParameterType::kCode:
      return "expression";
    case kernel::ParameterType::kRows:
      return "list of lists";
    case kernel::ParameterType::kLimitsByValue:
      return "{value: [low, high]}";
    case kernel::ParameterType::kReferencesByValue:
      return "{value: table.column}";
  }
  return "value";
}

std::vector<Parameter> ParametersOf(const Entry& entry) {
  std::vector<Parameter> parameters = entry.function->parameters;
  if (entry.kind == "fanout") {
    // uniform and zipf name min and max themselves only through the common limits.
    for (const Parameter& limit : registry::FanoutLimits()) parameters.push_back(limit);
  }
  return parameters;
}

Json ParseOwn(const std::string& text) {
  base::Diagnostics diagnostics;
  diagnostics.SetSource(text);
  auto parsed = base::ParseJson(text, &diagnostics);
  DATAGEN_CHECK(parsed.has_value());  // a declaration in our own source
  return *parsed;
}

// The example as a whole spec.
Json ExampleSpec(const Entry& entry) {
  const Json example = ParseOwn(entry.function->example);
  Json spec = ParseOwn(R"json({"version": "1.0", "metadata": {"name": "example"},
    "timeframe": {"start": "2024-01-01T00:00:00Z", "end": "2024-03-31T23:59:59Z", "freq": "H"}})json");
  const bool columns_only =
      example.items().empty() || example.items()[0].Find("columns") == nullptr;
  if (columns_only) {
    Json node =
        ParseOwn(R"json({"id": "example", "kind": "entity", "pk": "row_id", "rows": 1000})json");
    Json columns = ParseOwn(R"json([{"name": "row_id", "type": "int", "nullable": false,
      "generator": {"sequence": {}}}])json");
    for (const Json& column : example.items()) columns.Push(column);
    node.Set("columns", std::move(columns));
    Json nodes = Json::Array();
    nodes.Push(std::move(node));
    spec.Set("nodes", std::move(nodes));
  } else {
    spec.Set("nodes", example);
  }
  spec.Set("constraints", Json::Object());
  return spec;
}

std::string ParameterTable(const std::vector<Parameter>& parameters) {
  if (parameters.empty()) return "";
  std::string table = "\n| key | value | default | meaning |\n|---|---|---|---|\n";
  for (const Parameter& parameter : parameters) {
    table += fmt::format("| `{}` | {} | {} | {} |\n", parameter.name, TypeText(parameter),
                         parameter.required               ? "required"
                         : parameter.default_text.empty() ? ""
                                                          : "`" + parameter.default_text + "`",
                         parameter.doc);
  }
  return table;
}

void AppendSection(std::string* page, std::string_view kind, std::string_view title,
                   std::string_view intro) {
  *page += fmt::format("\n## {}\n\n{}\n", title, intro);
  for (const Entry& entry : Entries()) {
    if (entry.kind != kind) continue;
    const FunctionInfo& function = *entry.function;
    *page += fmt::format("\n### {} `{}`\n\n{}.\n", kind, function.id, function.summary);
    *page += ParameterTable(ParametersOf(entry));
    if (!function.details.empty()) *page += "\n" + function.details + "\n";
    *page += fmt::format("\n```json\n{}\n```\n", ParseOwn(function.example).PrintPretty());
  }
}

void AppendShape(std::string* page, std::string_view title, const std::vector<Parameter>& shape) {
  *page += fmt::format("\n### {}\n{}", title, ParameterTable(shape));
}

// The objects of a spec, the order within a cell, the rules.
void AppendObjects(std::string* page) {
  AppendShape(page, "Top level", spec::SpecShape());
  AppendShape(page, "metadata", spec::MetadataShape());
  AppendShape(page, "timeframe", spec::TimeframeShape());
  AppendShape(page, "A node (table)", spec::NodeShape());
  AppendShape(page, "A column", spec::ColumnShape());
  *page +=
      "\nThe order within a cell: generator → modifiers in listed order → the generator's clamp "
      "again → "
      "null mask → cast to the type. Fractions round half to even; a number that does not fit its "
      "type is an error where the plan knows the bounds, else it becomes the nearest that fits and "
      "is counted in the metadata. A generator that gives nulls by itself (a lookup into the own "
      "table, `after` a nullable column) gets no `null_rate` unless the column names one.\n";
  AppendShape(page, "A modifier", spec::ModifierShape());
  AppendShape(page, "constraints of a column", spec::ColumnConstraintsShape());
  AppendShape(page, "A correlation", spec::CorrelationShape());
  AppendShape(page, "constraints", spec::ConstraintsShape());
  *page +=
      "\nA single-column primary key, and a single column under `constraints.unique`, is made "
      "unique by "
      "construction where its generator can (as `unique: true` demands); where it can't, a warning "
      "says so.\n";
  AppendShape(page, "targets", spec::TargetsShape());
  AppendShape(page, "weekend_share", spec::WeekendShareShape());
  AppendShape(page, "mean_in_range", spec::MeanInRangeShape());
  AppendShape(page, "composite_effect", spec::CompositeEffectShape());
  AppendShape(page, "tolerance of a composite_effect", spec::ToleranceShape());
  AppendShape(page, "influences of a composite_effect", spec::InfluenceShape());
  AppendShape(page, "window of an influence", spec::WindowShape());
  *page +=
      "\n### rules\n\n`\"rules\": [{\"rule\": ID, \"table\": T, …}]`: claims that `constraints` "
      "has "
      "no form for. Generators hold them by construction as said below; `datagen validate` checks "
      "them in any case.\n";
  for (const spec::RuleInfo* rule : spec::RuleInfos()) {
    *page += fmt::format("\n#### rule `{}`\n\n{}. Held by {}.\n{}", rule->id, rule->summary,
                         rule->held_by, ParameterTable(rule->parameters));
  }
}

// Types and functions.
void AppendFunctions(std::string* page) {
  *page += "\n### Types\n\n";
  *page += "`" + kernel::TypeSpellings() +
           "`. `int` is `int64`, `float` is 64-bit; datetimes are UTC with "
           "microseconds; `array<T>` holds `length` elements that the generator makes.\n";
  AppendSection(page, "generator", "Generators",
                "A column has exactly one: `\"generator\": {\"ID\": {…}}`.");
  *page +=
      "\n### Functions of expressions\n\nA column whose name is no plain word stands in backticks, "
      "in expressions (`` `unit price` * 2 ``) and in references (``\"table.`a,b`\"``).\n\n"
      "| function | gives |\n|---|---|\n";
  for (const auto& function : expression::FunctionDocs()) {
    *page += fmt::format("| `{}` | {} |\n", function.signature, function.doc);
  }
  AppendSection(page, "modifier", "Modifiers",
                "`\"modifiers\": [{\"transform\": \"ID\", \"args\": {…}}]`, applied in order.");
  AppendSection(page, "fanout", "Fan-outs",
                "How many rows a fact has for each row of its primary parent: `\"fanout\": "
                "{\"distribution\": \"ID\", …}`.");
  AppendSection(
      page, "relation", "Relations",
      "Which row a `lookup` reads. `uniform`, `zipf@ALPHA`, `unique`, `unique_in_parent`, "
      "`each_once` and `matching@COLUMN` are values of `pick`; the others follow from the lookup's "
      "form.");
}

void AppendFormats(std::string* page) {
  *page += "\n## File formats\n\n| format | compression | |\n|---|---|---|\n";
  for (const sinks::SinkInfo* sink : sinks::Sinks()) {
    std::string compressions;
    for (const std::string& name : sink->compressions) {
      compressions += (compressions.empty() ? "" : ", ") + name;
    }
    *page += fmt::format("| `{}` | {} | {} |\n", sink->id, compressions, sink->summary);
  }
}

}  // namespace

std::string JsonSchema() { return spec::JsonSchema().PrintPretty() + "\n"; }

std::vector<std::string> FunctionNames() {
  std::vector<std::string> names;
  for (const Entry& entry : Entries()) names.push_back(entry.kind + " " + entry.function->id);
  return names;
}

std::string FunctionList() {
  std::string text;
  std::string kind;
  for (const Entry& entry : Entries()) {
    if (entry.kind != kind) {
      kind = entry.kind;
      text += fmt::format("{}{}s\n", text.empty() ? "" : "\n", kind);
    }
    text += fmt::format("  {:<18} {}\n", entry.function->id, entry.function->summary);
  }
  text += "\nfunctions of expressions\n";
  for (const auto& function : expression::FunctionDocs()) {
    text += fmt::format("  {:<28} {}\n", function.signature, function.doc);
  }
  return text;
}

std::string FunctionHelp(std::string_view name) {
  std::string text;
  for (const Entry* entry : FindEntries(name)) {
    const FunctionInfo& function = *entry->function;
    text += fmt::format("{}{} {} (version {})\n{}.\n", text.empty() ? "" : "\n", entry->kind,
                        function.id, function.version, function.summary);
    for (const Parameter& parameter : ParametersOf(*entry)) {
      const std::string otherwise = parameter.required ? "required"
                                    : parameter.default_text.empty()
                                        ? "optional"
                                        : "default " + parameter.default_text;
      text += fmt::format("  {:<16} {} ({}; {})\n", parameter.name, parameter.doc,
                          TypeText(parameter), otherwise);
    }
    if (!function.details.empty()) text += "\n" + function.details + "\n";
    text += "\nexample:\n" + ParseOwn(function.example).PrintPretty() + "\n";
  }
  return text;
}

std::string FunctionExample(std::string_view name) {
  const auto found = FindEntries(name);
  return found.empty() ? "" : ExampleSpec(*found[0]).PrintPretty() + "\n";
}

std::string ReferencePage() {
  std::string page =
      "# Language reference\n\n"
      "<!-- Derived from the registry by `build/bin/datagen functions --markdown`; "
      "tests/test_documents.py keeps it so. -->\n\n"
      "A spec is one JSON object. Unknown keys are errors. Every function below has a runnable "
      "example: `build/bin/datagen functions --example \"generator choice\" > spec.json` prints it "
      "as a whole spec.\n\n"
      "A function's id may carry its version (`choice@1`); a bare id is version 1 for ever. The "
      "same "
      "version and seed give the same values for good.\n\n## The spec\n";
  AppendObjects(&page);
  AppendFunctions(&page);
  AppendFormats(&page);
  return page;
}

}  // namespace datagen
