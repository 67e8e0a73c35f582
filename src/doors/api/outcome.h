// How the library's inner results become those of its public header.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "datagen/datagen.h"
#include "foundation/base/diagnostic.h"
#include "foundation/base/status.h"
#include "foundation/work/barrier.h"
#include "making/plan/plan.h"

namespace datagen::api {

Outcome ToOutcome(const base::Status& status);
Outcome Invalid(base::DiagnosticCode code, std::string message, base::Details details = {});

// The outcome of `call`, or that of what it throws.
template <typename Call>
Outcome GuardedOutcome(Call&& call) noexcept {
  try {
    return std::forward<Call>(call)();
  } catch (...) {
    return ToOutcome(work::StatusOfException());
  }
}

// Rows are made only of a plan whose tables have exactly the rows that it says.
Outcome CheckExact(const plan::Plan& plan);

// `name` stands for the spec in messages.
void FillReport(const base::Diagnostics& diagnostics, std::string_view name, Report* report);

}  // namespace datagen::api
