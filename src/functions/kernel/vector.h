// The values of one column for one batch of rows.
//
// Invariants: a value at a null position is zero or empty (so hashes and encodings do not depend on
// what a kernel left there); codes of a dictionary vector are within the dictionary, also at nulls.
// Thread-safety: immutable once shared as a VectorPtr.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/base/buffer.h"
#include "foundation/base/decimal.h"
#include "functions/kernel/value_type.h"

namespace datagen::kernel {

// Strings one behind the other.
class StringTable {
 public:
  StringTable() { offsets_.PushBack(0); }

  [[nodiscard]] int64_t size() const { return static_cast<int64_t>(offsets_.size()) - 1; }
  [[nodiscard]] std::string_view operator[](int64_t i) const {
    const int32_t begin = offsets_[static_cast<size_t>(i)];
    return {chars_.data() + begin,
            static_cast<size_t>(offsets_[static_cast<size_t>(i) + 1] - begin)};
  }
  // Makes room for `count` strings of `bytes` in all.
  void Reserve(int64_t count, int64_t bytes) {
    offsets_.Reserve(static_cast<size_t>(count) + 1);
    chars_.Reserve(static_cast<size_t>(bytes));
  }
  void Append(std::string_view text) {
    chars_.Append(text.data(), text.size());
    EndString();
  }
  // Forgets the strings and keeps their memory.
  void Clear() {
    offsets_.Resize(1);
    chars_.Resize(0);
  }
  // A string in pieces: any number of Append to chars(), then EndString().
  base::Buffer<char>& chars() { return chars_; }
  void EndString() { offsets_.PushBack(static_cast<int32_t>(chars_.size())); }
  // The string ends before character `end`, which chars() may not have yet.
  void EndStringAt(size_t end) { offsets_.PushBack(static_cast<int32_t>(end)); }

  [[nodiscard]] const base::Buffer<int32_t>& offsets() const { return offsets_; }
  [[nodiscard]] const base::Buffer<char>& chars() const { return chars_; }

 private:
  base::Buffer<int32_t> offsets_;
  base::Buffer<char> chars_;
};

struct Vector;
using VectorPtr = std::shared_ptr<const Vector>;

struct Vector {
  Physical physical = Physical::kInt64;
  int64_t length = 0;
  base::Buffer<uint8_t> valid;  // 1 = a value, 0 = null; empty: no nulls

  // One of these, by `physical`.
  base::Buffer<int64_t> ints;
  base::Buffer<base::Int128> wide;
  base::Buffer<double> floats;
  base::Buffer<uint8_t> bools;
  StringTable strings;                            // kString without a dictionary
  std::shared_ptr<const StringTable> dictionary;  // kString: not null when values are codes
  base::Buffer<int32_t> codes;                    // kString with a dictionary
  base::Buffer<int32_t> list_offsets;             // kList: length + 1
  VectorPtr items;                                // kList

  static std::shared_ptr<Vector> Make(Physical physical, int64_t length);

  [[nodiscard]] bool has_nulls() const { return !valid.empty(); }
  [[nodiscard]] bool IsValid(int64_t i) const {
    return valid.empty() || valid[static_cast<size_t>(i)] != 0;
  }
  // Requires: physical is kString.
  [[nodiscard]] std::string_view String(int64_t i) const {
    return dictionary != nullptr ? (*dictionary)[codes[static_cast<size_t>(i)]] : strings[i];
  }
  // Sets the value to null and zero. Plain strings cannot be emptied in place: see WithNulls.
  void SetNull(int64_t i);
  void EnsureValid() {
    if (valid.empty()) valid.Assign(static_cast<size_t>(length), 1);
  }
};

// The values at `indexes` (a position each; -1 gives null).
std::shared_ptr<Vector> Take(const Vector& values, const int64_t* indexes, int64_t count);

// The same values with those nulls added whose `keep` byte is 0. Takes over `values` when it can.
VectorPtr WithNulls(VectorPtr values, const base::Buffer<uint8_t>& keep);

// A copy that may be changed; the same object when nobody else holds it.
std::shared_ptr<Vector> Mutable(VectorPtr values);

// A dictionary of these strings, for vectors of codes.
std::shared_ptr<const StringTable> MakeDictionary(const std::vector<std::string>& strings);

}  // namespace datagen::kernel
