#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

#include "functions/kernel/binding.h"

namespace datagen::generators {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

enum class Fold { kSum, kCount, kMin, kMax, kMean };

// Running result of one row's children. Integers and decimals add up exactly.
struct Total {
  base::Int128 whole = 0;
  double real = 0;
  int64_t count = 0;
  bool beyond = false;  // more than 128 bits, or than a double holds

  void Add(base::Int128 value, Fold fold) {
    if (fold == Fold::kMin || fold == Fold::kMax) {
      const bool better = fold == Fold::kMin ? value < whole : value > whole;
      if (count == 0 || better) whole = value;
    } else {
      constexpr auto kMost = ~(base::Int128{1} << 127);
      if (__builtin_add_overflow(whole, value, &whole)) {
        whole = value < 0 ? -kMost : kMost;
        beyond = true;
      }
    }
    ++count;
  }
  void Add(double value, Fold fold) {
    if (fold == Fold::kMin || fold == Fold::kMax) {
      const bool better = fold == Fold::kMin ? value < real : value > real;
      if (count == 0 || better) real = value;
    } else {
      real += value;
    }
    ++count;
  }
};

class Aggregate : public Generator {
 public:
  Aggregate(int child_slot, Fold fold, ValueType from, ValueType to)
      : child_slot_(child_slot), fold_(fold), from_(std::move(from)), to_(std::move(to)) {}

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    std::vector<Total> totals(static_cast<size_t>(cells.size()));
    cells.children->Visit(child_slot_, [&](int64_t first, int64_t count, const int64_t* offsets,
                                           const Vector& values) {
      Total* into = totals.data() + first;
      switch (values.physical) {
        case Physical::kInt64:
          AddAll(values, values.ints, offsets, count, into);
          break;
        case Physical::kInt128:
          AddAll(values, values.wide, offsets, count, into);
          break;
        case Physical::kFloat64:
          AddAll(values, values.floats, offsets, count, into);
          break;
        default:
          for (int64_t k = 0; k < count; ++k) {
            for (int64_t i = offsets[k]; i < offsets[k + 1]; ++i) {
              into[k].count += values.IsValid(i) ? 1 : 0;
            }
          }
      }
    });
    return Result(totals, cells.saturated);
  }

 private:
  template <typename T>
  void AddAll(const Vector& values, const base::Buffer<T>& numbers, const int64_t* offsets,
              int64_t count, Total* into) const {
    using Sum = std::conditional_t<std::is_same_v<T, double>, double, base::Int128>;
    const bool plain = !values.has_nulls();
    if (plain && fold_ == Fold::kCount) {
      for (int64_t k = 0; k < count; ++k) into[k].count += offsets[k + 1] - offsets[k];
      return;
    }
    if constexpr (std::is_same_v<T, int64_t>) {
      if (plain && fold_ == Fold::kSum) {
        AddUpWhole(numbers.data(), offsets, count, into);
        return;
      }
    }
    for (int64_t k = 0; k < count; ++k) {
      Total total = into[k];
      for (int64_t i = offsets[k]; i < offsets[k + 1]; ++i) {
        if (plain || values.IsValid(i)) {
          total.Add(static_cast<Sum>(numbers[static_cast<size_t>(i)]), fold_);
        }
      }
      into[k] = total;
    }
  }

  // In 64 bits while they suffice, which is nearly always. Sums need no count.
  static void AddUpWhole(const int64_t* numbers, const int64_t* offsets, int64_t count,
                         Total* into) {
    for (int64_t k = 0; k < count; ++k) {
      int64_t sum = 0;
      for (int64_t i = offsets[k]; i < offsets[k + 1]; ++i) {
        int64_t more = 0;
        if (__builtin_add_overflow(sum, numbers[i], &more)) {
          into[k].Add(static_cast<base::Int128>(sum), Fold::kSum);
          more = numbers[i];
        }
        sum = more;
      }
      into[k].Add(static_cast<base::Int128>(sum), Fold::kSum);
    }
  }

  [[nodiscard]] VectorPtr Result(const std::vector<Total>& totals, int64_t* saturated) const {
    auto values = Vector::Make(to_.physical(), static_cast<int64_t>(totals.size()));
    const double unit =
        from_.kind == TypeKind::kDecimal ? static_cast<double>(base::PowerOfTen(from_.scale)) : 1;
    for (size_t i = 0; i < totals.size(); ++i) {
      const Total& total = totals[i];
      if (total.beyond && saturated != nullptr) ++*saturated;
      const bool empty = total.count == 0 && fold_ != Fold::kSum && fold_ != Fold::kCount;
      if (empty) {
        values->SetNull(static_cast<int64_t>(i));
      } else if (fold_ == Fold::kCount) {
        values->ints[i] = total.count;
      } else if (fold_ == Fold::kMean) {
        const double sum =
            from_.kind == TypeKind::kFloat ? total.real : static_cast<double>(total.whole) / unit;
        values->floats[i] = sum / static_cast<double>(total.count);
      } else if (values->physical == Physical::kFloat64) {
        values->floats[i] = total.real;
      } else if (values->physical == Physical::kInt128) {
        values->wide[i] = total.whole;
      } else {
        const auto kept = std::clamp<base::Int128>(total.whole, INT64_MIN, INT64_MAX);
        if (kept != total.whole && saturated != nullptr) ++*saturated;
        values->ints[i] = static_cast<int64_t>(kept);
      }
    }
    return values;
  }

  int child_slot_;
  Fold fold_;
  ValueType from_;
  ValueType to_;
};

std::optional<BoundGenerator> Bind(BindContext& context, const Arguments& arguments) {
  const base::Json& from = *arguments.Find("from");
  const auto column = context.UseChildren(from, *ParseReference(from.text()));
  if (!column) return std::nullopt;
  const std::string name = arguments.String("fn", "sum");
  const Fold fold = name == "sum"     ? Fold::kSum
                    : name == "count" ? Fold::kCount
                    : name == "min"   ? Fold::kMin
                    : name == "max"   ? Fold::kMax
                                      : Fold::kMean;
  const ValueType& type = column->type;
  const bool order_only = fold == Fold::kMin || fold == Fold::kMax;
  const bool fits = fold == Fold::kCount || type.is_numeric() || (order_only && type.is_temporal());
  if (!fits) {
    context.Error(
        "wrong-column-type", from,
        fmt::format("column {} is {}, of which there is no {}", from.text(), type.Name(), name),
        {.given = type.Name(), .expected = order_only ? "numbers, dates or times" : "numbers"});
    return std::nullopt;
  }
  BoundGenerator bound;
  bound.type = type;
  if (fold == Fold::kCount) bound.type = ValueType::Int();
  if (fold == Fold::kMean) bound.type = ValueType::Float();
  if (fold == Fold::kSum && type.kind == TypeKind::kInt) bound.type = ValueType::Int();
  if (fold == Fold::kSum && type.kind == TypeKind::kDecimal) {
    // Up to 10^9 children without loss.
    constexpr int kMoreDigits = 9;
    const int precision = std::min(type.precision + kMoreDigits, base::kDecimalDigitsMax);
    bound.type = ValueType::Decimal(precision, type.scale);
  }
  bound.domain.whole = bound.type.kind == TypeKind::kInt || type.is_temporal();
  if (order_only || fold == Fold::kMean) {
    bound.domain.min = column->domain->min;
    bound.domain.max = column->domain->max;
    bound.domain.rare_nulls = true;  // a parent may have no children
  } else if (fold == Fold::kCount) {
    bound.domain.min = 0;
    bound.domain.max = static_cast<double>(column->children_max);
  } else if (column->domain->min && column->domain->max) {
    // No more than all children at the limit: a parent may have none.
    const auto most = static_cast<double>(column->children_max);
    bound.domain.min = std::min(0.0, *column->domain->min * most);
    bound.domain.max = std::max(0.0, *column->domain->max * most);
  }
  bound.computed = true;
  bound.kernel = std::make_unique<Aggregate>(column->slot, fold, type, bound.type);
  return bound;
}

}  // namespace

const GeneratorInfo& AggregateInfo() {
  static const GeneratorInfo info{
      {.id = "aggregate",
       .summary = "Sums up a column over this row's children",
       .details = "The other table must have this one as its primary parent. Without children, sum "
                  "and count are 0 and the others null. Nulls are left out.",
       .parameters = {{"from", ParameterType::kReference, "The children's column.", true, ""},
                      {"fn",
                       ParameterType::kWord,
                       "What to make of the values.",
                       false,
                       "sum",
                       {"sum", "count", "min", "max", "mean"}}},
       .example = R"json([{"id": "invoice", "kind": "entity", "pk": "id", "rows": 300, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
            {"name": "total", "type": "decimal(14,2)", "nullable": false,
             "generator": {"aggregate": {"from": "position.amount", "fn": "sum"}}},
            {"name": "positions", "type": "int", "nullable": false,
             "generator": {"aggregate": {"from": "position.amount", "fn": "count"}}},
            {"name": "largest", "type": "decimal(10,2)", "nullable": true, "null_rate": 0,
             "generator": {"aggregate": {"from": "position.amount", "fn": "max"}}}]},
          {"id": "position", "kind": "fact", "pk": ["invoice_id", "line"], "parents": ["invoice"],
           "fanout": {"distribution": "uniform", "min": 0, "max": 5}, "columns": [
            {"name": "invoice_id", "type": "int", "nullable": false,
             "generator": {"lookup": {"from": "invoice.id"}}},
            {"name": "line", "type": "int", "nullable": false,
             "generator": {"sequence": {"per": "parent"}}},
            {"name": "amount", "type": "decimal(10,2)", "nullable": false, "generator":
             {"distribution": {"type": "uniform", "params": {"min": 0.01, "max": 900}}}}]}])json",
       .changes = {{"2026-11-30",
                    "a nullable column with modifiers of which nothing says how many are null has "
                    "no other nulls than those of rows without children, where it had 5 % more",
                    Change::Of::kNulls},
                   WideCasts()}},
      Bind};
  return info;
}

}  // namespace datagen::generators
