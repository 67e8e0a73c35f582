#include "foundation/work/progress.h"

#include <gtest/gtest.h>

#include <vector>

namespace datagen::work {
namespace {

class SetClock : public Clock {
 public:
  [[nodiscard]] double Seconds() const override { return seconds; }
  double seconds = 0;
};

TEST(Progress, TellsAtTheEndsOfAPhaseAndNowAndThenBetween) {
  SetClock clock;
  std::vector<int64_t> told;
  Progress progress([&](const Progress::Snapshot& now) { told.push_back(now.rows_done); }, clock);
  progress.Begin("make", 100, 1);
  for (int i = 0; i < 100; ++i) {
    progress.AddRows(1);
    clock.seconds += 0.01;
    progress.Tell();
  }
  progress.End();
  ASSERT_GE(told.size(), 5U);
  EXPECT_LE(told.size(), 7U);
  EXPECT_EQ(told.front(), 0);
  EXPECT_EQ(told.back(), 100);
  EXPECT_EQ(progress.snapshot().phase, "make");
  EXPECT_EQ(progress.snapshot().rows_total, 100);
}

}  // namespace
}  // namespace datagen::work
