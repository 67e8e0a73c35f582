#include "foundation/base/buffer.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <vector>

namespace datagen::base {
namespace {

constexpr size_t kAlignment = 64;
// Four sizes to each power of two, so that no block is more than a quarter too large.
constexpr int kSmallestBits = 8;  // 256 bytes
constexpr int kLargestBits = 25;  // 32 MiB; larger blocks are not kept
constexpr int kClasses = (kLargestBits - kSmallestBits) * 4 + 1;
constexpr size_t kKeptBytesMax = size_t{64} << 20;  // per thread

struct FreeLists {
  std::array<std::vector<void*>, kClasses> by_class;
  size_t kept_bytes = 0;

  ~FreeLists();
  void FreeAll();
};

// A buffer may be freed by a static destructor after this thread's lists are gone.
thread_local bool lists_alive = false;

FreeLists* ThreadLists() {
  thread_local FreeLists lists;
  return &lists;
}

FreeLists::~FreeLists() {
  lists_alive = false;
  FreeAll();
}

void FreeLists::FreeAll() {
  for (auto& list : by_class) {
    for (void* block : list) std::free(block);
    list.clear();
  }
  kept_bytes = 0;
}

struct SizeClass {
  int index;     // kClasses or more: too large to be kept
  size_t bytes;  // of every block of the class
};

SizeClass ClassOf(size_t bytes) {
  constexpr size_t kSmallest = size_t{1} << kSmallestBits;
  if (bytes <= kSmallest) return {0, kSmallest};
  const int bits = static_cast<int>(std::bit_width(bytes - 1)) - 1;  // 2^bits < bytes
  const size_t step = (size_t{1} << bits) / 4;
  const size_t steps = (bytes - 1) / step + 1;  // 5 to 8
  return {(bits - kSmallestBits) * 4 + static_cast<int>(steps) - 4, steps * step};
}

}  // namespace

void* AllocateBlock(size_t* bytes) {
  const SizeClass size = ClassOf(*bytes);
  *bytes = size.bytes;
  if (size.index < kClasses) {
    FreeLists* lists = ThreadLists();
    lists_alive = true;
    auto& list = lists->by_class[static_cast<size_t>(size.index)];
    if (!list.empty()) {
      void* block = list.back();
      list.pop_back();
      lists->kept_bytes -= size.bytes;
      return block;
    }
  }
  void* block = std::aligned_alloc(kAlignment, size.bytes);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}

void ReleaseKeptBlocks() {
  if (lists_alive) ThreadLists()->FreeAll();
#ifdef __GLIBC__
#if !defined(__SANITIZE_ADDRESS__)  // whose own allocator leaves glibc's without a start
  ::malloc_trim(0);  // else freed pages stay with the process, between blocks still in use
#endif
#endif
}

void ReleaseBlock(void* block, size_t bytes) {
  const SizeClass size = ClassOf(bytes);
  if (size.index < kClasses && lists_alive) {
    FreeLists* lists = ThreadLists();
    if (lists->kept_bytes + size.bytes <= kKeptBytesMax) {
      lists->by_class[static_cast<size_t>(size.index)].push_back(block);
      lists->kept_bytes += size.bytes;
      return;
    }
  }
  std::free(block);
}

}  // namespace datagen::base
