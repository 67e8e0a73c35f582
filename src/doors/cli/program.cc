#include "doors/cli/program.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>

#include "datagen/datagen.h"
#include "doors/cli/command_line.h"
#include "doors/cli/help_text.h"
#include "doors/cli/interruption.h"
#include "doors/cli/session.h"
#include "doors/cli/terminal.h"
#include "doors/commands/problem_list.h"

namespace datagen::cli {
namespace {

// On narrower terminals help is cut by the terminal.
int HelpColumns(int descriptor) {
  constexpr int kLeast = 40;
  return std::max(kLeast, Columns(descriptor));
}

int PrintText(const std::string& text) {
  OutputStream output;
  output.Write(text);
  const std::string why = output.Finish();
  if (why.empty()) return commands::kSuccess;
  std::fputs(RenderText({base::MakeDiagnostic(Severity::kError, "file-not-writable",
                                              "can't write to standard output: " + why, {})})
                 .c_str(),
             stderr);
  return commands::kEnvironmentFailed;
}

int TellMistake(const CommandLine& line) {
  const std::string command = line.command == nullptr ? "" : line.command->name;
  if (line.presentation.errors == "json") {
    commands::ProblemList problems;
    problems.Add({*line.mistake});
    std::fputs(problems.Document(command, commands::kUserMistake).c_str(), stderr);
    return commands::kUserMistake;
  }
  std::fputs(RenderText({*line.mistake}).c_str(), stderr);
  fmt::print(stderr, "  see: datagen {}{}--help\n", command, command.empty() ? "" : " ");
  return commands::kUserMistake;
}

}  // namespace

int RunProgram(int argc, char** argv) {
  EndAtSignals();
  HoldStandardStreams();
  std::signal(SIGPIPE, SIG_IGN);  // a reader that went away and
  std::signal(SIGXFSZ, SIG_IGN);  // a file over its limit are errors to report, not an end
  const std::string why = commands::WhyNothingCanRun();
  if (!why.empty()) {
    WriteErrorAtOnce("datagen: error[out-of-memory]: " + why + "\n");
    return commands::kEnvironmentFailed;
  }
  const CommandLine line = ReadCommandLine({argv + 1, argv + argc});
  if (line.mistake) return TellMistake(line);
  if (line.version) return PrintText(fmt::format("{}\n", Version()));
  const int columns = HelpColumns(STDOUT_FILENO);
  if (line.presentation.help) {
    return PrintText(line.command == nullptr ? OverviewText(columns)
                                             : HelpText(*line.command, columns));
  }
  // Nothing was asked for, so nothing failed: help, as cargo does; git's 1 would tell a script of a
  // failure that there is not.
  if (line.command == nullptr) return PrintText(OverviewText(columns));
  Session session(*line.command, line.call->inputs(), line.presentation);
  return session.Finish(line.call->Run(&session));
}

}  // namespace datagen::cli
