// The memory that a container, or a service's unit, lets its processes have: the limit of the
// process's control group and of those around it.
//
// Source: Linux, admin-guide/cgroup-v2.rst (memory.max) and cgroup-v1/memory.rst
// (memory.limit_in_bytes); proc(5) for where groups are mounted and which one is the process's.
// Thread-safety: from any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace datagen::work {

// The least of these limits in bytes; nothing where there is none, or none can be read. `root`:
// below which /proc and the mounts lie.
std::optional<int64_t> ContainerMemory(const std::filesystem::path& root = "/");

// What of it the process does not hold yet, at least 1; 0 where there is no limit. As found when it
// is asked for the first time: limits seldom change while a program runs.
int64_t ContainerMemoryLeft();

}  // namespace datagen::work
