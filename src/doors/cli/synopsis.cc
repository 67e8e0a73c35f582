#include "doors/cli/synopsis.h"

#include <fmt/format.h>

#include <algorithm>

#include "program_commands.h"  // made by CMake: ListProgramCommands()

namespace datagen::cli {

using commands::Command;
using commands::Input;
using commands::InputType;

const std::vector<const Command*>& AllCommands() {
  static const std::vector<const Command*> all = [] {
    std::vector<const Command*> found = commands::Commands();
    for (const Command* command : ListProgramCommands()) found.push_back(command);
    std::sort(found.begin(), found.end(),
              [](const Command* a, const Command* b) { return a->name < b->name; });
    return found;
  }();
  return all;
}

const Command* FindCommand(const std::string& name) {
  for (const Command* command : AllCommands()) {
    if (command->name == name) return command;
  }
  return nullptr;
}

std::string OptionName(const std::string& input) {
  std::string name = "--" + input;
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

std::string OptionName(const Input& input) {
  return input.positional ? commands::ValueName(input) : OptionName(input.name);
}

std::string Synopsis(const Input& input) {
  std::string text = OptionName(input);
  if (input.positional) return text;
  if (input.letter != 0) text = fmt::format("-{}, {}", input.letter, text);
  if (input.type == InputType::kFlag) return text;
  return text + " " + commands::ValueName(input) + (input.repeated ? "…" : "");
}

std::string Described(const Input& input) {
  std::string text = Spoken(input.doc);
  const bool listed = commands::ValueName(input).find('|') != std::string::npos;
  if (!input.choices.empty() && !listed) {
    text += fmt::format(": {}", fmt::join(input.choices, ", "));
  }
  if (!input.default_text.empty()) text += fmt::format(" (default: {})", input.default_text);
  return text;
}

std::string Spoken(const std::string& text) {
  return commands::SpokenDoc(text, [](const std::string& name) { return OptionName(name); });
}

std::string UsageLine(const Command& command) {
  std::string line = "datagen " + command.name;
  const auto call = command.prepare();
  for (const auto& [input, set] : call->inputs().all()) {
    if (input.positional) {
      const std::string name = commands::ValueName(input);
      line += input.required ? " " + name : " [" + name + "]";
    } else if (input.required) {
      line += " " + Synopsis(input);
    }
  }
  return line + " [OPTIONS]";
}

std::string ExampleLine(const Command& command, const commands::Example& example) {
  std::string line = example.piped_from.empty() ? "" : example.piped_from + " | ";
  line += "datagen " + command.name;
  const auto call = command.prepare();
  std::string last;
  for (const auto& [name, value] : example.inputs) {
    const Input& input = call->inputs().Find(name)->input;
    if (!input.positional && name != last) {
      line += input.letter != 0 ? fmt::format(" -{}", input.letter) : " " + OptionName(input);
    }
    last = input.repeated ? name : "";
    if (input.type == InputType::kFlag) continue;
    line += value.find(' ') == std::string::npos ? " " + value : " \"" + value + "\"";
  }
  return line;
}

std::vector<std::pair<int, std::string>> ExitCodes(const Command& command) {
  std::vector<std::pair<int, std::string>> codes = {{commands::kSuccess, "done"}};
  if (!command.check_failed.empty()) {
    codes.emplace_back(commands::kCheckFailed, Spoken(command.check_failed));
  }
  codes.emplace_back(commands::kUserMistake, "a mistake in what was given; nothing was written");
  codes.emplace_back(commands::kEnvironmentFailed,
                     "a failure of the environment (disk, permission, connection)");
  codes.emplace_back(130, "stopped by Ctrl-C; 143: by SIGTERM");
  return codes;
}

std::vector<InputGroup> GroupsOf(const commands::InputList& inputs) {
  std::vector<InputGroup> groups;
  for (const auto& [input, set] : inputs.all()) {
    auto group = std::find_if(groups.begin(), groups.end(), [&, &wanted = input](const auto& each) {
      return each.heading == wanted.group;
    });
    if (group == groups.end()) group = groups.insert(groups.end(), InputGroup{input.group, {}});
    group->inputs.push_back(input);
  }
  return groups;
}

}  // namespace datagen::cli
