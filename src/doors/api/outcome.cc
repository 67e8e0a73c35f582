#include "doors/api/outcome.h"

#include <fmt/format.h>

namespace datagen::api {

Outcome ToOutcome(const base::Status& status) {
  if (status.ok()) return {};
  const Code code =
      status.code() == base::StatusCode::kInvalid ? Code::kInvalid : Code::kEnvironment;
  return {code, status.message()};
}

Outcome CheckExact(const plan::Plan& plan) {
  for (const plan::Node& node : plan.nodes) {
    if (!node.expected) continue;
    return {Code::kInvalid,
            fmt::format("the rows of '{}' are expected, not counted: expected a plan with exact "
                        "rows",
                        node.id)};
  }
  return {};
}

void FillReport(const base::Diagnostics& diagnostics, std::string_view name, Report* report) {
  report->errors = static_cast<int>(diagnostics.error_count());
  report->warnings = static_cast<int>(diagnostics.warning_count());
  const std::vector<Diagnostic> list = diagnostics.List(name);
  report->text = RenderText(list);
  report->json = RenderJson(list);
}

}  // namespace datagen::api
