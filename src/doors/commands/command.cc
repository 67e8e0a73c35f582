#include "doors/commands/command.h"

#include "commands.h"  // made by CMake: ListCommands()
#include "foundation/work/process_limits.h"

namespace datagen::commands {

const std::vector<const Command*>& Commands() {
  static const std::vector<const Command*> commands = ListCommands();
  return commands;
}

std::string WhyNothingCanRun() {
  constexpr int64_t kLeastBytes = int64_t{12} << 20;
  const auto left = work::AddressSpaceLeft();
  if (!left || *left >= kLeastBytes) return "";
  return "out of memory: the limit of the address space (ulimit -v) leaves " + FormatBytes(*left);
}

void Follow(Context* context, Control* control) {
  control->cancel = context->stop();
  control->on_progress = [context](const Progress& progress) { context->Advance(progress); };
}

int Mistake(Context* context, base::DiagnosticCode code, std::string message,
            base::Details details) {
  Fail(context, code, std::move(message), std::move(details));
  return kUserMistake;
}

int Failed(Context* context, const Outcome& outcome) {
  context->Tell(outcome.diagnostics);
  return static_cast<int>(outcome.code);
}

void Fail(Context* context, base::DiagnosticCode code, std::string message, base::Details details) {
  context->Tell(
      {base::MakeDiagnostic(Severity::kError, code, std::move(message), std::move(details))});
}

void Warn(Context* context, base::DiagnosticCode code, std::string message) {
  context->Tell({base::MakeDiagnostic(Severity::kWarning, code, std::move(message), {})});
}

}  // namespace datagen::commands
