// Plans as text: `spec PATH` (from the root of the repository) or `example KIND NAME` (the example
// of a function), then what `explain` says, by the library's public functions. Options: `rows TABLE
// N`, `scale X`, `format ID`.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "cases/case_runner.h"
#include "datagen/datagen.h"

namespace datagen::cases {
namespace {

std::string TextOf(const Directive& directive) {
  if (directive.word == "example") return FunctionExample(directive.rest);
  std::ostringstream text;
  text << std::ifstream(std::string(DATAGEN_CASES) + "/../../" + directive.rest).rdbuf();
  return text.str();
}

std::string Run(const std::string& /*file*/, const Case& one) {
  std::string spec;
  PlanOptions options;
  ExplainOptions explain;
  for (const Directive& directive : ParseDirectives(one.input)) {
    std::istringstream rest(directive.rest);
    if (directive.word == "rows") {
      std::string table;
      rest >> table;
      rest >> options.rows[table];
    } else if (directive.word == "scale") {
      rest >> options.scale;
    } else if (directive.word == "format") {
      explain.format = directive.rest;
    } else {
      spec = TextOf(directive);
    }
  }
  EXPECT_FALSE(spec.empty()) << "there is no such spec";
  Report report;
  const auto plan = Plan::Make(spec, "spec.json", options, &report);
  if (plan == nullptr) return RenderText(report.diagnostics);
  std::string text;
  const Outcome outcome = plan->Explain(explain, &text);
  EXPECT_TRUE(outcome.ok()) << outcome.message();
  return text;
}

const RunsFolder kFolder("explain", Run);

}  // namespace
}  // namespace datagen::cases
