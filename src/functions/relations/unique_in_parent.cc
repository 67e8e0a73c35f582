#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

#include "foundation/base/division.h"
#include "foundation/base/plural.h"
#include "foundation/random/permutation.h"
#include "functions/kernel/binding.h"

namespace datagen::relations {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

// Child j of a parent takes the row at a + j b (mod n) of a seeded order, with a and b drawn for
// the parent and b without a common divisor with n: no repeat for j < n, and no list to keep.
class UniqueInParent : public Relation {
 public:
  UniqueInParent(int64_t count, const random::Key& key)
      : count_(static_cast<uint64_t>(count)),
        by_count_(count_),
        order_(key, count_),
        stream_(key.Draw(1)) {
    uint64_t rest = count_;
    for (uint64_t divisor = 2; divisor * divisor <= rest && divisor < kDivisorMax; ++divisor) {
      if (rest % divisor != 0) continue;
      prime_factors_.push_back(divisor);
      while (rest % divisor == 0) rest /= divisor;
    }
    if (rest > 1 && rest < kDivisorMax * kDivisorMax) {
      prime_factors_.push_back(rest);
      rest = 1;
    }
    factored_ = rest == 1;
    if (count_ > kBitmapMax) return;
    coprime_.assign((count_ + 63) / 64, 0);
    for (uint64_t stride = 1; stride < count_; ++stride) {
      if (std::gcd(stride, count_) == 1) coprime_[stride / 64] |= uint64_t{1} << (stride % 64);
    }
  }

  void Map(const Cells& cells, int64_t* targets) const override {
    int64_t parent = -1;
    uint64_t start = 0;
    uint64_t stride = 1;
    for (int64_t i = 0; i < cells.size(); ++i) {
      if (cells.parent_rows[i] != parent) {
        parent = cells.parent_rows[i];
        random::CellStream cell(stream_.Bits(parent));
        start = random::ToIndex(cell.Next(), count_);
        stride = Stride(&cell);
      }
      const auto index = static_cast<uint64_t>(cells.child_indexes[i]);
      const auto product = static_cast<unsigned __int128>(index) * stride;
      const uint64_t step = product <= UINT64_MAX
                                ? by_count_.Remainder(static_cast<uint64_t>(product))
                                : static_cast<uint64_t>(product % count_);
      const uint64_t sum = start + step;  // below 2 count_
      targets[i] = static_cast<int64_t>(order_(sum >= count_ ? sum - count_ : sum));
    }
  }

 private:
  [[nodiscard]] uint64_t Stride(random::CellStream* cell) const {
    if (count_ < 3) return 1;
    constexpr int kTries = 64;  // six in ten numbers serve, so 64 misses do not happen in practice
    if (!coprime_.empty()) {
      // Some at once: whether one serves is a coin toss, and a processor that guesses it wrong
      // loses more time than the others cost.
      constexpr int kAtOnce = 4;
      for (int k = 0; k < kTries; k += kAtOnce) {
        std::array<uint64_t, kAtOnce> strides{};
        unsigned serve = 0;
        for (unsigned j = 0; j < kAtOnce; ++j) {
          strides[j] = 1 + random::ToIndex(cell->Next(), count_ - 1);
          serve |= static_cast<unsigned>(IsMarked(strides[j])) << j;
        }
        if (serve != 0) return strides[static_cast<size_t>(std::countr_zero(serve))];
      }
      return 1;
    }
    for (int k = 0; k < kTries; ++k) {
      const uint64_t stride = 1 + random::ToIndex(cell->Next(), count_ - 1);
      if (IsCoprime(stride)) return stride;
    }
    return 1;
  }

  // Requires: the table is small.
  [[nodiscard]] bool IsMarked(uint64_t stride) const {
    return ((coprime_[stride / 64] >> (stride % 64)) & 1) != 0;
  }

  // A few remainders by known factors, instead of Euclid's chain of them.
  [[nodiscard]] bool IsCoprime(uint64_t stride) const {
    if (!factored_) return std::gcd(stride, count_) == 1;
    return std::none_of(prime_factors_.begin(), prime_factors_.end(),
                        [&](uint64_t factor) { return stride % factor == 0; });
  }

  static constexpr uint64_t kDivisorMax = 65'536;
  static constexpr uint64_t kBitmapMax = 65'536;

  uint64_t count_;
  base::Divider by_count_;
  std::vector<uint64_t> prime_factors_;
  bool factored_ = false;
  std::vector<uint64_t> coprime_;  // a bit a stride, of small tables
  random::Permutation order_;
  random::Stream stream_;
};

std::optional<BoundRelation> Bind(BindContext& context, const RelationRequest& request) {
  if (request.target_rows < 1) {
    context.Error("empty-table", request.where,
                  fmt::format("table '{}' has no rows to pick from", request.target_node),
                  {.given = "0", .expected = "at least 1 row"});
    return std::nullopt;
  }
  if (!context.UseFamily(request.where)) return std::nullopt;
  if (context.children_max() > request.target_rows) {
    context.Error("not-enough-rows", request.where,
                  fmt::format("a parent can have {} children, which can't each pick "
                              "another of the {} {} of '{}'",
                              context.children_max(), request.target_rows,
                              base::Plural(request.target_rows, "row"), request.target_node),
                  {.given = std::to_string(request.target_rows),
                   .expected = fmt::format("at least {} rows", context.children_max()),
                   .hint = "limit the fan-out with 'max'"});
    return std::nullopt;
  }
  BoundRelation bound;
  bound.kernel = std::make_unique<UniqueInParent>(request.target_rows, context.key());
  bound.unique_in_parent = true;
  return bound;
}

}  // namespace

const RelationInfo& UniqueInParentInfo() {
  static const RelationInfo info{
      {.id = "unique_in_parent",
       .summary = "Picks no row twice among the children of one parent (junction tables)",
       .details = "",
       .parameters = {},
       .example = R"json([{"id": "student", "kind": "entity", "pk": "id", "rows": 200, "columns": [
        {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}}]},
      {"id": "course", "kind": "entity", "pk": "id", "rows": 12, "columns": [
        {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}}]},
      {"id": "enrolment", "kind": "fact", "pk": ["student_id", "course_id"],
       "parents": ["student"], "fanout": {"distribution": "uniform", "min": 0, "max": 12},
       "columns": [
        {"name": "student_id", "type": "int", "nullable": false,
         "generator": {"lookup": {"from": "student.id"}}},
        {"name": "course_id", "type": "int", "nullable": false,
         "generator": {"lookup": {"from": "course.id", "pick": "unique_in_parent"}}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::relations
