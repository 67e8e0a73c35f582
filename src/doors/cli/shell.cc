#include "doors/cli/shell.h"

#include <algorithm>

#include "doors/cli/presentation.h"

namespace datagen::cli {

using commands::Input;
using commands::InputType;

Offer OfferOf(const Input& input) {
  if (!input.choices.empty() || !input.suggestions.empty()) return Offer::kWords;
  if (input.type == InputType::kFile || input.type == InputType::kOutputFile) return Offer::kFiles;
  const bool folder = input.type == InputType::kFolder || input.type == InputType::kOutputFolder ||
                      input.type == InputType::kData;
  return folder ? Offer::kFolders : Offer::kNothing;
}

std::vector<std::string> WordsOf(const Input& input) {
  std::vector<std::string> words = input.choices.empty() ? input.suggestions : input.choices;
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

std::vector<Input> OptionsEverywhere() {
  commands::InputList everywhere;
  Presentation presentation;
  DeclarePresentation(&everywhere, &presentation);
  std::vector<Input> options;
  options.reserve(everywhere.all().size());
  for (const auto& bound : everywhere.all()) options.push_back(bound.input);
  return options;
}

Offered OfferedBy(const commands::Command& command) {
  Offered offered;
  const auto call = command.prepare();
  for (const auto& bound : call->inputs().all()) {
    (bound.input.positional ? offered.places : offered.options).push_back(bound.input);
  }
  for (Input& input : OptionsEverywhere()) offered.options.push_back(std::move(input));
  return offered;
}

std::string Quoted(const std::string& text, const std::string& quote) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? quote : std::string(1, c);
  return quoted + "'";
}

}  // namespace datagen::cli
