#include "doors/commands/command.h"

#include "commands.h"  // made by CMake: ListCommands()

namespace datagen::commands {

const std::vector<const Command*>& Commands() {
  static const std::vector<const Command*> commands = ListCommands();
  return commands;
}

void Follow(Context* context, Control* control) {
  control->cancel = context->stop();
  control->on_progress = [context](const Progress& progress) { context->Advance(progress); };
}

int Mistake(Context* context, const std::string& message, const std::string& hint) {
  context->Fail(message, hint);
  return kUserMistake;
}

int Failed(Context* context, const Outcome& outcome) {
  context->Fail(outcome.message, "");
  return static_cast<int>(outcome.code);
}

}  // namespace datagen::commands
