#include "foundation/base/buffer.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>

namespace datagen::base {
namespace {

constexpr size_t kAlignment = 64;
// Four sizes to each power of two, so that no block is more than a quarter too large.
constexpr int kSmallestBits = 8;  // 256 bytes
constexpr int kLargestBits = 25;  // 32 MiB; larger blocks are not kept
constexpr int kClasses = (kLargestBits - kSmallestBits) * 4 + 1;
constexpr size_t kKeptBytesMax = size_t{64} << 20;  // per thread
// The texts of a batch are found by offsets of 32 bits: beyond, they would lie. A whole size class.
constexpr size_t kBlockBytesMax = size_t{7} << 28;

// Free blocks in lists that go through their own first bytes, so that keeping one needs no memory.
struct FreeLists {
  std::array<void*, kClasses> first_of_class{};
  size_t kept_bytes = 0;

  ~FreeLists();
  // The block that was kept last; nullptr when there is none.
  void* Take(int index);
  void Keep(int index, void* block);
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

void* FreeLists::Take(int index) {
  void*& first = first_of_class[static_cast<size_t>(index)];
  void* block = first;
  if (block != nullptr) std::memcpy(&first, block, sizeof(first));
  return block;
}

void FreeLists::Keep(int index, void* block) {
  void*& first = first_of_class[static_cast<size_t>(index)];
  std::memcpy(block, &first, sizeof(first));
  first = block;
}

void FreeLists::FreeAll() {
  for (int i = 0; i < kClasses; ++i) {
    while (void* block = Take(i)) std::free(block);
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
  if (*bytes > kBlockBytesMax) throw std::bad_alloc();
  const SizeClass size = ClassOf(*bytes);
  *bytes = size.bytes;
  if (size.index < kClasses) {
    FreeLists* lists = ThreadLists();
    lists_alive = true;
    if (void* block = lists->Take(size.index)) {
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
}

void ReleaseBlock(void* block, size_t bytes) {
  const SizeClass size = ClassOf(bytes);
  if (size.index < kClasses && lists_alive) {
    FreeLists* lists = ThreadLists();
    if (lists->kept_bytes + size.bytes <= kKeptBytesMax) {
      lists->Keep(size.index, block);
      lists->kept_bytes += size.bytes;
      return;
    }
  }
  std::free(block);
}

}  // namespace datagen::base
