#include "foundation/work/container_memory.h"

#include <gtest/gtest.h>

#include <fstream>

namespace datagen::work {
namespace {

class ContainerMemoryTest : public testing::Test {
 protected:
  ~ContainerMemoryTest() override { std::filesystem::remove_all(root_); }

  void Write(const std::string& path, const std::string& text) {
    const std::filesystem::path file = root_ / path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }

  std::filesystem::path root_ = std::filesystem::path(testing::TempDir()) /
                                testing::UnitTest::GetInstance()->current_test_info()->name();
};

constexpr const char* kSecondVersion =
    "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
    "31 22 0:28 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw\n";

TEST_F(ContainerMemoryTest, TheLeastOfTheGroupAndThoseAround) {
  Write("proc/self/mountinfo", kSecondVersion);
  Write("proc/self/cgroup", "0::/pods/mine\n");
  Write("sys/fs/cgroup/pods/mine/memory.max", "max\n");
  Write("sys/fs/cgroup/pods/memory.max", "500000000\n");
  EXPECT_EQ(ContainerMemory(root_), 500'000'000);
  Write("sys/fs/cgroup/pods/mine/memory.max", "800000000\n");
  EXPECT_EQ(ContainerMemory(root_), 500'000'000);
  Write("sys/fs/cgroup/pods/mine/memory.max", "300000000\n");
  EXPECT_EQ(ContainerMemory(root_), 300'000'000);
  Write("sys/fs/cgroup/memory.max", "200000000\n");
  EXPECT_EQ(ContainerMemory(root_), 200'000'000) << "the outermost is its own";
}

TEST_F(ContainerMemoryTest, InANameSpaceOfItsOwn) {
  Write("proc/self/mountinfo", kSecondVersion);
  Write("proc/self/cgroup", "0::/\n");
  EXPECT_EQ(ContainerMemory(root_), std::nullopt);
  Write("sys/fs/cgroup/memory.max", "268435456\n");
  EXPECT_EQ(ContainerMemory(root_), 268'435'456);
}

TEST_F(ContainerMemoryTest, TheFirstVersion) {
  Write("proc/self/mountinfo",
        "34 31 0:31 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n"
        "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
        "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n");
  Write("proc/self/cgroup", "4:cpu,cpuacct:/other\n3:memory:/box/inner\n0::/\n");
  Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
  Write("sys/fs/cgroup/memory/box/inner/memory.limit_in_bytes", "9223372036854771712\n");
  Write("sys/fs/cgroup/cpu/other/memory.limit_in_bytes", "1\n");
  EXPECT_EQ(ContainerMemory(root_), std::nullopt);
  Write("sys/fs/cgroup/memory/box/memory.limit_in_bytes", "400000000\n");
  EXPECT_EQ(ContainerMemory(root_), 400'000'000);
}

// What is mounted is the container's own group, by its name outside.
TEST_F(ContainerMemoryTest, AMountThatShowsAPart) {
  Write("proc/self/mountinfo",
        "35 31 0:32 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n");
  Write("proc/self/cgroup", "3:memory:/docker/abc/job\n");
  Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "700000000\n");
  EXPECT_EQ(ContainerMemory(root_), 700'000'000);
  Write("sys/fs/cgroup/memory/job/memory.limit_in_bytes", "600000000\n");
  EXPECT_EQ(ContainerMemory(root_), 600'000'000);
  Write("proc/self/cgroup", "3:memory:/\n");
  EXPECT_EQ(ContainerMemory(root_), 700'000'000);
}

TEST_F(ContainerMemoryTest, WhereNothingCanBeRead) {
  EXPECT_EQ(ContainerMemory(root_), std::nullopt);
  Write("proc/self/mountinfo", "35 31\n- - - -\n");
  Write("proc/self/cgroup", "3\n\n::\n");
  EXPECT_EQ(ContainerMemory(root_), std::nullopt);
}

}  // namespace
}  // namespace datagen::work
