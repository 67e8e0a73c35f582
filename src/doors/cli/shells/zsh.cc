#include <fmt/format.h>

#include "doors/cli/shell.h"
#include "doors/cli/synopsis.h"

namespace datagen::cli {
namespace {

using commands::Command;
using commands::Input;

std::string InQuotes(const std::string& text) { return Quoted(text, "'\\''"); }

// Inside a specification of _arguments, brackets and colons end a part.
std::string Escaped(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string Reply(const Input& input) {
  switch (OfferOf(input)) {
    case Offer::kWords:
      return fmt::format("({})", fmt::join(WordsOf(input), " "));
    case Offer::kFiles:
      return "_files";
    case Offer::kFolders:
      return "_files -/";
    case Offer::kNothing:
      return " ";
  }
  return " ";
}

std::string SpecOf(const Input& input) {
  const std::string value = Escaped(commands::ValueName(input)) + ":" + Reply(input);
  if (input.positional) return " " + InQuotes(":" + value);
  const std::string doc = "[" + Escaped(Spoken(input.doc)) + "]";
  const bool flag = input.type == commands::InputType::kFlag;
  const std::string rest = flag ? doc : doc + ":" + value;
  const std::string name = OptionName(input);
  const bool again = input.repeated || input.type == commands::InputType::kSizes;
  if (input.letter == 0) return " " + InQuotes((again ? "*" : "") + name + rest);
  return fmt::format(" '(-{0} {1})'{{-{0},{1}}}{2}", input.letter, name, InQuotes(rest));
}

// A list takes all values that follow: as the words beyond the command's places.
std::string LaterValues(const std::vector<Input>& options) {
  for (const Input& input : options) {
    if (!input.repeated) continue;
    return " " + InQuotes("*:" + Escaped(commands::ValueName(input)) + ":" + Reply(input));
  }
  return "";
}

std::string Script() {
  std::string names;
  std::string cases;
  for (const Command* command : AllCommands()) {
    names += fmt::format("      {}\n", InQuotes(command->name + ":" + Escaped(command->summary)));
    const Offered offered = OfferedBy(*command);
    cases += fmt::format("    {})\n      _arguments -s -S", command->name);
    for (const Input& input : offered.places) cases += SpecOf(input);
    for (const Input& input : offered.options) cases += SpecOf(input);
    cases += LaterValues(offered.options);
    cases += " ;;\n";
  }
  return "#compdef datagen\n# Completion of datagen for zsh: source <(datagen completion zsh)\n"
         "_datagen() {\n  if (( CURRENT == 2 )); then\n    local -a names=(\n" +
         names +
         "    )\n    _describe command names\n    return\n  fi\n  shift words\n  (( CURRENT-- ))\n"
         "  case $words[1] in\n" +
         cases + "  esac\n}\ncompdef _datagen datagen\n";
}

}  // namespace

const Shell& ZshShell() {
  static const Shell shell{"zsh", Script};
  return shell;
}

}  // namespace datagen::cli
