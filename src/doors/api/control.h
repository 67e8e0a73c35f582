// A caller's Control as the context of a job, for as long as an operation lasts.
#pragma once

#include "datagen/control.h"
#include "foundation/work/job_context.h"

namespace datagen {

struct Resources::Impl {
  work::Workplace workplace;
};

}  // namespace datagen

namespace datagen::api {

// Thread-safety: belongs to the operation's thread.
class Operation {
 public:
  // Lifetime: `control` outlives it.
  Operation(const Control& control, int threads);

  [[nodiscard]] const work::JobContext& job() const { return job_; }

 private:
  work::StopSource stop_;
  work::Progress progress_;
  work::JobContext job_;
};

}  // namespace datagen::api
