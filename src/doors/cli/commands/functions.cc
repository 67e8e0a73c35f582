#include <cstdio>
#include <memory>

#include "datagen/create.h"
#include "datagen/datagen.h"
#include "datagen/load.h"
#include "datagen/validate.h"
#include "doors/cli/command.h"

namespace datagen::cli {
namespace {

struct Options {
  std::string name;
  bool markdown = false;
  bool example = false;
  bool names = false;
};

int Run(const Options& options) {
  if (options.markdown) {
    std::fputs(
        (ReferencePage() + "\n" + ValidationReference() + DialectReference() + LoadReference())
            .c_str(),
        stdout);
    return kSuccess;
  }
  if (options.names) {
    for (const std::string& name : FunctionNames()) std::printf("%s\n", name.c_str());
    return kSuccess;
  }
  if (options.name.empty()) {
    std::fputs(FunctionList().c_str(), stdout);
    return kSuccess;
  }
  const std::string text =
      options.example ? FunctionExample(options.name) : FunctionHelp(options.name);
  if (!text.empty()) {
    std::fputs(text.c_str(), stdout);
    return kSuccess;
  }
  std::vector<std::string> ids;
  for (const std::string& name : FunctionNames()) ids.push_back(name.substr(name.find(' ') + 1));
  const std::string nearest = DidYouMean(options.name, ids);
  std::fprintf(stderr, "datagen: there is no function '%s'\n", options.name.c_str());
  if (!nearest.empty()) std::fprintf(stderr, "  hint: did you mean '%s'?\n", nearest.c_str());
  return kUserMistake;
}

}  // namespace

const CommandInfo& FunctionsInfo() {
  static const CommandInfo info{
      "functions", "List the functions of the language, or explain one",
      [](CLI::App* app) -> std::function<int()> {
        auto options = std::make_shared<Options>();
        app->add_option("NAME", options->name, "A function, like choice or \"modifier clamp\"");
        app->add_flag("--example", options->example, "Print a whole spec that shows it");
        app->add_flag("--names", options->names, "Print only kinds and names");
        app->add_flag("--markdown", options->markdown, "Print the reference page");
        app->footer(
            "Examples:\n"
            "  datagen functions\n"
            "  datagen functions choice\n"
            "  datagen functions --example \"relation zipf\" > spec.json");
        return [options] { return Run(*options); };
      }};
  return info;
}

}  // namespace datagen::cli
