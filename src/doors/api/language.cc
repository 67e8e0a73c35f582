// What the library says of the language in lists and for one function, derived from the registry.
#include <fmt/format.h>

#include <algorithm>

#include "datagen/datagen.h"
#include "doors/api/key_examples.h"
#include "doors/api/word_help.h"
#include "functions/expression/expression.h"
#include "functions/kernel/parameter_form.h"
#include "language/registry/function_list.h"
#include "language/spec/objects.h"
#include "language/spec/spec.h"

namespace datagen {
namespace {

using base::Json;
using kernel::FunctionInfo;
using kernel::Parameter;
using registry::Entry;

// What an object of the language is called.
std::string PlainName(std::string_view definition, bool many) {
  const spec::ObjectInfo* object = spec::FindObject(definition);
  if (object != nullptr) return many ? object->many : object->one;
  return std::string(definition) + (many ? "s" : "");
}

// The example as a whole spec.
Json ExampleSpec(const std::string& text) {
  const Json example = api::ParseOwn(text);
  Json spec = api::ParseOwn(R"json({"version": "1.0", "metadata": {"name": "example"},
    "timeframe": {"start": "2024-01-01T00:00:00Z", "end": "2024-03-31T23:59:59Z", "freq": "H"}})json");
  const bool columns_only =
      example.items().empty() || example.items()[0].Find("columns") == nullptr;
  if (columns_only) {
    Json node = api::ParseOwn(
        R"json({"id": "example", "kind": "entity", "pk": "row_id", "rows": 1000})json");
    Json columns = api::ParseOwn(R"json([{"name": "row_id", "type": "int", "nullable": false,
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

}  // namespace

std::string JsonSchema() { return spec::JsonSchema().PrintPretty() + "\n"; }

std::vector<std::string> FunctionNames() {
  std::vector<std::string> names;
  for (const Entry& entry : registry::Entries())
    names.push_back(entry.kind + " " + entry.function->id);
  return names;
}

std::string FunctionList() {
  std::string text;
  std::string kind;
  for (const Entry& entry : registry::Entries()) {
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
  for (const Entry* entry : registry::FindEntries(name)) {
    const FunctionInfo& function = *entry->function;
    text += fmt::format("{}{} {} (version {})\n{}.\n", text.empty() ? "" : "\n", entry->kind,
                        function.id, function.version(), function.summary);
    for (const Parameter& parameter : entry->parameters) {
      const std::string otherwise = parameter.required ? "required"
                                    : parameter.default_text.empty()
                                        ? "optional"
                                        : "default " + parameter.default_text;
      text += fmt::format("  {:<16} {} ({}; {})\n", parameter.name, parameter.doc,
                          kernel::FormText(parameter, PlainName), otherwise);
    }
    if (!function.details.empty()) text += "\n" + function.details + "\n";
    for (size_t i = 0; i < function.changes.size(); ++i) {
      const kernel::Change& change = function.changes[i];
      text += fmt::format("\nversion {}, since {}: {}\n", i + 2, change.since, change.what);
    }
    text += "\nexample:\n" + api::ParseOwn(function.example).PrintPretty() + "\n";
    if (!function.second_example.empty()) {
      text += "\nanother:\n" + api::ParseOwn(function.second_example).PrintPretty() + "\n";
    }
  }
  const std::string word = api::WordHelp(name);
  return text + (text.empty() || word.empty() ? "" : "\n") + word;
}

std::vector<std::string> ExplainedNames() {
  std::vector<std::string> names = api::HelpWords();
  for (const Entry& entry : registry::Entries()) names.push_back(entry.function->id);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::string FunctionExample(std::string_view name) {
  const auto found = registry::FindEntries(name);
  const std::string example = found.empty() ? api::WordExample(name) : found[0]->function->example;
  return example.empty() ? "" : ExampleSpec(example).PrintPretty() + "\n";
}

}  // namespace datagen
