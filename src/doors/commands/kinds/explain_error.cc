#include "datagen/datagen.h"
#include "doors/commands/command.h"

namespace datagen::commands {
namespace {

struct Options {
  std::string code;
  bool markdown = false;
};

void Declare(InputList* inputs, Options* options) {
  inputs->Add({.name = "code",
               .doc = "What stands in brackets behind 'error' or 'warning'",
               .positional = true,
               .value_name = "CODE",
               .suggestions = ErrorCodes()},
              &options->code);
  inputs->Add({.name = "markdown", .doc = "Print the page of all errors"}, &options->markdown);
}

// What a user copies: "error[unknown-key]" and "[unknown-key]:" mean unknown-key.
std::string BareCode(const std::string& text) {
  const size_t begin = text.find('[') + 1;  // 0 where there is none
  return text.substr(begin, text.find(']', begin) - begin);
}

int Run(const Options& options, Context* context) {
  if (options.markdown || options.code.empty()) {
    context->Print(options.markdown ? ErrorReference() : ErrorList());
    return kSuccess;
  }
  const std::string code = BareCode(options.code);
  const std::string page = ErrorPage(code);
  if (page.empty()) {
    const std::string nearest = DidYouMean(code, ErrorCodes());
    return Mistake(
        context, "value-not-listed", "there is no error '" + code + "'",
        {.given = code, .hint = nearest.empty() ? "" : "did you mean '" + nearest + "'?"});
  }
  context->Print(page);
  return kSuccess;
}

}  // namespace

const Command& ExplainErrorCommand() {
  static const Command command{
      .name = "explain-error",
      .summary = "Say what an error means and what to do, or list all errors",
      .outputs = {"The page of an error, Markdown, or the list of all codes"},
      .examples = {{"all codes, a line each", {}},
                   {"what one means, an example, what to do", {{"code", "unknown-key"}}}},
      .prepare = Prepare<Options, Declare, Run>};
  return command;
}

}  // namespace datagen::commands
