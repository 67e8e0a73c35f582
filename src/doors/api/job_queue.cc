#include "doors/api/job_queue.h"

#include <new>
#include <system_error>
#include <thread>
#include <utility>

namespace datagen::api {

JobQueue::~JobQueue() {
  std::unique_lock<std::mutex> lock(mutex_);
  ended_.wait(lock, [&] { return running_ == 0; });
}

void JobQueue::Add(std::function<void()> job) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (running_max_ > 0 && running_ >= running_max_) {
      waiting_.push_back(std::move(job));
      return;
    }
    ++running_;
    if (StartThread(job)) return;
    if (running_ > 1) {
      --running_;
      waiting_.push_back(std::move(job));
      return;
    }
  }
  RunJobs(std::move(job));
}

bool JobQueue::StartThread(const std::function<void()>& job) {
  try {
    // Nobody waits for the thread itself: what it works on tells its end.
    std::thread([this, job] { RunJobs(job); }).detach();
    return true;
  } catch (const std::system_error&) {
    return false;
  } catch (const std::bad_alloc&) {
    return false;
  }
}

// Then those that wait, one behind the other.
void JobQueue::RunJobs(std::function<void()> job) {
  while (true) {
    job();
    job = nullptr;
    const std::lock_guard<std::mutex> lock(mutex_);
    if (waiting_.empty()) {
      --running_;
      ended_.notify_all();
      return;
    }
    job = std::move(waiting_.front());
    waiting_.pop_front();
  }
}

}  // namespace datagen::api
