#include "foundation/work/pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>

namespace datagen::work {
namespace {

using base::Status;

constexpr double kLong = 60;

TEST(Pool, TakesTasksFromTheQueuesInTurn) {
  MemoryBudget memory(0);
  Pool pool(1, &memory);
  std::latch filled(1);
  TaskQueue first(&pool, 1, {});
  TaskQueue second(&pool, 1, {});
  std::string order;  // one thread writes
  first.Add([&] {
    filled.wait();
    return Status::Ok();
  });
  for (const char c : {'a', 'b', 'c'}) {
    first.Add([&order, c] { return order += c, Status::Ok(); });
  }
  for (const char c : {'1', '2', '3'}) {
    second.Add([&order, c] { return order += c, Status::Ok(); });
  }
  filled.count_down();
  ASSERT_TRUE(first.WaitFor(kLong));
  ASSERT_TRUE(second.WaitFor(kLong));
  EXPECT_EQ(order, "1a2b3c");
}

TEST(Pool, RunsNoMoreTasksOfAQueueThanItsLimit) {
  MemoryBudget memory(0);
  Pool pool(8, &memory);
  TaskQueue queue(&pool, 3, {});
  std::atomic<int> running{0};
  std::atomic<int> most{0};
  for (int i = 0; i < 300; ++i) {
    queue.Add([&] {
      const int now = ++running;
      int seen = most;
      while (now > seen && !most.compare_exchange_weak(seen, now)) {
      }
      std::this_thread::yield();
      --running;
      return Status::Ok();
    });
  }
  ASSERT_TRUE(queue.WaitFor(kLong));
  EXPECT_LE(most, 3);
  EXPECT_GE(most, 1);
}

TEST(Pool, TasksWithATaskQueueOfTheirOwnNeedNoSecondThread) {
  MemoryBudget memory(0);
  Pool pool(1, &memory);
  TaskQueue outer(&pool, 4, {});
  std::atomic<int> done{0};
  for (int i = 0; i < 50; ++i) {
    outer.Add([&] {
      TaskQueue inner(&pool, 4, outer.stop());
      for (int k = 0; k < 10; ++k) inner.Add([&] { return ++done, Status::Ok(); });
      return inner.Finish();
    });
  }
  ASSERT_TRUE(outer.WaitFor(kLong));
  EXPECT_EQ(done, 500);
}

TEST(Pool, WithoutAThreadTheCallerWorks) {
  MemoryBudget memory(0);
  Pool pool(4, &memory, [](const std::function<void()>&) -> std::thread {
    throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again));
  });
  TaskQueue queue(&pool, 4, {});
  std::thread::id ran;
  for (int i = 0; i < 3; ++i) {
    queue.Add([&] { return ran = std::this_thread::get_id(), Status::Ok(); });
  }
  while (!queue.WaitFor(kLong)) {
  }
  EXPECT_EQ(ran, std::this_thread::get_id());
  EXPECT_TRUE(queue.status().ok());
}

TEST(Pool, AFailureEndsItsQueueAndNoOther) {
  MemoryBudget memory(0);
  Pool pool(1, &memory);
  std::latch filled(1);
  TaskQueue failing(&pool, 1, {});
  TaskQueue other(&pool, 1, {});
  bool ran = false;
  failing.Add([&] {
    filled.wait();
    return Status::Invalid("unknown-key", "no");
  });
  failing.Add([&] { return ran = true, Status::Ok(); });
  other.Add([] { return Status::Ok(); });
  filled.count_down();
  ASSERT_TRUE(failing.WaitFor(kLong));
  ASSERT_TRUE(other.WaitFor(kLong));
  EXPECT_EQ(failing.status().message(), "no");
  EXPECT_TRUE(failing.stop().stopped());
  EXPECT_FALSE(ran);
  EXPECT_TRUE(other.status().ok());
}

TEST(Pool, WhatATaskThrowsIsItsQueuesStatus) {
  MemoryBudget memory(0);
  Pool pool(1, &memory);
  const auto status_of = [&](std::function<Status()> task) {
    TaskQueue queue(&pool, 1, {});
    queue.Add(std::move(task));
    EXPECT_TRUE(queue.WaitFor(kLong));
    return queue.status();
  };
  const Status memory_failed = status_of([]() -> Status { throw std::bad_alloc(); });
  EXPECT_EQ(memory_failed.message(), "out of memory");
  EXPECT_EQ(memory_failed.diagnostic().code, "out-of-memory");
  const Status refused = status_of([]() -> Status {
    throw std::system_error(std::make_error_code(std::errc::too_many_files_open));
  });
  EXPECT_EQ(refused.message(), "the system refuses: Too many open files");
  EXPECT_EQ(refused.diagnostic().code, "system-refused");
  const Status own = status_of([]() -> Status { throw std::length_error("vector"); });
  EXPECT_EQ(own.message().rfind("internal error: vector\n", 0), 0U);
  EXPECT_EQ(own.diagnostic().code, "internal-error");
  EXPECT_NE(own.message().find("report"), std::string::npos);
  EXPECT_EQ(status_of([]() -> Status { throw 1; }).message().rfind("internal error", 0), 0U);
  EXPECT_TRUE(status_of([] { return Status::Ok(); }).ok());
}

TEST(Pool, AStoppedQueueDropsWhatWaits) {
  MemoryBudget memory(0);
  Pool pool(1, &memory);
  const StopSource source;
  std::latch begun(1);
  TaskQueue queue(&pool, 1, source.token());
  int ran = 0;
  queue.Add([&] {
    begun.count_down();
    while (!queue.stop().stopped()) std::this_thread::yield();
    return ++ran, queue.stop().status();
  });
  queue.Add([&] { return ++ran, Status::Ok(); });
  begun.wait();
  source.Stop(StopReason::kCancelled);
  ASSERT_TRUE(queue.WaitFor(kLong));
  EXPECT_EQ(ran, 1);
  EXPECT_EQ(queue.status().message(), "stopped before it was complete");
}

TEST(Pool, TasksWaitForMemoryFirstComeFirstServed) {
  MemoryBudget memory(100);
  Pool pool(4, &memory);
  TaskQueue large(&pool, 4, {});
  TaskQueue small(&pool, 4, {});
  std::atomic<int> done{0};
  for (int i = 0; i < 100; ++i) {
    large.Add([&] { return ++done, Status::Ok(); }, 90);
    small.Add([&] { return ++done, Status::Ok(); }, 30);
  }
  ASSERT_TRUE(large.WaitFor(kLong));
  ASSERT_TRUE(small.WaitFor(kLong));
  EXPECT_EQ(done, 200);
  EXPECT_EQ(memory.reserved(), 0);
  EXPECT_GE(memory.reserved_most(), 90);
  EXPECT_LE(memory.reserved_most(), 100);
}

}  // namespace
}  // namespace datagen::work
