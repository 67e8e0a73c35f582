// What the public types keep from their users, for the library's own files.
#pragma once

#include <memory>
#include <string_view>

#include "datagen/datagen.h"
#include "datagen/validate.h"
#include "doors/api/job_queue.h"
#include "doors/api/known_estimates.h"
#include "foundation/work/job_context.h"
#include "making/engine/engine.h"
#include "proof/validate/report.h"

namespace datagen::api {

struct PlanAccess {
  static const std::shared_ptr<const engine::Engine>& EngineOf(const Plan& plan);
  static std::string_view SpecTextOf(const Plan& plan);
  static KnownEstimates& EstimatesOf(const Plan& plan);
  // `accepted`: the same plan before its rows were counted; may be nullptr.
  static std::unique_ptr<Plan> Make(std::string_view spec_text,
                                    std::shared_ptr<const engine::Engine> engine,
                                    const Plan* accepted);
};

// Whether they are rows of a table of the plan. Errors: invalid.
Outcome CheckRows(const Plan& plan, int table, int64_t first_row, int64_t count);

struct ValidationAccess {
  static std::unique_ptr<Validation> Make(validate::Report report);
};

struct ResourcesAccess {
  static work::Workplace& WorkplaceOf(const Resources& resources);
  static JobQueue& QueueOf(const Resources& resources);
};

}  // namespace datagen::api
