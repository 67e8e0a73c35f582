#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "doors/commands/generation/tables.h"
#include "foundation/base/spelling.h"

namespace datagen::commands {
namespace {

// As shells say of a program that writes to a pipe which nobody reads any more: 128 + SIGPIPE.
constexpr int kPipeClosed = 141;

std::string WriteAll(std::string_view bytes, bool* closed) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      *closed = errno == EPIPE;
      return std::string("standard output: ") + std::strerror(errno);
    }
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return "";
}

// The table that is meant; -1 after a message.
int FindTable(const GenerateInputs& inputs, const Plan& plan, Context* context) {
  std::vector<std::string> names;
  names.reserve(plan.tables().size());
  for (const TableInfo& table : plan.tables()) names.push_back(table.name);
  if (inputs.table.empty() && names.size() == 1) return 0;
  const int found = inputs.table.empty() ? -1 : plan.Find(inputs.table);
  if (found >= 0) return found;
  Fail(context, "unknown-table",
       inputs.table.empty() ? "standard output takes one table, and the spec has several"
                            : fmt::format("there is no table '{}'", inputs.table),
       {.given = inputs.table,
        .expected = fmt::format("{}, one of {}", context->NameOf("table"), base::JoinNames(names)),
        .hint = base::DidYouMean(inputs.table, names)});
  return -1;
}

}  // namespace

int WriteToStandardOutput(const GenerateInputs& inputs, Context* context) {
  const std::string other = FirstOutOfPlace(inputs, Place::kStream);
  if (!other.empty()) {
    return Mistake(context, "invalid-option",
                   fmt::format("{} does not go with standard output", context->NameOf(other)));
  }
  GenerateOptions options = inputs.files;
  options.threads = ThreadCount(inputs.plan.options.threads);
  options.hash = !inputs.no_hash;
  Follow(context, &options);
  PlanInputs wanted = inputs.plan;
  if (IsBounded(options.bounds)) {
    wanted.options.accept = [&](const Plan& plan) -> Outcome {
      const int only =
          inputs.table.empty() && plan.tables().size() == 1 ? 0 : plan.Find(inputs.table);
      return only < 0 ? Outcome() : plan.CheckBounds(options, only);
    };
  }
  int code = kSuccess;
  const auto plan = MakePlan(wanted, context, &code);
  if (plan == nullptr) return code;
  const int table = FindTable(inputs, *plan, context);
  if (table < 0) return kUserMistake;
  context->StartPhase("making rows");
  bool closed = false;
  TableSummary summary;
  const Outcome outcome = plan->WriteTable(
      table, options, [&closed](std::string_view bytes) { return WriteAll(bytes, &closed); },
      &summary);
  if (closed) return kPipeClosed;
  if (!outcome.ok()) return Failed(context, outcome);
  WarnOfCounted(std::vector{summary}, context);
  context->Remark(fmt::format("{}  {} rows  {}  {}", summary.name, FormatCount(summary.rows),
                              FormatBytes(summary.bytes), summary.content_hash));
  return kSuccess;
}

}  // namespace datagen::commands
