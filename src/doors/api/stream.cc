#include "datagen/stream.h"

#include <fmt/format.h>

#include <string>

#include "doors/api/access.h"
#include "doors/api/outcome.h"
#include "foundation/work/barrier.h"
#include "making/engine/arrow_stream.h"

namespace datagen {

Outcome OpenStream(const Plan& plan, int table, int64_t first_row, int64_t count,
                   const StreamOptions& options, ArrowArrayStream* stream) {
  const Outcome checked = api::CheckRows(plan, table, first_row, count);
  if (!checked.ok()) return checked;
  if (options.batch_rows < 1) {
    return api::Invalid("value-out-of-range", fmt::format("batches of {} rows", options.batch_rows),
                        {.given = std::to_string(options.batch_rows), .expected = "at least 1"});
  }
  return api::ToOutcome(work::Guarded([&] {
    engine::OpenArrowStream(api::PlanAccess::EngineOf(plan),
                            {table, first_row, count, options.batch_rows, options.decimal64},
                            stream);
    return base::Status::Ok();
  }));
}

}  // namespace datagen
