// A caller's Control as the context of a job, for as long as an operation lasts.
#pragma once

#include "datagen/control.h"
#include "foundation/work/job_context.h"

namespace datagen::api {

// Thread-safety: as its parts.
class Operation {
 public:
  // Lifetime: `control` outlives it.
  Operation(const Control& control, int threads);

  [[nodiscard]] const work::JobContext& job() const { return job_; }
  void Cancel() const { stop_.Stop(work::StopReason::kCancelled); }

 private:
  work::StopSource stop_;
  work::Progress progress_;
  work::JobContext job_;
};

Progress ToProgress(const work::Progress::Snapshot& snapshot);

}  // namespace datagen::api
