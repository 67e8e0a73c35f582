#include "foundation/work/unfinished.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace datagen::work {
namespace {

namespace fs = std::filesystem;

TEST(Unfinished, OnlyWhatIsUnfinishedIsRemoved) {
  const fs::path folder = fs::path(testing::TempDir()) / ("unfinished-" + std::to_string(getpid()));
  fs::create_directories(folder / "half/deep");
  for (const char* name : {"whole", "half.tmp", "half/deep/file", "moved.tmp"}) {
    std::ofstream(folder / name) << name;
  }
  const pid_t child = fork();  // it ends with RemoveUnfinished, after which nothing goes on
  if (child == 0) {
    Unfinished whole((folder / "whole").string());
    const Unfinished file((folder / "half.tmp").string());
    const Unfinished tree((folder / "half").string());
    Unfinished moved((folder / "moved.tmp").string());
    const Unfinished taken = std::move(moved);
    whole.Forget();
    RemoveUnfinished();
    _exit(0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_TRUE(fs::exists(folder / "whole"));
  EXPECT_FALSE(fs::exists(folder / "half.tmp"));
  EXPECT_FALSE(fs::exists(folder / "half"));
  EXPECT_FALSE(fs::exists(folder / "moved.tmp"));
  fs::remove_all(folder);
}

}  // namespace
}  // namespace datagen::work
