#include "functions/kernel/uniform_units.h"

#include "foundation/random/permutation.h"
#include "functions/kernel/vector.h"

namespace datagen::kernel {
namespace {

constexpr uint64_t kNarrow = uint64_t{1} << 62;  // so many units a permutation can order

// At most kNarrow of them.
class NarrowUnits : public Generator {
 public:
  NarrowUnits(Physical physical, base::Int128 low, uint64_t count, const random::Key& key,
              bool unique)
      : physical_(physical), low_(low), count_(count), stream_(key.Draw(0)) {
    if (unique) order_ = random::Permutation(key.Child("order"), count);
  }

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    auto values = Vector::Make(physical_, cells.size());
    if (physical_ == Physical::kInt64 && cells.uniforms == nullptr && order_.count() == 0) {
      // Nearly all columns: nothing to decide in the loop.
      const random::Stream stream = stream_;
      const auto low = static_cast<int64_t>(low_);
      const uint64_t count = count_;
      int64_t* out = values->ints.data();
      cells.rows.ForEach([=](int64_t i, int64_t row) {
        out[i] = low + static_cast<int64_t>(random::ToIndex(stream.Bits(row), count));
      });
      return values;
    }
    const auto at = [&](int64_t i, int64_t row) -> uint64_t {
      if (cells.uniforms != nullptr) {
        const auto index = static_cast<uint64_t>(cells.uniforms[i] * static_cast<double>(count_));
        return index < count_ ? index : count_ - 1;
      }
      if (order_.count() > 0) return order_(static_cast<uint64_t>(row));
      return random::ToIndex(stream_.Bits(row), count_);
    };
    if (physical_ == Physical::kInt64) {
      const auto low = static_cast<int64_t>(low_);
      cells.rows.ForEach([&](int64_t i, int64_t row) {
        values->ints[static_cast<size_t>(i)] = low + static_cast<int64_t>(at(i, row));
      });
    } else {
      cells.rows.ForEach([&](int64_t i, int64_t row) {
        values->wide[static_cast<size_t>(i)] = low_ + static_cast<base::Int128>(at(i, row));
      });
    }
    return values;
  }

 private:
  Physical physical_;
  base::Int128 low_;
  uint64_t count_;
  random::Stream stream_;
  random::Permutation order_;
};

// The whole part of a * b / 2^128: an index below b, of 128 random bits (as random::ToIndex).
base::Uint128 HighProduct(base::Uint128 a, base::Uint128 b) {
  const auto low = [](base::Uint128 x) {
    return static_cast<base::Uint128>(static_cast<uint64_t>(x));
  };
  const auto high = [](base::Uint128 x) { return x >> 64; };
  const base::Uint128 middle =
      high(low(a) * low(b)) + low(low(a) * high(b)) + low(high(a) * low(b));
  return high(a) * high(b) + high(low(a) * high(b)) + high(high(a) * low(b)) + high(middle);
}

// More of them. Unique values come one from each of kNarrow equal parts of the range.
class WideUnits : public Generator {
 public:
  WideUnits(Physical physical, base::Int128 low, base::Uint128 count, const random::Key& key,
            bool unique)
      : physical_(physical),
        low_(low),
        count_(count),
        high_bits_(key.Draw(0)),
        low_bits_(key.Draw(1)) {
    if (unique) order_ = random::Permutation(key.Child("order"), kNarrow);
  }

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    auto values = Vector::Make(physical_, cells.size());
    cells.rows.ForEach([&](int64_t i, int64_t row) {
      // The sum is right modulo 2^128, where the difference may not fit a signed number.
      const auto value =
          static_cast<base::Int128>(static_cast<base::Uint128>(low_) + At(cells, i, row));
      if (physical_ == Physical::kInt64) {
        values->ints[static_cast<size_t>(i)] = static_cast<int64_t>(value);
      } else {
        values->wide[static_cast<size_t>(i)] = value;
      }
    });
    return values;
  }

 private:
  [[nodiscard]] base::Uint128 At(const Cells& cells, int64_t i, int64_t row) const {
    const base::Uint128 bits =
        (static_cast<base::Uint128>(high_bits_.Bits(row)) << 64) | low_bits_.Bits(row);
    if (order_.count() > 0) {
      const base::Uint128 part = count_ / kNarrow;
      return order_(static_cast<uint64_t>(row)) * part + HighProduct(bits, part);
    }
    if (cells.uniforms == nullptr) return HighProduct(bits, count_);
    // A double has 53 of the digits, the rest are drawn.
    const double unit = cells.uniforms[i];
    const auto head = static_cast<uint64_t>(unit * 0x1p53);
    return HighProduct((static_cast<base::Uint128>(head) << 75) | (bits >> 53), count_);
  }

  Physical physical_;
  base::Int128 low_;
  base::Uint128 count_;
  random::Stream high_bits_;
  random::Stream low_bits_;
  random::Permutation order_;
};

}  // namespace

std::unique_ptr<Generator> MakeUniformUnits(Physical physical, base::Int128 low,
                                            base::Uint128 count, const random::Key& key,
                                            bool unique) {
  if (count > kNarrow) return std::make_unique<WideUnits>(physical, low, count, key, unique);
  return std::make_unique<NarrowUnits>(physical, low, static_cast<uint64_t>(count), key, unique);
}

}  // namespace datagen::kernel
