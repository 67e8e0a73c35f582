#include "doors/api/control.h"

#include <algorithm>

#include "doors/api/access.h"
#include "foundation/work/unfinished.h"

namespace datagen {

struct Resources::Impl {
  Impl(int threads, int64_t memory_bytes, int jobs_max)
      : workplace(threads, memory_bytes), queue(jobs_max) {}

  work::Workplace workplace;
  api::JobQueue queue;
};

Resources::Resources(int threads, int64_t memory_bytes, int jobs_max)
    : impl_(std::make_unique<Impl>(std::max(0, threads), std::max<int64_t>(0, memory_bytes),
                                   std::max(0, jobs_max))) {}
Resources::~Resources() = default;

int Resources::threads() const { return impl_->workplace.pool().threads_max(); }
int64_t Resources::memory_bytes() const { return impl_->workplace.memory().bytes_max(); }
int64_t Resources::memory_reserved_most() const {
  return impl_->workplace.memory().reserved_most();
}

void RemoveUnfinished() { work::RemoveUnfinished(); }
bool IsIndivisible() { return work::Indivisible::IsGoingOn(); }

}  // namespace datagen

namespace datagen::api {
namespace {

work::Progress::Listener ListenerOf(const Control& control) {
  if (!control.on_progress) return nullptr;
  return [&control](const work::Progress::Snapshot& now) { control.on_progress(ToProgress(now)); };
}

}  // namespace

work::Workplace& ResourcesAccess::WorkplaceOf(const Resources& resources) {
  return resources.impl_->workplace;
}

JobQueue& ResourcesAccess::QueueOf(const Resources& resources) { return resources.impl_->queue; }

Progress ToProgress(const work::Progress::Snapshot& now) {
  return {now.phase, now.item, now.rows_done, now.rows_total, now.parts_done, now.parts_total};
}

Operation::Operation(const Control& control, int threads) : progress_(ListenerOf(control)) {
  stop_.Follow(control.cancel);
  if (control.seconds_max > 0) {
    stop_.StopAt(work::SteadyClock().Seconds() + control.seconds_max);
  }
  if (control.resources != nullptr)
    job_.workplace = &ResourcesAccess::WorkplaceOf(*control.resources);
  job_.threads = std::max(1, threads);
  job_.stop = stop_.token();
  job_.progress = &progress_;
}

}  // namespace datagen::api
