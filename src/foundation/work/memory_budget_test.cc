#include "foundation/work/memory_budget.h"

#include <gtest/gtest.h>

#include <optional>
#include <thread>

namespace datagen::work {
namespace {

TEST(MemoryBudget, SaysBothNumbersOfADemandThatCanNeverBeMet) {
  MemoryBudget memory(50'000'000);
  const auto reserved = memory.Reserve("a part of 'orders'", 120'000'000, {});
  EXPECT_EQ(reserved.status().message(),
            "a part of 'orders' needs about 120 MB of memory: the limit is 50 MB");
  EXPECT_EQ(memory.reserved(), 0);
}

TEST(MemoryBudget, IsGivenBackAndCountsTheMost) {
  MemoryBudget memory(100);
  {
    auto first = memory.Reserve("it", 60, {});
    auto second = memory.Reserve("it", 40, {});
    ASSERT_TRUE(first.ok() && second.ok());
    const Reservation moved = std::move(*first);
    EXPECT_EQ(memory.reserved(), 100);
  }
  EXPECT_EQ(memory.reserved(), 0);
  EXPECT_EQ(memory.reserved_most(), 100);
}

TEST(MemoryBudget, ALargeDemandIsNotOvertaken) {
  MemoryBudget memory(100);
  auto held = std::optional(memory.Reserve("it", 60, {}));
  MemoryBudget::Ticket large = 0;
  MemoryBudget::Ticket small = 0;
  Reservation of_large;
  Reservation of_small;
  EXPECT_FALSE(memory.TryReserve(90, &large, &of_large));
  EXPECT_FALSE(memory.TryReserve(10, &small, &of_small)) << "would fit, but came later";
  held.reset();
  EXPECT_FALSE(memory.TryReserve(10, &small, &of_small));
  EXPECT_TRUE(memory.TryReserve(90, &large, &of_large));
  EXPECT_TRUE(memory.TryReserve(10, &small, &of_small));
}

TEST(MemoryBudget, WhoLeavesLetsTheNextIn) {
  MemoryBudget memory(100);
  const auto held = memory.Reserve("it", 60, {});
  MemoryBudget::Ticket large = 0;
  MemoryBudget::Ticket small = 0;
  Reservation got;
  EXPECT_FALSE(memory.TryReserve(90, &large, &got));
  EXPECT_FALSE(memory.TryReserve(10, &small, &got));
  memory.Leave(&large);
  EXPECT_TRUE(memory.TryReserve(10, &small, &got));
}

TEST(MemoryBudget, WaitingEndsWithAStop) {
  MemoryBudget memory(100);
  const auto held = memory.Reserve("it", 60, {});
  const StopSource source;
  std::thread waiting([&] {
    EXPECT_EQ(memory.Reserve("it", 50, source.token()).status().message(),
              "stopped before it was complete");
  });
  source.Stop(StopReason::kCancelled);
  waiting.join();
  EXPECT_TRUE(memory.Reserve("it", 40, {}).ok());
}

}  // namespace
}  // namespace datagen::work
