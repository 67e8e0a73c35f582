#include <fmt/format.h>

#include "doors/cli/shell.h"
#include "doors/cli/synopsis.h"

namespace datagen::cli {
namespace {

using commands::Command;
using commands::Input;

// How bash is told what a value may be; `$current` is what is there of it.
std::string Reply(const Input& input) {
  switch (OfferOf(input)) {
    case Offer::kWords:
      return fmt::format("_datagen_words {}",
                         Quoted(fmt::format("{}", fmt::join(WordsOf(input), " ")), "'\\''"));
    case Offer::kFiles:
      return "_datagen_paths -f";
    case Offer::kFolders:
      return "_datagen_paths -d";
    case Offer::kNothing:
      return ":";
  }
  return ":";
}

std::string Names(const std::vector<Input>& inputs) {
  std::string names;
  for (const Input& input : inputs) {
    names += (names.empty() ? "" : " ") + OptionName(input);
    if (input.letter != 0) names += fmt::format(" -{}", input.letter);
  }
  return names;
}

std::string CasesOf(const std::string& command, const std::vector<Input>& options) {
  std::string text;
  for (const Input& input : options) {
    if (input.type == commands::InputType::kFlag) continue;
    std::string pattern = command + ":" + OptionName(input);
    if (input.letter != 0) pattern += fmt::format("|{}:-{}", command, input.letter);
    text += fmt::format("    {}) {}; return ;;\n", pattern, Reply(input));
  }
  return text;
}

// Of options that take several values, as a pattern of case; "" when there are none.
std::string Lists(const std::string& command, const std::vector<Input>& options) {
  std::string pattern;
  for (const Input& input : options) {
    if (!input.repeated) continue;
    pattern += fmt::format("{}{}:{}", pattern.empty() ? "" : "|", command, OptionName(input));
    if (input.letter != 0) pattern += fmt::format("|{}:-{}", command, input.letter);
  }
  return pattern;
}

constexpr const char* kHead = R"(# Completion of datagen for bash: source <(datagen completion bash)
_datagen_words() { COMPREPLY=($(compgen -W "$1" -- "$current")); }
_datagen_paths() { compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen "$1" -- "$current"); }
_datagen() {
  local IFS=$' \t\n' current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
  local command= only= i
  COMPREPLY=()
  # bash divides --name=value at the sign
  if [[ $current == = ]]; then current=; elif [[ $previous == = ]]; then
    previous=${COMP_WORDS[COMP_CWORD-2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      --errors|--progress) ((i++)); [[ ${COMP_WORDS[i]} == = ]] && ((i++)) ;;
      -*) ;;
      *) command=${COMP_WORDS[i]}; break ;;
    esac
  done
  for ((i = 1; i < COMP_CWORD; i++)); do
    [[ ${COMP_WORDS[i]} == -- ]] && only=1 previous=
  done
  # A list takes all values up to the next option
  for ((i = COMP_CWORD - 1; i > 0; i--)); do
    [[ ${COMP_WORDS[i]} == -* ]] && break
  done
  case $command:${COMP_WORDS[i]} in
)";

std::string Script() {
  std::string values = CasesOf("", OptionsEverywhere());
  std::string names;
  std::string places;
  std::string all;
  std::string lists;
  for (const Command* command : AllCommands()) {
    const Offered offered = OfferedBy(*command);
    all += (all.empty() ? "" : " ") + command->name;
    values += CasesOf(command->name, offered.options);
    const std::string list = Lists(command->name, offered.options);
    if (!list.empty()) lists += fmt::format("    {}) previous=${{COMP_WORDS[i]}} ;;\n", list);
    names +=
        fmt::format("      {}) _datagen_words '{}' ;;\n", command->name, Names(offered.options));
    if (offered.places.empty()) continue;
    places += fmt::format("      {}) {} ;;\n", command->name, Reply(offered.places[0]));
  }
  return kHead + lists + "  esac\n  case $command:$previous in\n" + values +
         "  esac\n  if [[ $current == -* && ! $only ]]; then\n    case $command in\n" +
         fmt::format("      '') _datagen_words '{} --version -V' ;;\n",
                     Names(OptionsEverywhere())) +
         names + "    esac\n  else\n    case $command in\n" +
         fmt::format("      '') _datagen_words '{}' ;;\n", all) + places +
         "    esac\n  fi\n}\ncomplete -F _datagen datagen\n";
}

}  // namespace

const Shell& BashShell() {
  static const Shell shell{"bash", Script};
  return shell;
}

}  // namespace datagen::cli
