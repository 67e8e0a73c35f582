#include <algorithm>

#include "doors/cli/reference_page.h"
#include "doors/cli/synopsis.h"
#include "doors/commands/table_json.h"

namespace datagen::cli {
namespace {

using base::Json;
using commands::Command;
using commands::Context;
using commands::InputList;

struct Options {
  bool json = false;
  bool markdown = false;
};

void Declare(InputList* inputs, Options* options) {
  inputs->Add({.name = "json", .doc = "Print the table, each command's inputs as a JSON Schema"},
              &options->json);
  inputs->Add({.name = "markdown", .doc = "Print the reference page"}, &options->markdown);
}

// The commands of every door; those that only a command line has say so.
std::string TableText() {
  Json table = Json::Array();
  for (const Command* command : AllCommands()) {
    Json entry = commands::ToJson(*command);
    const auto& everywhere = commands::Commands();
    const bool offered =
        std::find(everywhere.begin(), everywhere.end(), command) != everywhere.end();
    entry.Set("command_line_only", Json::Bool(!offered));
    table.Push(std::move(entry));
  }
  Json document = Json::Object();
  document.Set("commands", std::move(table));
  return document.PrintPretty() + "\n";
}

int Run(const Options& options, Context* context) {
  if (options.json) {
    context->Print(TableText());
  } else if (options.markdown) {
    context->Print(ReferencePageText());
  } else {
    for (const Command* command : AllCommands()) context->Print(command->name + "\n");
  }
  return commands::kSuccess;
}

}  // namespace

const Command& CommandsCommand() {
  static const Command command{.name = "commands",
                               .summary = "List the commands, for programs and pages",
                               .outputs = {"Their names, or all that is known of them"},
                               .examples = {{"what a program asks", {{"json", ""}}}},
                               .prepare = commands::Prepare<Options, Declare, Run>};
  return command;
}

}  // namespace datagen::cli
