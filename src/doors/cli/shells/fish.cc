#include <fmt/format.h>

#include "doors/cli/shell.h"
#include "doors/cli/synopsis.h"

namespace datagen::cli {
namespace {

using commands::Command;
using commands::Input;

std::string InQuotes(const std::string& text) { return Quoted(text, "\\'"); }

// What a value may be, as arguments of `complete`.
std::string Reply(const Input& input) {
  switch (OfferOf(input)) {
    case Offer::kWords:
      return " -x -a " + InQuotes(fmt::format("{}", fmt::join(WordsOf(input), " ")));
    case Offer::kFiles:
      return " -r -F";
    case Offer::kFolders:
      return " -x -a '(__fish_complete_directories)'";
    case Offer::kNothing:
      return " -x";
  }
  return "";
}

std::string OptionOf(const std::string& when, const Input& input) {
  std::string line = fmt::format("complete -c datagen{} -l {}", when, OptionName(input).substr(2));
  if (input.letter != 0) line += fmt::format(" -s {}", input.letter);
  if (input.type != commands::InputType::kFlag) line += Reply(input);
  return line + " -d " + InQuotes(Spoken(input.doc)) + "\n";
}

// A list takes all values up to the next option.
std::string LaterValues(const std::string& command, const Input& input) {
  std::string names = OptionName(input);
  if (input.letter != 0) names += fmt::format(" -{}", input.letter);
  const std::string reply = OfferOf(input) == Offer::kFiles ? " -F" : Reply(input);
  return fmt::format(
      "complete -c datagen -n '__fish_seen_subcommand_from {}; and __datagen_after {}'{}\n",
      command, names, reply);
}

constexpr const char* kAfter = R"(function __datagen_after
  for word in (commandline -opc)[-1..1]
    if string match -q -- '-*' $word
      contains -- $word $argv
      return
    end
  end
  return 1
end
)";

std::string Script() {
  std::string text =
      "# Completion of datagen for fish: datagen completion fish | source\n"
      "complete -c datagen -f\n"
      "complete -c datagen -n __fish_use_subcommand -l version -s V -d 'Print the version'\n";
  text += kAfter;
  for (const Input& input : OptionsEverywhere()) text += OptionOf("", input);
  for (const Command* command : AllCommands()) {
    text += fmt::format("complete -c datagen -n __fish_use_subcommand -a {} -d {}\n", command->name,
                        InQuotes(command->summary));
    const std::string when = fmt::format(" -n '__fish_seen_subcommand_from {}'", command->name);
    const auto call = command->prepare();
    for (const auto& bound : call->inputs().all()) {
      const Input& input = bound.input;
      text += input.positional ? fmt::format("complete -c datagen{}{}\n", when, Reply(input))
                               : OptionOf(when, input);
      if (input.repeated && !input.positional) text += LaterValues(command->name, input);
    }
  }
  return text;
}

}  // namespace

const Shell& FishShell() {
  static const Shell shell{"fish", Script};
  return shell;
}

}  // namespace datagen::cli
