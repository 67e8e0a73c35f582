// How the table of commands reads on a command line: shared by help, manual, pages and completion.
#pragma once

#include <string>
#include <vector>

#include "doors/commands/command.h"

namespace datagen::cli {

// The commands of every door and those of the program alone, by name.
const std::vector<const commands::Command*>& AllCommands();
// nullptr for an unknown name.
const commands::Command* FindCommand(const std::string& name);

// How an input is called: --file-bytes, or SPEC.
std::string OptionName(const std::string& input);
std::string OptionName(const commands::Input& input);
// "-o, --output DIR", "SPEC", "--strict".
std::string Synopsis(const commands::Input& input);
// What it is, the choices and the default.
std::string Described(const commands::Input& input);
// A text of the table, with {inputs} called as here.
std::string Spoken(const std::string& text);
// "datagen generate SPEC [OPTIONS]".
std::string UsageLine(const commands::Command& command);
// "datagen generate spec.json -o small".
std::string ExampleLine(const commands::Command& command, const commands::Example& example);
// "0 done; …", of the exit codes that the command can give.
std::vector<std::pair<int, std::string>> ExitCodes(const commands::Command& command);

// Inputs under their headings, in order: first those without.
struct InputGroup {
  std::string heading;
  std::vector<commands::Input> inputs;
};
std::vector<InputGroup> GroupsOf(const commands::InputList& inputs);

}  // namespace datagen::cli
