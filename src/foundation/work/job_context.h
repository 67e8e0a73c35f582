// What a piece of work is given: the threads and memory that all jobs of a process share, how many
// threads it may take, when to stop, and whom to tell how far it has come.
//
// Thread-safety: a Workplace may be used from any thread; a JobContext is a value.
#pragma once

#include "foundation/work/memory_budget.h"
#include "foundation/work/pool.h"
#include "foundation/work/progress.h"
#include "foundation/work/stop.h"

namespace datagen::work {

class Workplace {
 public:
  // At most so many threads (0: as many as the machine has) and bytes (0: no limit).
  Workplace(int threads, int64_t memory_bytes) : memory_(memory_bytes), pool_(threads, &memory_) {}

  Pool& pool() { return pool_; }
  MemoryBudget& memory() { return memory_; }

  // The process's own, without a limit of memory but that of its container. Lifetime: as long as
  // the program.
  static Workplace& OfProcess();

 private:
  MemoryBudget memory_;
  Pool pool_;  // after what it uses
};

struct JobContext {
  Workplace* workplace = &Workplace::OfProcess();
  int threads = 1;
  StopToken stop;
  Progress* progress = nullptr;  // may be nobody
};

}  // namespace datagen::work
