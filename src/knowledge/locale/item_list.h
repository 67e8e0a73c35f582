// Short texts one behind the other, made to be copied out of at random.
//
// A list of names is read at random a million times a second. Lying close together, most of a list
// stays in the processor's nearest cache, and a copy of a fixed number of bytes needs no call; what
// is too much is written over by whatever is appended next.
// Thread-safety: immutable after the last Add.
#pragma once

#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/base/buffer.h"

namespace datagen::locale {

class ItemList {
 public:
  ItemList() = default;
  explicit ItemList(const std::vector<std::string>& items) {
    for (const std::string& item : items) Add(item);
  }

  void Add(std::string_view item) {
    const size_t begin = offsets_.back();
    chars_.resize(begin + item.size() + kCopied);
    std::memcpy(chars_.data() + begin, item.data(), item.size());
    offsets_.push_back(static_cast<uint32_t>(begin + item.size()));
  }

  [[nodiscard]] size_t size() const { return offsets_.size() - 1; }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] std::string_view operator[](size_t i) const {
    return {chars_.data() + offsets_[i], offsets_[i + 1] - offsets_[i]};
  }

  // Requires: i < size().
  void AppendTo(size_t i, base::Buffer<char>* out) const {
    const uint32_t from = offsets_[i];
    const size_t bytes = offsets_[i + 1] - from;
    const size_t begin = out->size();
    out->Resize(begin + (bytes > kCopied ? bytes : kCopied));
    if (bytes > kCopied) {
      std::memcpy(out->data() + begin, chars_.data() + from, bytes);
    } else {
      std::memcpy(out->data() + begin, chars_.data() + from, kCopied);
    }
    out->Resize(begin + bytes);
  }

 private:
  static constexpr size_t kCopied = 32;

  std::vector<char> chars_;  // and room for one copy beyond the last item
  std::vector<uint32_t> offsets_ = {0};
};

}  // namespace datagen::locale
