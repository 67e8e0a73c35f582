#include "base/buffer.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <vector>

namespace datagen::base {
namespace {

constexpr size_t kAlignment = 64;
constexpr int kSmallestClass = 8;                   // 256 bytes
constexpr int kLargestClass = 25;                   // 32 MiB; larger blocks are not kept
constexpr size_t kKeptBytesMax = size_t{96} << 20;  // per thread

struct FreeLists {
  std::array<std::vector<void*>, kLargestClass + 1> by_class;
  size_t kept_bytes = 0;

  ~FreeLists();
};

// A buffer may be freed by a static destructor after this thread's lists are gone.
thread_local bool lists_alive = false;

FreeLists* ThreadLists() {
  thread_local FreeLists lists;
  return &lists;
}

FreeLists::~FreeLists() {
  lists_alive = false;
  for (auto& list : by_class) {
    for (void* block : list) std::free(block);
  }
}

int SizeClass(size_t bytes) {
  const auto width = static_cast<int>(std::bit_width(bytes - 1));
  return width < kSmallestClass ? kSmallestClass : width;
}

}  // namespace

void* AllocateBlock(size_t* bytes) {
  const int size_class = SizeClass(*bytes == 0 ? 1 : *bytes);
  *bytes = size_t{1} << size_class;
  if (size_class <= kLargestClass) {
    FreeLists* lists = ThreadLists();
    lists_alive = true;
    auto& list = lists->by_class[static_cast<size_t>(size_class)];
    if (!list.empty()) {
      void* block = list.back();
      list.pop_back();
      lists->kept_bytes -= *bytes;
      return block;
    }
  }
  void* block = std::aligned_alloc(kAlignment, *bytes);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}

void ReleaseBlock(void* block, size_t bytes) {
  const int size_class = SizeClass(bytes);
  if (size_class <= kLargestClass && lists_alive) {
    FreeLists* lists = ThreadLists();
    if (lists->kept_bytes + bytes <= kKeptBytesMax) {
      lists->by_class[static_cast<size_t>(size_class)].push_back(block);
      lists->kept_bytes += bytes;
      return;
    }
  }
  std::free(block);
}

}  // namespace datagen::base
