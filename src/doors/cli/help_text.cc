#include "doors/cli/help_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "doors/cli/presentation.h"
#include "doors/cli/synopsis.h"

namespace datagen::cli {
namespace {

using commands::Command;

constexpr int kNameWidthMax = 26;

// In characters: the continuation bytes of UTF-8 are none.
int Width(const std::string& text) {
  return static_cast<int>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// Words on lines of at most `columns`; every line after the first starts with `indent` blanks, and
// the first is taken to be `used` long.
std::string Wrapped(const std::string& text, int indent, int used, int columns) {
  std::istringstream words(text);
  std::string result;
  std::string word;
  int at = used;
  bool first = true;
  while (words >> word) {
    const int needed = Width(word) + (first ? 0 : 1);
    if (!first && at + needed > columns) {
      result += "\n" + std::string(static_cast<size_t>(indent), ' ') + word;
      at = indent + Width(word);
    } else {
      result += (first ? "" : " ") + word;
      at += needed;
    }
    first = false;
  }
  return result;
}

using Rows = std::vector<std::pair<std::string, std::string>>;

// Names on the left, what they are on the right.
std::string TwoColumns(const Rows& rows, int columns, int width_max = kNameWidthMax) {
  int width = 0;
  for (const auto& [name, text] : rows) {
    if (Width(name) <= width_max) width = std::max(width, Width(name));
  }
  std::string result;
  const int indent = width + 4;
  for (const auto& [name, text] : rows) {
    result += "  " + name;
    const bool fits = Width(name) <= width;
    if (!text.empty()) {
      result += fits ? std::string(static_cast<size_t>(indent - 2 - Width(name)), ' ')
                     : "\n" + std::string(static_cast<size_t>(indent), ' ');
      result += Wrapped(text, indent, indent, columns);
    }
    result += "\n";
  }
  return result;
}

Rows RowsOf(const std::vector<commands::Input>& inputs) {
  Rows rows;
  rows.reserve(inputs.size());
  const bool letters = std::any_of(inputs.begin(), inputs.end(),
                                   [](const auto& input) { return input.letter != 0; });
  for (const commands::Input& input : inputs) {
    const bool apart = letters && input.letter == 0 && !input.positional;
    rows.emplace_back((apart ? "    " : "") + Synopsis(input), Described(input));
  }
  return rows;
}

// Of positional inputs on a line each, options under their headings.
std::string InputsText(const commands::InputList& inputs, int columns) {
  std::string text;
  for (const InputGroup& group : GroupsOf(inputs)) {
    std::vector<commands::Input> places;
    std::vector<commands::Input> options;
    for (const commands::Input& input : group.inputs) {
      (input.positional ? places : options).push_back(input);
    }
    if (!places.empty()) text += "\n" + TwoColumns(RowsOf(places), columns);
    if (options.empty()) continue;
    text += "\n" + (group.heading.empty() ? "Options" : group.heading) + ":\n" +
            TwoColumns(RowsOf(options), columns);
  }
  return text;
}

// What an example does stands beside it where all have the room, else above.
std::string ExamplesText(const Command& command, int columns) {
  std::string text = command.examples.empty() ? "" : "\nExamples:\n";
  int width = 0;
  int doc_width = 0;
  for (const auto& example : command.examples) {
    width = std::max(width, Width(ExampleLine(command, example)));
    doc_width = std::max(doc_width, Width(example.doc));
  }
  const bool beside = width + doc_width + 4 <= columns;
  for (const auto& example : command.examples) {
    const std::string line = ExampleLine(command, example);
    if (example.doc.empty()) {
      text += "  " + line + "\n";
    } else if (beside) {
      text += "  " + line + std::string(static_cast<size_t>(width - Width(line) + 2), ' ') +
              example.doc + "\n";
    } else {
      text += "  # " + example.doc + "\n  " + line + "\n";
    }
  }
  return text;
}

}  // namespace

std::string OverviewText(int columns) {
  Rows rows;
  rows.reserve(AllCommands().size());
  for (const Command* command : AllCommands()) rows.emplace_back(command->name, command->summary);
  return "datagen makes data from a spec: valid by construction, the same for the same seed.\n\n"
         "Usage: datagen COMMAND [OPTIONS]\n\nCommands:\n" +
         TwoColumns(rows, columns) + "\nOptions:\n" +
         TwoColumns({{"-V, --version", "Print the version"}, {"-h, --help", "Print this help"}},
                    columns) +
         "\nEach command explains itself: datagen generate --help\n";
}

std::string HelpText(const Command& command, int columns) {
  std::string text =
      "Usage: " + UsageLine(command) + "\n\n" + Wrapped(command.summary, 0, 0, columns) + "\n";
  const auto call = command.prepare();
  text += InputsText(call->inputs(), columns);
  commands::InputList everywhere;
  Presentation presentation;
  DeclarePresentation(&everywhere, &presentation);
  text += InputsText(everywhere, columns) + ExamplesText(command, columns);
  if (!command.notes.empty()) text += "\n" + Wrapped(Spoken(command.notes), 0, 0, columns) + "\n";
  Rows codes;
  for (const auto& [code, meaning] : ExitCodes(command)) {
    codes.emplace_back(std::to_string(code), meaning);
  }
  return text + "\nExit codes:\n" + TwoColumns(codes, columns);
}

}  // namespace datagen::cli
