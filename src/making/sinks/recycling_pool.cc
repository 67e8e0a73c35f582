#include "making/sinks/recycling_pool.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <new>
#include <string>

#include "foundation/base/buffer.h"

namespace datagen::sinks {
namespace {

class Pool : public arrow::MemoryPool {
 public:
  using arrow::MemoryPool::Allocate;
  using arrow::MemoryPool::Free;
  using arrow::MemoryPool::Reallocate;

  arrow::Status Allocate(int64_t size, int64_t alignment, uint8_t** out) override {
    if (size < 0 || alignment > kHeaderBytes)
      return arrow::Status::Invalid("allocation out of range");
    size_t bytes = static_cast<size_t>(size) + kHeaderBytes;
    try {
      auto* block = static_cast<uint8_t*>(base::AllocateBlock(&bytes));
      std::memcpy(block, &bytes, sizeof(bytes));
      *out = block + kHeaderBytes;
    } catch (const std::bad_alloc&) {
      return arrow::Status::OutOfMemory("no memory for ", std::to_string(size), " bytes");
    }
    Count(size);
    return arrow::Status::OK();
  }

  arrow::Status Reallocate(int64_t old_size, int64_t new_size, int64_t alignment,
                           uint8_t** data) override {
    // Growing within the block and mild shrinking cost nothing.
    const auto room = static_cast<int64_t>(BlockBytes(*data) - kHeaderBytes);
    constexpr int64_t kWasteMax = 4;
    if (new_size <= room && new_size >= room / kWasteMax) {
      Count(new_size - old_size);
      return arrow::Status::OK();
    }
    uint8_t* moved = nullptr;
    ARROW_RETURN_NOT_OK(Allocate(new_size, alignment, &moved));
    std::memcpy(moved, *data, static_cast<size_t>(std::min(old_size, new_size)));
    Free(*data, old_size, alignment);
    *data = moved;
    return arrow::Status::OK();
  }

  void Free(uint8_t* data, int64_t size, int64_t /*alignment*/) override {
    base::ReleaseBlock(data - kHeaderBytes, BlockBytes(data));
    allocated_ -= size;
  }

  [[nodiscard]] int64_t bytes_allocated() const override { return allocated_; }
  [[nodiscard]] int64_t max_memory() const override { return most_; }
  [[nodiscard]] int64_t total_bytes_allocated() const override { return total_; }
  [[nodiscard]] int64_t num_allocations() const override { return allocations_; }
  [[nodiscard]] std::string backend_name() const override { return "datagen"; }

 private:
  // The block's size stands before the data: callers know only what they asked for.
  static constexpr int64_t kHeaderBytes = 64;

  static size_t BlockBytes(const uint8_t* data) {
    size_t bytes = 0;
    std::memcpy(&bytes, data - kHeaderBytes, sizeof(bytes));
    return bytes;
  }

  void Count(int64_t size) {
    const int64_t now = allocated_ += size;
    int64_t most = most_;
    while (now > most && !most_.compare_exchange_weak(most, now)) {
    }
    if (size > 0) total_ += size;
    ++allocations_;
  }

  std::atomic<int64_t> allocated_{0};
  std::atomic<int64_t> most_{0};
  std::atomic<int64_t> total_{0};
  std::atomic<int64_t> allocations_{0};
};

}  // namespace

arrow::MemoryPool* RecyclingPool() {
  static auto* pool = new Pool;
  return pool;
}

}  // namespace datagen::sinks
