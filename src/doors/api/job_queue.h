// The jobs of one Resources: which run, each on a thread of its own that mostly waits, and which
// wait for their turn, first come, first served.
//
// Thread-safety: from any thread.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

namespace datagen::api {

class JobQueue {
 public:
  // At most so many at a time; 0: all of them.
  explicit JobQueue(int running_max) : running_max_(running_max) {}
  // Waits for the threads of those that have ended. Requires: none waits.
  ~JobQueue();
  JobQueue(const JobQueue&) = delete;
  JobQueue& operator=(const JobQueue&) = delete;

  // Runs the job on a thread of its own, now or when its turn comes. Where none can be started, a
  // job's thread that ends takes it over; without any, it has run when Add returns.
  // Requires: the job does not throw.
  void Add(std::function<void()> job);

 private:
  void RunJobs(std::function<void()> job);
  bool StartThread(const std::function<void()>& job);

  const int running_max_;
  std::mutex mutex_;
  std::condition_variable ended_;
  std::deque<std::function<void()>> waiting_;
  int running_ = 0;
};

}  // namespace datagen::api
