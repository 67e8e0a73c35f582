#include "foundation/work/temporary_folder.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace datagen::work {
namespace {

namespace fs = std::filesystem;

class TemporaryFolders : public testing::Test {
 protected:
  ~TemporaryFolders() override { fs::remove_all(place_); }

  [[nodiscard]] int64_t Count() const {
    return std::distance(fs::directory_iterator(place_), fs::directory_iterator());
  }

  fs::path place_ = fs::path(testing::TempDir()) / ("temporary-" + std::to_string(getpid()));
};

TEST_F(TemporaryFolders, GoWithTheirOwner) {
  {
    auto folder = TemporaryFolder::Make(place_.string());
    ASSERT_TRUE(folder.ok());
    std::ofstream(fs::path(folder->path()) / "file") << "text";
    const TemporaryFolder moved = std::move(*folder);
    EXPECT_TRUE(fs::exists(fs::path(moved.path()) / "file"));
    EXPECT_EQ(Count(), 1);
  }
  EXPECT_EQ(Count(), 0);
}

TEST_F(TemporaryFolders, AreMadeWhileOthersSweep) {
  constexpr int kThreads = 4;
  constexpr int kFolders = 300;
  std::atomic<int> failed{0};
  {
    std::vector<std::jthread> threads;
    threads.reserve(kThreads);
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&] {
        for (int k = 0; k < kFolders; ++k) {
          failed += TemporaryFolder::Make(place_.string()).ok() ? 0 : 1;
        }
      });
    }
  }
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(Count(), 0);
}

TEST_F(TemporaryFolders, ThoseOfAKilledProcessAreRemovedAndNoOthers) {
  auto own = TemporaryFolder::Make(place_.string());
  ASSERT_TRUE(own.ok());
  fs::create_directories(place_ / "datagen-of-somebody");
  const pid_t child = fork();
  if (child == 0) {
    auto left = TemporaryFolder::Make(place_.string());
    std::ofstream(fs::path(left->path()) / "file") << "text";
    _exit(left.ok() ? 0 : 1);
  }
  int status = 1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
  ASSERT_EQ(Count(), 3);
  auto next = TemporaryFolder::Make(place_.string());
  ASSERT_TRUE(next.ok());
  EXPECT_EQ(Count(), 3);
  EXPECT_TRUE(fs::exists(own->path()));
  EXPECT_TRUE(fs::exists(next->path()));
  EXPECT_TRUE(fs::exists(place_ / "datagen-of-somebody"));
}

TEST_F(TemporaryFolders, APlaceThatIsAFileIsNone) {
  std::ofstream(place_) << "text";
  const auto folder = TemporaryFolder::Make(place_.string());
  ASSERT_FALSE(folder.ok());
  EXPECT_EQ(folder.status().diagnostic().code, "folder-not-created");
}

}  // namespace
}  // namespace datagen::work
