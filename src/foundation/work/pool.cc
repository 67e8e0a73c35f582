#include "foundation/work/pool.h"

#include <algorithm>
#include <chrono>
#include <new>
#include <optional>
#include <system_error>
#include <utility>

#include "foundation/base/buffer.h"
#include "foundation/work/barrier.h"

namespace datagen::work {
namespace {

using base::Status;

// A thread that has had nothing to do for so long gives its recycled memory back.
constexpr auto kIdle = std::chrono::milliseconds(500);

int ThreadsOr(int threads) {
  const auto found = static_cast<int>(std::thread::hardware_concurrency());
  return threads > 0 ? threads : std::max(1, found);
}

}  // namespace

struct Pool::Picked {
  TaskQueue* queue = nullptr;
  TaskQueue::Task task;
  Reservation memory;
};

Pool::Pool(int threads, MemoryBudget* memory, ThreadStarter start)
    : threads_max_(ThreadsOr(threads)),
      memory_(memory),
      start_(start ? std::move(start)
                   : [](std::function<void()> run) { return std::thread(std::move(run)); }) {
  threads_.reserve(static_cast<size_t>(threads_max_));
  memory_->OnRelease([this] {
    const std::lock_guard<std::mutex> lock(mutex_);
    work_.notify_one();
  });
}

Pool::~Pool() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    closing_ = true;
  }
  work_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  memory_->OnRelease(nullptr);
}

// Under the lock: as many as have something to do.
void Pool::StartThreads() {
  if (idle_ > 0 || static_cast<int>(threads_.size()) >= threads_max_) return;
  try {
    threads_.push_back(start_([this] { Work(); }));
  } catch (const std::system_error&) {
    // Fewer threads; without any, those who wait do the work.
  } catch (const std::bad_alloc&) {
  }
}

void Pool::Work() {
  std::unique_lock<std::mutex> lock(mutex_);
  bool rested = false;
  while (true) {
    Picked picked;
    if (Pick(&picked)) {
      rested = false;
      Run(std::move(picked), &lock);
      continue;
    }
    if (closing_) return;
    ++idle_;
    if (rested) {
      work_.wait(lock);
    } else if (work_.wait_for(lock, kIdle) == std::cv_status::timeout) {
      lock.unlock();
      base::ReleaseKeptBlocks();
      lock.lock();
      rested = true;
    }
    --idle_;
  }
}

// Under the lock: the next task, of the queue whose turn it is.
bool Pool::Pick(Picked* picked) {
  for (size_t i = 0; i < queues_.size(); ++i) {
    const size_t at = (turn_ + i) % queues_.size();
    if (!PickFrom(queues_[at], picked)) continue;
    turn_ = at + 1;
    work_.notify_one();  // there may be more
    return true;
  }
  return false;
}

bool Pool::PickFrom(TaskQueue* queue, Picked* picked) {
  if (queue->waiting_.empty() || queue->running_ >= queue->limit_) return false;
  if (queue->stop_.token().stopped()) {
    queue->Drop();
    return false;
  }
  TaskQueue::Task& first = queue->waiting_.front();
  if (first.memory_bytes > 0 &&
      !memory_->TryReserve(first.memory_bytes, &queue->ticket_, &picked->memory)) {
    return false;
  }
  picked->queue = queue;
  picked->task = std::move(first);
  queue->waiting_.pop_front();
  ++queue->running_;
  return true;
}

void Pool::Run(Picked picked, std::unique_lock<std::mutex>* lock) {
  lock->unlock();
  Status status = Guarded(picked.task.run);
  // What the task held goes before its end is told.
  picked.task.run = nullptr;
  { const Reservation released = std::move(picked.memory); }
  lock->lock();
  TaskQueue* queue = picked.queue;
  --queue->running_;
  if (!status.ok()) {
    if (queue->status_.ok()) queue->status_ = std::move(status);
    queue->stop_.Stop(StopReason::kFailed);
    queue->Drop();
  }
  queue->changed_.notify_all();
}

TaskQueue::TaskQueue(Pool* pool, int limit, const StopToken& stop)
    : pool_(*pool), limit_(std::max(1, limit)), stop_(stop) {
  const std::lock_guard<std::mutex> lock(pool_.mutex_);
  pool_.queues_.push_back(this);
}

TaskQueue::~TaskQueue() {
  stop_.Stop(StopReason::kFailed);
  std::unique_lock<std::mutex> lock(pool_.mutex_);
  Drop();
  changed_.wait(lock, [&] { return running_ == 0; });
  std::erase(pool_.queues_, this);
}

// Under the lock.
void TaskQueue::Drop() {
  waiting_.clear();
  if (ticket_ != 0) {
    pool_.memory_->Leave(&ticket_);
    pool_.work_.notify_one();  // others' turn may have come
  }
  changed_.notify_all();
}

void TaskQueue::Add(std::function<Status()> task, int64_t memory_bytes) {
  const std::lock_guard<std::mutex> lock(pool_.mutex_);
  waiting_.push_back({std::move(task), memory_bytes});
  pool_.StartThreads();
  pool_.work_.notify_one();
}

// Whether there was one; its limit holds, but for `always`.
bool TaskQueue::RunOne(std::unique_lock<std::mutex>* lock, bool always) {
  Pool::Picked picked;
  if (!always && !pool_.threads_.empty()) return false;
  if (!pool_.PickFrom(this, &picked)) return false;
  pool_.Run(std::move(picked), lock);
  return true;
}

bool TaskQueue::WaitFor(double seconds, const std::function<bool()>& enough) {
  std::unique_lock<std::mutex> lock(pool_.mutex_);
  if (stop_.token().stopped()) Drop();
  if (over() || RunOne(&lock, false)) return over();
  changed_.wait_for(lock, Wait(seconds), [&] { return over() || (enough && enough()); });
  return over();
}

Status TaskQueue::Finish() {
  // Looks again now and then: memory comes free without a word to this thread.
  constexpr auto kTick = std::chrono::milliseconds(20);
  std::unique_lock<std::mutex> lock(pool_.mutex_);
  while (!over()) {
    if (stop_.token().stopped()) Drop();
    if (!RunOne(&lock, true)) changed_.wait_for(lock, kTick, [&] { return over(); });
  }
  lock.unlock();
  return status();
}

Status TaskQueue::status() const {
  const std::lock_guard<std::mutex> lock(pool_.mutex_);
  return status_.ok() ? stop_.token().status() : status_;
}

}  // namespace datagen::work
