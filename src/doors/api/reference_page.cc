// The reference page of the language, all of it derived from the registry and the objects of the
// spec.
#include <fmt/format.h>

#include <cctype>

#include "datagen/datagen.h"
#include "doors/api/key_examples.h"
#include "functions/expression/expression.h"
#include "functions/kernel/parameter_form.h"
#include "functions/kernel/value_type.h"
#include "language/registry/function_list.h"
#include "language/spec/objects.h"
#include "language/spec/rule.h"
#include "making/sinks/sink.h"

namespace datagen {
namespace {

using base::Json;
using kernel::FunctionInfo;
using kernel::Parameter;

// A text with `|` in it would be two cells of a table.
std::string Cell(const std::string& text) {
  std::string cell;
  for (const char c : text) cell += c == '|' ? std::string("\\|") : std::string(1, c);
  return cell;
}

// "#a-node-table": where GitHub and others take a heading to be.
std::string Anchor(const std::string& title) {
  std::string anchor = "#";
  for (const char c : title) {
    if (c == ' ') anchor += '-';
    if (c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0) {
      anchor += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return anchor;
}

// What an object of the language is called, with a link to its table.
std::string LinkedName(std::string_view definition, bool many) {
  if (const spec::ObjectInfo* object = spec::FindObject(definition)) {
    return fmt::format("[{}]({})", many ? object->many : object->one, Anchor(object->title));
  }
  const std::string title = definition == "rule"     ? "rules"
                            : definition == "fanout" ? "fan-outs"
                                                     : std::string(definition) + "s";
  return fmt::format("[{}{}](#{})", definition == "fanout" ? "fan-out" : definition,
                     many ? "s" : "", title);
}

std::string ParameterTable(const std::vector<Parameter>& parameters, const Json& example) {
  if (parameters.empty()) return "";
  std::string table = "\n| key | value | default | meaning | example |\n|---|---|---|---|---|\n";
  for (const Parameter& parameter : parameters) {
    const std::string shown = api::ExampleOf(example, parameter.name);
    table += fmt::format("| `{}` | {} | {} | {} | {} |\n", parameter.name,
                         Cell(kernel::FormText(parameter, LinkedName)),
                         parameter.required               ? "required"
                         : parameter.default_text.empty() ? ""
                                                          : "`" + parameter.default_text + "`",
                         Cell(parameter.doc), shown.empty() ? "" : "`" + Cell(shown) + "`");
  }
  return table;
}

// What a function is given in its own example, then in those of the others; then what others of its
// kind are given, for the keys that all of a kind have.
Json ExamplesOf(const registry::Entry& entry) {
  Json given = Json::Array();
  const auto add = [&](const registry::Entry& from, const registry::Entry& of) {
    for (const std::string* text : {&from.function->example, &from.function->second_example}) {
      if (!text->empty()) given.Push(api::ArgumentsIn(api::ParseOwn(*text), of));
    }
  };
  add(entry, entry);
  for (const registry::Entry& other : registry::Entries()) add(other, entry);
  for (const registry::Entry& other : registry::Entries()) {
    if (other.kind == entry.kind && entry.kind == "fanout") add(other, other);
  }
  return given;
}

void AppendSection(std::string* page, std::string_view kind, std::string_view title,
                   std::string_view intro) {
  *page += fmt::format("\n## {}\n\n{}\n", title, intro);
  for (const registry::Entry& entry : registry::Entries()) {
    if (entry.kind != kind) continue;
    const FunctionInfo& function = *entry.function;
    *page += fmt::format("\n### {} `{}`\n\n{}.\n", kind, function.id, function.summary);
    *page += ParameterTable(entry.parameters, ExamplesOf(entry));
    if (!function.details.empty()) *page += "\n" + function.details + "\n";
    for (const std::string* text : {&function.example, &function.second_example}) {
      if (text->empty()) continue;
      *page += fmt::format("\n```json\n{}\n```\n", api::ParseOwn(*text).PrintPretty());
    }
  }
}

// What stands below the table of an object.
std::string_view NoteOf(std::string_view definition) {
  if (definition == "column") {
    return "\nThe order within a cell: generator → modifiers in listed order → the generator's "
           "clamp "
           "again → null mask → cast to the type. Fractions round half to even; a number that does "
           "not "
           "fit its type is an error where the plan knows the bounds, else a "
           "drawn number becomes the nearest that fits and is counted in the metadata, and one "
           "that "
           "follows from other values (an expression, an aggregate, a lookup) ends the run, and "
           "nothing "
           "wrong is left. A column whose generator or modifiers can give nulls by themselves (a "
           "lookup into the own table, `after` a nullable column, an expression that reads one or "
           "divides) has no others: its `null_rate` is 0 unless it names one.\n";
  }
  if (definition == "constraints") {
    return "\nA single-column primary key, and a single column under `constraints.unique`, is made "
           "unique by construction where its generator can (as `unique: true` demands); where it "
           "can't, "
           "a warning says so.\n";
  }
  return "";
}

// The objects of a spec, the order within a cell, the rules.
void AppendObjects(std::string* page) {
  for (const spec::ObjectInfo& object : spec::Objects()) {
    *page += fmt::format("\n### {}\n{}{}", object.title,
                         ParameterTable(*object.shape, api::ParseOwn(object.example)),
                         NoteOf(object.definition));
  }
  *page +=
      "\n### rules\n\n`\"rules\": [{\"rule\": ID, \"table\": T, …}]`: claims that `constraints` "
      "has no form for. Generators hold them by construction as said below; `datagen validate` "
      "checks "
      "them in any case.\n";
  for (const spec::RuleInfo* rule : spec::RuleInfos()) {
    *page +=
        fmt::format("\n#### rule `{}`\n\n{}. Held by {}.\n{}", rule->id, rule->summary,
                    rule->held_by, ParameterTable(rule->parameters, api::ParseOwn(rule->example)));
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

void AppendVersions(std::string* page) {
  *page +=
      "\n## Versions\n\nWhat is not named here has one version.\n\n"
      "| function | version | since | what it has changed |\n|---|---|---|---|\n";
  for (const registry::Entry& entry : registry::Entries()) {
    const kernel::FunctionInfo& function = *entry.function;
    for (size_t i = 0; i < function.changes.size(); ++i) {
      const kernel::Change& change = function.changes[i];
      *page += fmt::format("| {} `{}` | {} | {} | {} |\n", entry.kind, function.id, i + 2,
                           change.since, change.what);
    }
  }
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

std::string ReferencePage() {
  std::string page =
      "# Language reference\n\n"
      "<!-- Derived from the registry by `build/bin/datagen functions --markdown`; "
      "tests/test_documents.py keeps it so. -->\n\n"
      "A spec is one JSON object. Unknown keys are errors. Every function below has a runnable "
      "example: `build/bin/datagen functions --example \"generator choice\" > spec.json` prints it "
      "as a whole spec.\n\n"
      "A function's id may carry a version (`choice@1`). The same version and seed give the same "
      "values for good: a bare id has the draws of version 1 for ever, and with them what later "
      "versions have put right, in the [cases that they name](#versions) and no others. A document "
      "that names an older version is read as well, but in such a case, where it asked for values "
      "that are no longer made, it is refused; naming the newest version takes those of "
      "today.\n\n## The spec\n";
  AppendObjects(&page);
  AppendFunctions(&page);
  AppendVersions(&page);
  AppendFormats(&page);
  return page;
}

}  // namespace datagen
