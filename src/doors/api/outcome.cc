#include "doors/api/outcome.h"

#include <algorithm>

namespace datagen::api {

Outcome ToOutcome(const base::Status& status) {
  if (status.ok()) return {};
  const Code code =
      status.code() == base::StatusCode::kInvalid ? Code::kInvalid : Code::kEnvironment;
  return {code, status.message()};
}

void FillReport(const base::Diagnostics& diagnostics, std::string_view name, Report* report) {
  report->errors = static_cast<int>(diagnostics.error_count());
  report->warnings = static_cast<int>(
      std::count_if(diagnostics.all().begin(), diagnostics.all().end(),
                    [](const auto& entry) { return entry.severity == base::Severity::kWarning; }));
  report->text = diagnostics.Render(name);
  report->json = diagnostics.ToJson().Print();
}

}  // namespace datagen::api
