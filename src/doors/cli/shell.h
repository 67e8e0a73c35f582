// A shell that completes the program's command lines: one file in shells/ each; the list is made by
// the build. Its script is derived from the table of commands.
#pragma once

#include <string>
#include <vector>

#include "doors/commands/command.h"

namespace datagen::cli {

struct Shell {
  std::string name;
  std::string (*script)() = nullptr;
};

// What a value of an input may be.
enum class Offer { kNothing, kWords, kFiles, kFolders };
Offer OfferOf(const commands::Input& input);
// The words to offer, each once.
std::vector<std::string> WordsOf(const commands::Input& input);

// Inputs of a command and of every command: positional ones, and options.
struct Offered {
  std::vector<commands::Input> places;
  std::vector<commands::Input> options;
};
Offered OfferedBy(const commands::Command& command);
// The options that may stand before a command.
std::vector<commands::Input> OptionsEverywhere();

// In single quotes, each quote inside written as `quote`.
std::string Quoted(const std::string& text, const std::string& quote);

}  // namespace datagen::cli
