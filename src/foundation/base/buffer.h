// Uninitialised, growable memory for column values, recycled per thread.
//
// A batch allocates dozens of buffers of a few hundred kilobytes and frees them a moment later.
// Handing those back to the system each time costs a page fault per 4 KiB, more than many kernels,
// so freed blocks wait in a per-thread list for the next batch. The lists are bounded (see
// buffer.cc).
//
// Thread-safety: a Buffer belongs to one thread at a time; it may be freed on another.
#pragma once

#include <cstddef>
#include <cstring>
#include <type_traits>
#include <utility>

namespace datagen::base {

// Returns a block of at least *bytes bytes, aligned to 64, and writes its real size to *bytes.
void* AllocateBlock(size_t* bytes);
// Requires: `bytes` is what AllocateBlock wrote.
void ReleaseBlock(void* block, size_t bytes);

// Gives back the blocks that wait for this thread: for work of another kind, which needs others.
void ReleaseKeptBlocks();

template <typename T>
class Buffer {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Buffer() = default;
  explicit Buffer(size_t size) { Resize(size); }
  Buffer(Buffer&& other) noexcept { Swap(other); }
  Buffer& operator=(Buffer&& other) noexcept {
    Swap(other);
    return *this;
  }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  ~Buffer() {
    if (data_ != nullptr) ReleaseBlock(data_, bytes_);
  }

  [[nodiscard]] size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] size_t capacity() const { return bytes_ / sizeof(T); }
  T* data() { return data_; }
  const T* data() const { return data_; }
  T& operator[](size_t i) { return data_[i]; }
  const T& operator[](size_t i) const { return data_[i]; }
  T* begin() { return data_; }
  T* end() { return data_ + size_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }

  // Keeps the first min(size, old size) values; new ones are not initialised.
  void Resize(size_t size) {
    Reserve(size);
    size_ = size;
  }
  void Assign(size_t size, T value) {
    Resize(size);
    for (size_t i = 0; i < size; ++i) data_[i] = value;
  }
  // Makes room for `size` values in all, at least doubling when it must grow.
  void Reserve(size_t size) {
    if (size <= capacity()) return;
    size_t bytes = size * sizeof(T);
    if (bytes < 2 * bytes_) bytes = 2 * bytes_;
    T* grown = static_cast<T*>(AllocateBlock(&bytes));
    if (size_ > 0) std::memcpy(static_cast<void*>(grown), data_, size_ * sizeof(T));
    if (data_ != nullptr) ReleaseBlock(data_, bytes_);
    data_ = grown;
    bytes_ = bytes;
  }
  void Append(const T* values, size_t count) {
    Reserve(size_ + count);
    if (count > 0) std::memcpy(static_cast<void*>(data_ + size_), values, count * sizeof(T));
    size_ += count;
  }
  void PushBack(T value) {
    Reserve(size_ + 1);
    data_[size_++] = value;
  }

 private:
  void Swap(Buffer& other) {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(bytes_, other.bytes_);
  }

  T* data_ = nullptr;
  size_t size_ = 0;
  size_t bytes_ = 0;
};

}  // namespace datagen::base
