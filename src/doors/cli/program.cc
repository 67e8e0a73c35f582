#include <cerrno>
#include <cstdio>
#include <cstring>

#include "cli_commands.h"  // made by CMake: ListCommands()
#include "datagen/datagen.h"
#include "doors/cli/command.h"

namespace datagen::cli {

bool ReadInput(const std::string& path, std::string* text) {
  std::FILE* file = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    std::fprintf(stderr, "datagen: can't read '%s': %s\n", path.c_str(), std::strerror(errno));
    return false;
  }
  char piece[65536];
  size_t count = 0;
  while ((count = std::fread(piece, 1, sizeof(piece), file)) > 0) text->append(piece, count);
  const bool failed = std::ferror(file) != 0;
  const int error = errno;
  if (file != stdin) std::fclose(file);
  if (failed) {
    std::fprintf(stderr, "datagen: can't read '%s': %s\n", path.c_str(), std::strerror(error));
  }
  return !failed;
}

int RunProgram(int argc, char** argv) {
  CLI::App app{
      "datagen makes data from a spec: valid by construction, the same for the same seed."};
  app.name("datagen");
  app.set_version_flag("--version", Version());
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::help);
  app.footer(
      "Exit codes: 0 done, 1 a check failed, 2 a mistake in what was given, 3 a failure of the "
      "environment (disk, permission).\n"
      "Each command explains itself: datagen generate --help");
  int code = kSuccess;
  for (const CommandInfo* command : ListCommands()) {
    CLI::App* sub = app.add_subcommand(command->name, command->summary);
    const std::function<int()> run = command->declare(sub);
    sub->callback([run, &code] { code = run(); });
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {  // --help, --version
    return app.exit(success);
  } catch (const CLI::ParseError& error) {
    std::fprintf(stderr, "datagen: %s\n", error.what());
    std::string given = argc > 1 ? argv[1] : "";
    std::vector<std::string> names;
    for (const CommandInfo* command : ListCommands()) names.push_back(command->name);
    bool known = false;
    for (const std::string& name : names) known = known || name == given;
    const std::string nearest = known ? "" : DidYouMean(given, names);
    if (!nearest.empty()) std::fprintf(stderr, "  hint: did you mean '%s'?\n", nearest.c_str());
    std::fprintf(stderr, "  see: datagen %s%s--help\n", known ? given.c_str() : "",
                 known ? " " : "");
    return kUserMistake;
  }
  return code;
}

}  // namespace datagen::cli
