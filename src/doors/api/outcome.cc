#include "doors/api/outcome.h"

#include <fmt/format.h>

namespace datagen {

std::string Outcome::message() const { return RenderText(diagnostics); }

}  // namespace datagen

namespace datagen::api {

Outcome ToOutcome(const base::Status& status) {
  if (status.ok()) return {};
  const Code code =
      status.code() == base::StatusCode::kInvalid ? Code::kInvalid : Code::kEnvironment;
  return {code, {status.diagnostic()}};
}

Outcome Invalid(base::DiagnosticCode code, std::string message, base::Details details) {
  return ToOutcome(base::Status::Invalid(code, std::move(message), std::move(details)));
}

Outcome CheckExact(const plan::Plan& plan) {
  for (const plan::Node& node : plan.nodes) {
    if (!node.expected) continue;
    return Invalid("rows-not-counted",
                   fmt::format("the rows of '{}' are expected, not counted", node.id),
                   {.expected = "a plan with exact rows", .table = node.id});
  }
  return {};
}

void FillReport(const base::Diagnostics& diagnostics, std::string_view name, Report* report) {
  report->errors = static_cast<int>(diagnostics.error_count());
  report->warnings = static_cast<int>(diagnostics.warning_count());
  report->diagnostics = diagnostics.List(name);
}

}  // namespace datagen::api
