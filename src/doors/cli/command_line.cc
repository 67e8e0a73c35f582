#include "doors/cli/command_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "datagen/datagen.h"
#include "doors/cli/synopsis.h"

namespace datagen::cli {
namespace {

using commands::Input;
using commands::InputType;
using Bound = commands::InputList::Bound;

std::string DidYouMeanHint(const std::string& given, const std::vector<std::string>& names) {
  const std::string nearest = DidYouMean(given, names);
  return nearest.empty() ? "" : "did you mean '" + nearest + "'?";
}

// What other programs call a command.
constexpr std::pair<std::string_view, std::string_view> kForeignCommands[] = {
    {"gen", "generate"},
    {"run", "generate"},
    {"make", "generate"},
    {"build", "generate"},
    {"load", "generate"},
    {"seed", "generate"},
    {"fill", "generate"},
    {"init", "create"},
    {"new", "create"},
    {"import", "create"},
    {"draft", "create"},
    {"check", "validate"},
    {"test", "validate"},
    {"lint", "validate"},
    {"plan", "explain"},
    {"show", "preview"},
    {"head", "preview"},
    {"sample", "preview"},
    {"print", "preview"},
    {"list", "functions"},
    {"docs", "help"},
    {"man", "manual"},
    {"autocomplete", "completion"},
    {"errors", "explain-error"},
};

class Reader {
 public:
  Reader(const std::vector<std::string>& words, CommandLine* line) : words_(words), line_(line) {
    DeclarePresentation(&everywhere_, &line->presentation);
    Offer(everywhere_);
  }

  void Read() {
    bool only_values = false;
    // To the end even after a mistake: how it is told may be said last.
    while (at_ < words_.size()) {
      const std::string& word = words_[at_++];
      if (only_values || word.size() < 2 || word[0] != '-') {
        TakeValue(word);
      } else if (word == "--") {
        only_values = true;
        list_ = nullptr;
      } else {
        TakeOption(word);
      }
    }
    if (!line_->mistake && !line_->presentation.help && line_->call) CheckWhole();
  }

 private:
  void Offer(const commands::InputList& inputs) {
    for (const Bound& bound : inputs.all()) {
      (bound.input.positional ? places_ : options_).push_back(&bound);
    }
  }

  // The first mistake is told.
  void Refuse(base::DiagnosticCode code, std::string mistake, base::Details details = {}) {
    if (line_->mistake) return;
    line_->mistake =
        base::MakeDiagnostic(Severity::kError, code, std::move(mistake), std::move(details));
  }

  void Set(const Bound& bound, const std::string& name, const std::string& value) {
    const Input& input = bound.input;
    const bool whole_or_several = input.repeated || input.type == InputType::kSizes;
    if (std::find(given_.begin(), given_.end(), &bound) != given_.end() && !whole_or_several) {
      return Refuse("invalid-option", fmt::format("{} is given twice", name), {.given = value});
    }
    given_.push_back(&bound);
    if (input.type == InputType::kFile && value == "-" && standard_input_++ > 0) {
      return Refuse("invalid-option", "only one file can be the standard input");
    }
    if (!bound.set(value)) {
      // A URL may hold a password.
      const size_t scheme = value.find("://");
      const std::string shown =
          scheme == std::string::npos ? value : value.substr(0, scheme + 3) + "…";
      Refuse("invalid-option", fmt::format("{} {}", name, shown),
             {.given = shown,
              .expected = commands::Expected(input),
              .hint = DidYouMeanHint(value, input.choices)});
    }
  }

  void TakeValue(const std::string& word) {
    if (line_->command == nullptr) {
      if (!line_->mistake) TakeCommand(word);
      return;
    }
    if (list_ != nullptr) return Set(*list_, OptionName(list_->input), word);
    if (place_ == places_.size()) {
      return Refuse(
          "invalid-option", fmt::format("'{}' is one value too many", word),
          {.given = word,
           .hint = fmt::format("{} takes {}", line_->command->name, UsageLine(*line_->command))});
    }
    const Bound& bound = *places_[place_++];
    Set(bound, OptionName(bound.input), word);
  }

  void TakeCommand(const std::string& word) {
    line_->command = FindCommand(word);
    if (line_->command == nullptr) {
      std::vector<std::string> names;
      for (const commands::Command* command : AllCommands()) names.push_back(command->name);
      return Refuse("unknown-command", fmt::format("there is no command '{}'", word),
                    {.given = word,
                     .expected = fmt::format("one of {}", fmt::join(names, ", ")),
                     .hint = HintForCommand(word, names)});
    }
    line_->call = line_->command->prepare();
    Offer(line_->call->inputs());
  }

  static std::string HintForCommand(const std::string& word,
                                    const std::vector<std::string>& names) {
    for (const auto& [foreign, own] : kForeignCommands) {
      if (foreign == word) return fmt::format("did you mean '{}'?", own);
    }
    for (const auto& [ending, line] : {std::pair(".json", "generate {}"),
                                       {".jsonc", "generate {}"},
                                       {".sql", "create --ddl {}"},
                                       {".ddl", "create --ddl {}"}}) {
      if (word.ends_with(ending)) {
        return fmt::format("a command stands first: datagen {}",
                           fmt::format(fmt::runtime(line), word));
      }
    }
    return DidYouMeanHint(word, names);
  }

  void TakeOption(const std::string& word) {
    list_ = nullptr;
    if (line_->command == nullptr && (word == "--version" || word == "-V")) {
      line_->version = true;
      return;
    }
    const bool is_long = word.starts_with("--");
    const size_t equals = is_long ? word.find('=') : word.size() > 2 ? 2 : std::string::npos;
    const std::string name = word.substr(0, equals);
    const auto found = std::find_if(options_.begin(), options_.end(), [&](const Bound* bound) {
      return is_long ? OptionName(bound->input) == name
                     : bound->input.letter != 0 && bound->input.letter == word[1];
    });
    if (found == options_.end()) return RefuseOption(is_long ? name : word);
    const Bound& bound = **found;
    if (equals != std::string::npos) {
      return Set(bound, name, word.substr(equals + (word[equals] == '=' ? 1 : 0)));
    }
    if (bound.input.type == InputType::kFlag) return Set(bound, name, "true");
    const bool has_value =
        at_ < words_.size() && !(words_[at_].size() > 2 && words_[at_].starts_with("--"));
    if (!has_value) {
      return Refuse("invalid-option", fmt::format("{} has no value", name),
                    {.expected = ExpectedValue(bound.input)});
    }
    Set(bound, name, words_[at_++]);
    if (bound.input.repeated) list_ = &bound;
  }

  static std::string ExpectedValue(const Input& input) {
    const std::string expected = commands::Expected(input);
    return expected == "a value" ? commands::ValueName(input) : expected;
  }

  void RefuseOption(const std::string& name) {
    std::string mistake = fmt::format("there is no option {}", name);
    if (line_->command != nullptr) mistake += " of " + line_->command->name;
    Refuse("unknown-option", mistake, {.given = name, .hint = HintForOption(name)});
  }

  [[nodiscard]] std::string HintForOption(const std::string& name) const {
    for (const Bound* bound : places_) {
      if (OptionName(bound->input.name) != name) continue;
      return fmt::format("{} stands without a name: {}", OptionName(bound->input),
                         UsageLine(*line_->command));
    }
    std::vector<std::string> names;
    for (const Bound* bound : options_) names.push_back(OptionName(bound->input));
    if (line_->command == nullptr) names.emplace_back("--version");
    if (name.starts_with("--")) return DidYouMeanHint(name, names);
    const std::string two_dashes = "-" + name.substr(0, name.find('='));  // for -seed 4
    if (std::find(names.begin(), names.end(), two_dashes) != names.end()) {
      return fmt::format("did you mean '{}'?", two_dashes);
    }
    std::erase_if(names, [&](const std::string& each) { return each[2] != name[1]; });
    return names.empty() || names.size() > 4
               ? ""
               : fmt::format("did you mean '{}'?", fmt::join(names, "' or '"));
  }

  void CheckWhole() {
    for (const auto& bound : line_->call->inputs().all()) {
      const bool given = std::find(given_.begin(), given_.end(), &bound) != given_.end();
      if (bound.input.required && !given) {
        return Refuse("invalid-option", fmt::format("{} is required: {}", OptionName(bound.input),
                                                    Described(bound.input)));
      }
    }
  }

  const std::vector<std::string>& words_;
  size_t at_ = 0;
  CommandLine* line_;
  commands::InputList everywhere_;
  std::vector<const Bound*> options_;
  std::vector<const Bound*> places_;
  size_t place_ = 0;
  std::vector<const Bound*> given_;
  const Bound* list_ = nullptr;  // takes the values that follow
  int standard_input_ = 0;
};

}  // namespace

CommandLine ReadCommandLine(const std::vector<std::string>& words) {
  CommandLine line;
  Reader(words, &line).Read();
  return line;
}

}  // namespace datagen::cli
