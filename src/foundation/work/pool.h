// The threads of a process, for all its jobs. A job puts its tasks into a queue of its own; a
// thread that is free takes a task from the next queue in turn, so that a job of a million tasks
// does not keep one of ten waiting.
//
// Neither boost::asio::thread_pool nor oneTBB fits: the one knows a single queue, first in first
// out, the other spreads its threads over arenas without turns; neither holds a task back until its
// memory is free, or goes on with fewer threads where the system grants no more. What is ours is
// the choice of the next task; the threads are the standard library's.
//
// Invariants: of a queue at most `limit` tasks run at a time, started in the order in which they
// were added. Tasks wait for no other task of the pool, but for those of a queue that they have
// made themselves and then work off themselves too (Finish): so one thread is enough for any number
// of jobs. No task throws: what it throws becomes its queue's status. Thread-safety: from any
// thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "foundation/base/status.h"
#include "foundation/work/memory_budget.h"
#include "foundation/work/stop.h"

namespace datagen::work {

class TaskQueue;

// Starts a thread, or throws std::system_error. A seam: tests give one that can't.
using ThreadStarter = std::function<std::thread(std::function<void()>)>;

class Pool {
 public:
  // At most so many threads, each started when it is first needed; as many as the machine has for
  // 0. One that can't be started is one less, for now. Lifetime: `memory` outlives it.
  Pool(int threads, MemoryBudget* memory, ThreadStarter start = nullptr);
  // Requires: none of its queues is left.
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  [[nodiscard]] int threads_max() const { return threads_max_; }

 private:
  friend class TaskQueue;
  struct Picked;

  void Work();
  bool Pick(Picked* picked);
  bool PickFrom(TaskQueue* queue, Picked* picked);
  void Run(Picked picked, std::unique_lock<std::mutex>* lock);
  void StartThreads();

  const int threads_max_;
  MemoryBudget* const memory_;
  const ThreadStarter start_;

  std::mutex mutex_;  // of everything below, and of the queues
  std::condition_variable work_;
  std::vector<std::thread> threads_;
  int idle_ = 0;
  bool closing_ = false;
  std::vector<TaskQueue*> queues_;
  size_t turn_ = 0;  // the queue that is asked next
};

// The tasks of one piece of work. The first that fails ends the work: the others of the queue are
// dropped, and its token tells those that run.
class TaskQueue {
 public:
  // Lifetime: the pool outlives it.
  TaskQueue(Pool* pool, int limit, const StopToken& stop);
  // Drops what has not started, tells what runs to stop, and waits for it.
  ~TaskQueue();
  TaskQueue(const TaskQueue&) = delete;
  TaskQueue& operator=(const TaskQueue&) = delete;

  // What its tasks poll: stopped when the given token is, or when one of them has failed.
  [[nodiscard]] StopToken stop() const { return stop_.token(); }

  // `memory_bytes` are reserved before it starts and given back when it has ended.
  // Requires: the budget's Check(memory_bytes).
  void Add(std::function<base::Status()> task, int64_t memory_bytes = 0);
  // Until all its tasks have ended, or `enough`, which is asked after each, or so many seconds have
  // passed: whether all have ended. Where the pool has no thread at all, the caller's own runs
  // them.
  bool WaitFor(double seconds, const std::function<bool()>& enough = nullptr);
  // Works off what has not started on the caller's own thread, then waits for the rest.
  base::Status Finish();
  // The first failure of a task, or why they were stopped.
  [[nodiscard]] base::Status status() const;

 private:
  friend class Pool;
  struct Task {
    std::function<base::Status()> run;
    int64_t memory_bytes = 0;
  };
  void Drop();
  bool RunOne(std::unique_lock<std::mutex>* lock, bool always);
  [[nodiscard]] bool over() const { return waiting_.empty() && running_ == 0; }

  Pool& pool_;
  const int limit_;
  StopSource stop_;
  // Under the pool's lock:
  std::condition_variable changed_;
  std::deque<Task> waiting_;
  int running_ = 0;
  MemoryBudget::Ticket ticket_ = 0;  // of the first that waits
  base::Status status_;
};

}  // namespace datagen::work
