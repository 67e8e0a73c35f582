#include "foundation/work/stop.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

namespace datagen::work {
namespace {

class SetClock : public Clock {
 public:
  [[nodiscard]] double Seconds() const override { return seconds; }
  double seconds = 0;
};

TEST(Stop, TheFirstReasonStays) {
  const StopSource source;
  const StopToken token = source.token();
  EXPECT_FALSE(token.stopped());
  EXPECT_TRUE(token.status().ok());
  source.Stop(StopReason::kFailed);
  source.Stop(StopReason::kCancelled);
  EXPECT_EQ(token.reason(), StopReason::kFailed);
  EXPECT_FALSE(StopToken().stopped());
}

TEST(Stop, AChildHearsItsParentAndNotTheOtherWayRound) {
  const StopSource parent;
  const StopSource child(parent.token());
  const StopSource other(parent.token());
  child.Stop(StopReason::kFailed);
  EXPECT_FALSE(parent.token().stopped());
  EXPECT_FALSE(other.token().stopped());
  parent.Stop(StopReason::kCancelled);
  EXPECT_EQ(child.token().reason(), StopReason::kFailed);
  EXPECT_EQ(other.token().reason(), StopReason::kCancelled);
}

TEST(Stop, FollowsAFlagAndADeadline) {
  std::atomic<bool> flag{false};
  StopSource source;
  source.Follow(&flag);
  EXPECT_FALSE(source.token().stopped());
  flag = true;
  EXPECT_EQ(source.token().reason(), StopReason::kCancelled);

  SetClock clock;
  StopSource timed;
  timed.StopAt(10, clock);
  clock.seconds = 9.99;
  EXPECT_FALSE(timed.token().stopped());
  clock.seconds = 10;
  EXPECT_EQ(timed.token().reason(), StopReason::kDeadline);
  EXPECT_EQ(timed.token().status().message(), "stopped at its time limit, before it was complete");
}

TEST(Stop, AnActionIsCalledUntilItsOwnerGoes) {
  const StopSource source;
  std::latch called(3);
  std::atomic<int> calls{0};
  {
    const StopAction action(source.token(), [&] {
      if (++calls <= 3) called.count_down();
    });
    EXPECT_EQ(calls, 0);
    source.Stop(StopReason::kCancelled);
    called.wait();
  }
  EXPECT_GE(calls, 3);
}

}  // namespace
}  // namespace datagen::work
