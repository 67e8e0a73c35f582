#include "foundation/work/ordered_results.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>

namespace datagen::work {
namespace {

class OrderedResultsTest : public testing::TestWithParam<int> {
 protected:
  Workplace workplace_{GetParam(), 0};
  JobContext job_{.workplace = &workplace_, .threads = GetParam()};
};

TEST_P(OrderedResultsTest, ComeInOrderAndFewAreThereAtATime) {
  constexpr int64_t kCount = 500;
  std::atomic<int> there = 0;
  std::atomic<int> most = 0;
  OrderedResults<std::unique_ptr<int64_t>> results(
      job_, kCount, [&](int64_t index) -> base::Result<std::unique_ptr<int64_t>> {
        int seen = most;
        const int now = ++there;
        while (now > seen && !most.compare_exchange_weak(seen, now)) {
        }
        return std::make_unique<int64_t>(index);
      });
  base::Status status;
  int64_t taken = 0;
  while (const auto item = results.Next(&status)) {
    ASSERT_EQ(**item, taken++);
    --there;
  }
  EXPECT_TRUE(status.ok());
  EXPECT_EQ(taken, kCount);
  EXPECT_LE(most, ItemsAhead(GetParam()) + 1) << "the one that was taken is counted too";
}

TEST_P(OrderedResultsTest, WhatIsGivenBackEndsWhereItemsAreMade) {
  std::atomic<int> ended_elsewhere = 0;
  const auto here = std::this_thread::get_id();
  const auto end = [&](const int64_t* item) {
    if (std::this_thread::get_id() != here) ++ended_elsewhere;
    delete item;
  };
  using Item = std::shared_ptr<int64_t>;
  constexpr int kCount = 200;
  OrderedResults<Item> results(job_, kCount, [&](int64_t index) -> base::Result<Item> {
    return Item(new int64_t(index), end);
  });
  base::Status status;
  while (auto item = results.Next(&status)) results.GiveBack(std::move(*item));
  EXPECT_GE(ended_elsewhere, kCount - 2 * ItemsAhead(GetParam()));
}

TEST_P(OrderedResultsTest, AFailureEndsThem) {
  OrderedResults<int64_t> results(job_, 1000, [](int64_t index) -> base::Result<int64_t> {
    if (index == 7) return base::Status::Invalid("type-overflow", "it does not fit");
    return index;
  });
  base::Status status;
  int64_t taken = 0;
  while (results.Next(&status)) ++taken;
  EXPECT_LE(taken, 7);
  EXPECT_EQ(status.message(), "it does not fit");
}

TEST_P(OrderedResultsTest, AStopEndsThem) {
  const StopSource source;
  job_.stop = source.token();
  OrderedResults<int64_t> results(job_, 1000,
                                  [](int64_t index) -> base::Result<int64_t> { return index; });
  base::Status status;
  EXPECT_EQ(results.Next(&status), 0);
  source.Stop(StopReason::kCancelled);
  EXPECT_EQ(results.Next(&status), std::nullopt);
  EXPECT_EQ(status.message(), "stopped before it was complete");
}

TEST_P(OrderedResultsTest, NoneAtAll) {
  OrderedResults<int64_t> results(job_, 0, [](int64_t) -> base::Result<int64_t> { return 0; });
  base::Status status;
  EXPECT_EQ(results.Next(&status), std::nullopt);
  EXPECT_TRUE(status.ok());
}

INSTANTIATE_TEST_SUITE_P(Threads, OrderedResultsTest, testing::Values(1, 2, 8));

}  // namespace
}  // namespace datagen::work
