#include "doors/api/control.h"

#include <algorithm>

namespace datagen {

Resources::Resources(int threads, int64_t memory_bytes)
    : impl_(new Impl{{std::max(0, threads), std::max<int64_t>(0, memory_bytes)}}) {}
Resources::~Resources() = default;

int Resources::threads() const { return impl_->workplace.pool().threads_max(); }
int64_t Resources::memory_bytes() const { return impl_->workplace.memory().bytes_max(); }
int64_t Resources::memory_reserved_most() const {
  return impl_->workplace.memory().reserved_most();
}

}  // namespace datagen

namespace datagen::api {
namespace {

work::Progress::Listener ListenerOf(const Control& control) {
  if (!control.on_progress) return nullptr;
  return [&control](const work::Progress::Snapshot& now) {
    control.on_progress(
        {now.phase, now.item, now.rows_done, now.rows_total, now.parts_done, now.parts_total});
  };
}

}  // namespace

Operation::Operation(const Control& control, int threads) : progress_(ListenerOf(control)) {
  stop_.Follow(control.cancel);
  if (control.seconds_max > 0) {
    stop_.StopAt(work::SteadyClock().Seconds() + control.seconds_max);
  }
  if (control.resources != nullptr) job_.workplace = &control.resources->impl().workplace;
  job_.threads = std::max(1, threads);
  job_.stop = stop_.token();
  job_.progress = &progress_;
}

}  // namespace datagen::api
