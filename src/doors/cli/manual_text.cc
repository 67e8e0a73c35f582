#include "doors/cli/manual_text.h"

#include <fmt/format.h>

#include "datagen/datagen.h"
#include "doors/cli/presentation.h"
#include "doors/cli/synopsis.h"

namespace datagen::cli {
namespace {

using commands::Command;
using commands::Input;

// The code point of the UTF-8 that starts at `*at`, which moves past it.
uint32_t NextCodePoint(const std::string& text, size_t* at) {
  const auto first = static_cast<unsigned char>(text[(*at)++]);
  if (first < 0x80) return first;
  const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
  uint32_t point = first & (0x3FU >> more);
  for (int i = 0; i < more && *at < text.size(); ++i) {
    point = point << 6 | (static_cast<unsigned char>(text[(*at)++]) & 0x3FU);
  }
  return point;
}

// A text that says the same in roff: no character of it is a request or an escape.
std::string Roff(const std::string& text) {
  std::string roff;
  for (size_t at = 0; at < text.size();) {
    const uint32_t point = NextCodePoint(text, &at);
    if (point >= 0x80) {
      roff += fmt::format("\\[u{:04X}]", point);
    } else if (point == '\\') {
      roff += "\\e";
    } else if (point == '-') {
      roff += "\\-";
    } else {
      if (roff.empty() && (point == '.' || point == '\'')) roff += "\\&";
      roff += static_cast<char>(point);
    }
  }
  return roff;
}

std::string InputsText(const commands::InputList& inputs) {
  std::string text;
  for (const InputGroup& group : GroupsOf(inputs)) {
    if (!group.heading.empty()) text += fmt::format(".PP\n{}:\n", Roff(group.heading));
    for (const Input& input : group.inputs) {
      text += fmt::format(".TP\n.B {}\n{}\n", Roff(Synopsis(input)), Roff(Described(input)));
    }
  }
  return text;
}

std::string ExamplesText(const Command& command) {
  std::string text;
  for (const auto& example : command.examples) {
    const std::string doc = example.doc.empty() ? "Example" : example.doc;
    text += fmt::format(".PP\n{}:\n.PP\n.in +4n\n.nf\n{}\n.fi\n.in\n", Roff(doc),
                        Roff(ExampleLine(command, example)));
  }
  return text;
}

std::string SectionOf(const Command& command) {
  std::string text = fmt::format(".SS {}\n.B {}\n.PP\n{}.\n", Roff(command.name),
                                 Roff(UsageLine(command)), Roff(command.summary));
  if (!command.notes.empty()) text += fmt::format("{}\n", Roff(Spoken(command.notes)));
  text += InputsText(command.prepare()->inputs());
  if (!command.check_failed.empty()) {
    text += fmt::format(".PP\nExit code 1 when {}.\n", Roff(Spoken(command.check_failed)));
  }
  return text + ExamplesText(command);
}

}  // namespace

std::string ManualText() {
  commands::InputList everywhere;
  Presentation presentation;
  DeclarePresentation(&everywhere, &presentation);
  std::string text = fmt::format(
      ".TH DATAGEN 1 \"\" \"datagen {}\" \"User Commands\"\n"
      ".SH NAME\ndatagen \\- make data from a spec: valid by construction, the same for the same "
      "seed\n.SH SYNOPSIS\n.B datagen\n.I COMMAND\n[OPTIONS]\n.SH DESCRIPTION\n"
      "A spec is a JSON file that says which tables to make. The commands below draft one, show "
      "its plan, make its tables as files or in a database, and check them.\n.SH COMMANDS\n",
      Version());
  for (const Command* command : AllCommands()) text += SectionOf(*command);
  text += ".SH OPTIONS\nThese go with every command.\n" + InputsText(everywhere);
  return text +
         ".SH EXIT STATUS\n.TP\n.B 0\nDone.\n.TP\n.B 1\nA check failed.\n.TP\n.B 2\nA mistake in "
         "what was given; nothing was written.\n.TP\n.B 3\nA failure of the environment: disk, "
         "permission, connection, a closed standard output.\n.TP\n.B 130\nStopped by "
         "Ctrl\\-C.\n.TP\n.B 143\nStopped by SIGTERM.\n";
}

}  // namespace datagen::cli
