#include "making/runs/folder_lock.h"

#include <gtest/gtest.h>

#include <optional>

namespace datagen::runs {
namespace {

class FolderLockTest : public testing::Test {
 protected:
  FolderLockTest() { std::filesystem::create_directories(folder_); }
  ~FolderLockTest() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_ = std::filesystem::path(testing::TempDir()) /
                                  testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(FolderLockTest, OneRunAtATime) {
  auto first = std::optional(FolderLock::Take(folder_, false));
  ASSERT_TRUE((*first).ok());
  EXPECT_NE(FolderLock::Take(folder_, false).status().message().find("another run is writing to"),
            std::string::npos);
  first.reset();
  EXPECT_TRUE(FolderLock::Take(folder_, false).ok());
}

TEST_F(FolderLockTest, SlicesShareTheFolder) {
  auto first = FolderLock::Take(folder_, true);
  ASSERT_TRUE(first.ok() && first->alone());
  first->Share();
  const auto second = FolderLock::Take(folder_, true);
  ASSERT_TRUE(second.ok());
  EXPECT_FALSE(second.value().alone());
  EXPECT_FALSE(FolderLock::Take(folder_, false).ok());
  const auto slice = FolderLock::TakeFile(folder_ / "slice");
  EXPECT_TRUE(slice.ok());
  EXPECT_FALSE(FolderLock::TakeFile(folder_ / "slice").ok());
}

TEST_F(FolderLockTest, WaitingForAFolderEndsWithAStop) {
  auto first = std::optional(FolderLock::WaitFor(folder_, {}));
  const work::StopSource source;
  source.Stop(work::StopReason::kCancelled);
  EXPECT_EQ(FolderLock::WaitFor(folder_, source.token()).status().message(),
            "stopped before it was complete");
  first.reset();
  EXPECT_TRUE(FolderLock::WaitFor(folder_, {}).ok());
}

// What is made in a folder that another removes would keep it from going.
TEST_F(FolderLockTest, WaitingMakesNothing) {
  const auto lock = FolderLock::WaitFor(folder_, {});
  EXPECT_TRUE(lock.ok() && std::filesystem::is_empty(folder_));
  EXPECT_TRUE(std::filesystem::remove(folder_));
  EXPECT_TRUE(FolderLock::WaitFor(folder_, {}).ok());
  EXPECT_FALSE(std::filesystem::exists(folder_));
}

}  // namespace
}  // namespace datagen::runs
