#include "foundation/work/container_memory.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "foundation/work/process_use.h"

namespace datagen::work {
namespace {

namespace fs = std::filesystem;

// A kind of control groups: where it is mounted, and the file that says the limit.
struct Hierarchy {
  fs::path shown;  // the group that lies at the place of the mount
  fs::path place;  // below the root
  fs::path group;  // the process's
  const char* file = nullptr;
};

std::vector<std::string> Fields(const std::string& line, char separator) {
  std::vector<std::string> fields;
  std::istringstream stream(line);
  for (std::string field; std::getline(stream, field, separator);) fields.push_back(field);
  return fields;
}

bool Lists(const std::string& words, const char* word) {
  const auto fields = Fields(words, ',');
  return std::find(fields.begin(), fields.end(), word) != fields.end();
}

// Of a line of /proc/self/mountinfo: "35 31 0:32 /shown /place options … - type source options".
std::optional<Hierarchy> ReadMount(const std::string& line) {
  const auto fields = Fields(line, ' ');
  const auto dash = std::find(fields.begin(), fields.end(), "-");
  constexpr long kAfterDash = 4;  // itself, the type, the source, the options
  constexpr long kBeforeDash = 6;
  if (dash - fields.begin() < kBeforeDash || fields.end() - dash < kAfterDash) return std::nullopt;
  Hierarchy mount{.shown = fields[3], .place = fields[4]};
  if (dash[1] == "cgroup2") {
    mount.file = "memory.max";
  } else if (dash[1] == "cgroup" && Lists(dash[3], "memory")) {
    mount.file = "memory.limit_in_bytes";
  } else {
    return std::nullopt;
  }
  return mount;
}

// Of the lines of /proc/self/cgroup, "4:memory:/path" or "0::/path".
fs::path GroupOf(const fs::path& root, bool second_version) {
  std::ifstream groups(root / "proc/self/cgroup");
  for (std::string line; std::getline(groups, line);) {
    const auto first = line.find(':');
    const auto second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    const bool meant = second_version ? controllers.empty() : Lists(controllers, "memory");
    if (meant) return line.substr(second + 1);
  }
  return "/";
}

std::optional<int64_t> ReadLimit(const fs::path& file) {
  std::ifstream stream(file);
  int64_t bytes = 0;
  if (!(stream >> bytes) || bytes <= 0) return std::nullopt;  // "max"
  // The first version says "none" by the greatest number of whole pages.
  constexpr int64_t kNone = int64_t{1} << 60;
  return bytes < kNone ? std::optional(bytes) : std::nullopt;
}

// The least limit of the group and those around it, as far out as the mount shows them.
std::optional<int64_t> LeastLimit(const fs::path& root, const Hierarchy& hierarchy) {
  // A group outside of what is shown, as in a container without a name space of groups: what is
  // shown is the container's.
  fs::path below = hierarchy.group.lexically_relative(hierarchy.shown);
  if (below.empty() || *below.begin() == "..") below = hierarchy.group.relative_path();
  const fs::path top = root / hierarchy.place.relative_path();
  std::optional<int64_t> least;
  for (fs::path at = (top / below).lexically_normal();; at = at.parent_path()) {
    const auto limit = ReadLimit(at / hierarchy.file);
    if (limit) least = std::min(*limit, least.value_or(*limit));
    const fs::path outer = at.lexically_relative(top);
    if (outer.empty() || outer == "." || at == at.parent_path()) return least;
  }
}

}  // namespace

std::optional<int64_t> ContainerMemory(const fs::path& root) {
  std::optional<int64_t> least;
  std::ifstream mounts(root / "proc/self/mountinfo");
  for (std::string line; std::getline(mounts, line);) {
    auto hierarchy = ReadMount(line);
    if (!hierarchy) continue;
    hierarchy->group = GroupOf(root, hierarchy->file == std::string("memory.max"));
    const auto limit = LeastLimit(root, *hierarchy);
    if (limit) least = std::min(*limit, least.value_or(*limit));
  }
  return least;
}

int64_t ContainerMemoryLeft() {
  static const int64_t left = [] {
    const auto limit = ContainerMemory();
    return limit ? std::max<int64_t>(1, *limit - ResidentMemoryBytes()) : 0;
  }();
  return left;
}

}  // namespace datagen::work
