#include "datagen/create.h"
#include "datagen/datagen.h"
#include "datagen/load.h"
#include "datagen/validate.h"
#include "doors/commands/command.h"

namespace datagen::commands {
namespace {

struct Options {
  std::string name;
  bool markdown = false;
  bool example = false;
  bool names = false;
};

void Declare(InputList* inputs, Options* options) {
  inputs->Add(
      {.name = "name",
       .doc = "A function, like choice or \"modifier clamp\"; a method of faker, a topic of "
              "them; a law of distribution; a function of expressions; a rule",
       .positional = true,
       .value_name = "NAME",
       .suggestions = ExplainedNames()},
      &options->name);
  inputs->Add({.name = "example", .doc = "Print a whole spec that shows it"}, &options->example);
  inputs->Add({.name = "names", .doc = "Print only kinds and names"}, &options->names);
  inputs->Add({.name = "markdown", .doc = "Print the reference page"}, &options->markdown);
}

std::string ListOrPage(const Options& options) {
  if (options.markdown) {
    return ReferencePage() + "\n" + ValidationReference() + DialectReference() + LoadReference();
  }
  if (!options.names) return FunctionList();
  std::string names;
  for (const std::string& name : FunctionNames()) names += name + "\n";
  return names;
}

int Run(const Options& options, Context* context) {
  if (options.markdown || options.names || options.name.empty()) {
    context->Print(ListOrPage(options));
    return kSuccess;
  }
  const std::string text =
      options.example ? FunctionExample(options.name) : FunctionHelp(options.name);
  if (text.empty() && !FunctionHelp(options.name).empty()) {
    return Mistake(context, "invalid-option", "'" + options.name + "' has no example of its own",
                   {.given = options.name, .hint = "leave out " + context->NameOf("example")});
  }
  if (text.empty()) {
    const std::string nearest = DidYouMean(options.name, ExplainedNames());
    return Mistake(
        context, "value-not-listed", "there is no function '" + options.name + "'",
        {.given = options.name, .hint = nearest.empty() ? "" : "did you mean '" + nearest + "'?"});
  }
  context->Print(text);
  return kSuccess;
}

}  // namespace

const Command& FunctionsCommand() {
  static const Command command{
      .name = "functions",
      .summary = "List the functions of the language, or explain one",
      .outputs = {"The list, one function with its parameters and an example, or a spec"},
      .examples = {{"all of them, a line each", {}},
                   {"one, with its parameters and an example", {{"name", "choice"}}},
                   {"a spec that shows it", {{"example", ""}, {"name", "relation zipf"}}}},
      .prepare = Prepare<Options, Declare, Run>};
  return command;
}

}  // namespace datagen::commands
