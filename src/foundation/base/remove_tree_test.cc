#include "foundation/base/remove_tree.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <string>

namespace datagen::base {
namespace {

namespace fs = std::filesystem;

class RemoveTreeTest : public testing::Test {
 protected:
  RemoveTreeTest() {
    std::string name = (fs::temp_directory_path() / "remove-XXXXXX").string();
    place_ = ::mkdtemp(name.data());
    fs::create_directories(place_ / "tree/a/b/c/d");
    std::ofstream(place_ / "tree/a/b/c/d/file") << "text";
    std::ofstream(place_ / "kept") << "text";
    fs::create_symlink(place_ / "kept", place_ / "tree/a/link");
    fs::create_directory_symlink(place_, place_ / "tree/around");
  }
  ~RemoveTreeTest() override { fs::remove_all(place_); }

  void ExpectRemoved() {
    EXPECT_FALSE(fs::exists(place_ / "tree"));
    EXPECT_TRUE(fs::exists(place_ / "kept"));
  }

  fs::path place_;
};

TEST_F(RemoveTreeTest, FoldersFilesAndLinks) {
  EXPECT_FALSE(RemoveTree(place_ / "tree"));
  ExpectRemoved();
  EXPECT_FALSE(RemoveTree(place_ / "tree"));  // what is not there
}

TEST_F(RemoveTreeTest, WithOneDescriptorLeft) {
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  const int next = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  ASSERT_GE(next, 0);
  ::close(next);
  rlimit few = before;
  few.rlim_cur = static_cast<rlim_t>(next) + 1;
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &few), 0);
  std::error_code alone;
  fs::remove_all(place_ / "tree", alone);
  const std::error_code error = RemoveTree(place_ / "tree");
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_TRUE(alone) << "the library's own call does with one: ours is not needed";
  EXPECT_FALSE(error) << error.message();
  ExpectRemoved();
}

}  // namespace
}  // namespace datagen::base
