// Which rows a kernel computes: a range, or any list.
#pragma once

#include <cstdint>

namespace datagen::kernel {

struct RowIds {
  int64_t begin = 0;
  int64_t count = 0;
  const int64_t* list = nullptr;  // of `count` ids when not null; then `begin` has no meaning

  static RowIds Range(int64_t begin, int64_t count) { return {begin, count, nullptr}; }
  // Lifetime: `list` must outlive the result.
  static RowIds List(const int64_t* list, int64_t count) { return {0, count, list}; }

  [[nodiscard]] int64_t operator[](int64_t i) const {
    return list == nullptr ? begin + i : list[i];
  }

  // Calls function(position, row id) for each, with the range's loop free of the list's branch.
  template <typename Function>
  void ForEach(Function function) const {
    if (list == nullptr) {
      for (int64_t i = 0; i < count; ++i) function(i, begin + i);
    } else {
      for (int64_t i = 0; i < count; ++i) function(i, list[i]);
    }
  }
};

}  // namespace datagen::kernel
