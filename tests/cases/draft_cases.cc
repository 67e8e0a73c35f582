// Drafting: `dialect ID`, then a script; what comes out are the tables of the drafted spec, a line
// for the table and one for each column, and what could not be kept.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "cases/case_runner.h"
#include "cases/schema_text.h"
#include "foundation/base/json.h"
#include "inputs/draft/draft.h"
#include "language/spec/printer.h"

namespace datagen::cases {
namespace {

using base::Json;

// The members of an object but for one.
Json Without(const Json& object, std::string_view key) {
  Json rest = Json::Object();
  for (const base::JsonMember& member : object.members()) {
    if (member.key != key) rest.Set(member.key, member.value);
  }
  return rest;
}

std::string PrintNode(const Json& node) {
  std::string text = Without(node, "columns").Print() + "\n";
  for (const Json& column : node.Find("columns")->items()) text += "  " + column.Print() + "\n";
  return text;
}

std::string Run(const std::string& /*file*/, const Case& one) {
  const size_t end = one.input.find('\n');
  const std::string id = one.input.substr(0, end);
  const dialects::Dialect* dialect = dialects::FindDialect(id);
  if (dialect == nullptr) {
    ADD_FAILURE() << "'" << id << "' is no dialect";
    return "";
  }
  const schema::Schema schema = ReadScript(dialect, one.input.substr(end + 1));
  std::vector<schema::Note> notes = schema.notes;
  const auto spec = draft::DraftSpec(schema, {}, &notes);
  if (!spec.ok()) return spec.status().message() + "\n" + PrintNotes(notes);
  const std::string printed = PrintSpec(spec.value());
  base::Diagnostics diagnostics;
  diagnostics.SetSource(printed);
  EXPECT_NE(spec::ReadSpec(printed, &diagnostics), nullptr);
  const auto json = base::ParseJson(printed, &diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << RenderText(diagnostics.List("draft"));
  std::string text;
  for (const Json& node : json->Find("nodes")->items()) text += PrintNode(node);
  const Json* constraints = json->Find("constraints");
  if (constraints != nullptr && !constraints->members().empty()) {
    for (const base::JsonMember& kind : constraints->members()) {
      for (const Json& claim : kind.value.items()) {
        text += fmt::format("{} {}\n", kind.key, claim.Print());
      }
    }
  }
  if (const Json* rules = json->Find("rules"); rules != nullptr) {
    for (const Json& rule : rules->items()) text += fmt::format("rule {}\n", rule.Print());
  }
  return text + PrintNotes(notes);
}

const RunsFolder kFolder("draft", Run);

}  // namespace
}  // namespace datagen::cases
