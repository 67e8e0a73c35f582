#include "doors/cli/reference_page.h"

#include <fmt/format.h>

#include "doors/cli/presentation.h"
#include "doors/cli/synopsis.h"

namespace datagen::cli {
namespace {

using commands::Command;
using commands::Input;

// A cell of a table: a stroke would end it.
std::string Cell(const std::string& text) {
  std::string cell;
  for (const char c : text) cell += c == '|' ? "\\|" : std::string(1, c);
  return cell;
}

std::string TableOf(const commands::InputList& inputs) {
  std::string text;
  for (const InputGroup& group : GroupsOf(inputs)) {
    text += fmt::format("\n| {} | |\n|---|---|\n", group.heading);
    for (const Input& input : group.inputs) {
      text += fmt::format("| `{}` | {}{} |\n", Cell(Synopsis(input)), Cell(Described(input)),
                          input.required && !input.positional ? "; required" : "");
    }
  }
  return text;
}

std::string SectionOf(const Command& command) {
  std::string text = fmt::format("\n## {}\n\n{}.\n\n```\n{}\n```\n", command.name, command.summary,
                                 UsageLine(command));
  text += TableOf(command.prepare()->inputs());
  if (!command.notes.empty()) text += fmt::format("\n{}\n", Spoken(command.notes));
  text += "\nGives:\n\n";
  for (const std::string& output : command.outputs) {
    text += fmt::format("- {}.\n", Spoken(output));
  }
  if (!command.check_failed.empty()) {
    text += fmt::format("- Exit code 1 when {}.\n", Spoken(command.check_failed));
  }
  text += "\n```\n";
  for (const auto& example : command.examples) {
    const std::string line = ExampleLine(command, example);
    text += example.doc.empty() ? line + "\n" : fmt::format("{:<72}  # {}\n", line, example.doc);
  }
  return text + "```\n";
}

}  // namespace

std::string ReferencePageText() {
  commands::InputList everywhere;
  Presentation presentation;
  DeclarePresentation(&everywhere, &presentation);
  std::string text =
      "# Commands\n\nMade by `datagen commands --markdown`. The same is in `datagen help`, in the "
      "man page that `datagen manual`\nprints, and for programs in `datagen commands --json`.\n\n"
      "A list takes all values that follow its name (`--ddl a.sql b.sql`); `--` ends the options. "
      "Sizes are like 64MB\n(10^6 bytes) or 64MiB (2^20). Where a file is read, `-` is the "
      "standard input, once.\n";
  text += TableOf(everywhere);
  text +=
      "\nExit codes: 0 done; 1 a check failed; 2 a mistake in what was given, nothing was written; "
      "3 a failure of the\nenvironment (disk, permission, connection, a closed standard output); "
      "130 stopped by Ctrl-C, 143 by SIGTERM, with nothing\nhalf-written left behind, and within "
      "0.2 seconds where the machine has little else to do. A second Ctrl-C ends at once.\n\n"
      "With `--errors json` standard error is one JSON document: `command`, `exit_code` and "
      "`problems`, each with\n`code`, `severity`, `message` and, where they are known, `line`, "
      "`column`, "
      "`path`, `given`, `expected` and `hint`;\n`datagen explain-error CODE` prints the page of a "
      "code.\n";
  for (const Command* command : AllCommands()) text += SectionOf(*command);
  return text;
}

}  // namespace datagen::cli
