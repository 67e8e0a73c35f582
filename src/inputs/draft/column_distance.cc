#include "inputs/draft/column_distance.h"

#include <cmath>
#include <utility>

#include "inputs/draft/condition_fold.h"

namespace datagen::draft {
namespace {

using schema::Column;
using schema::Condition;
using schema::TypeFamily;
using Kind = Condition::Kind;

constexpr double kDay = 86400;

// A sum: one column that counts, one that counts against it, and a constant.
struct Sum {
  const Column* plus = nullptr;
  const Column* minus = nullptr;
  double number = 0;
  double months = 0;
  double seconds = 0;
  bool in_time = false;  // the constant is a distance in time
  double unit = 0;       // it was divided by so many seconds
};

std::optional<Sum> Difference(Sum left, Sum right) {
  std::swap(right.plus, right.minus);
  if (left.unit != right.unit) {
    // (b - a) / unit <= 3: the number counts units.
    Sum& bare = left.unit == 0 ? left : right;
    if (bare.plus != nullptr || bare.minus != nullptr || bare.in_time) return std::nullopt;
    bare.unit = left.unit == 0 ? right.unit : left.unit;
  }
  Sum sum;
  for (const Sum& part : {left, right}) {
    if (part.plus != nullptr && std::exchange(sum.plus, part.plus) != nullptr) return std::nullopt;
    if (part.minus != nullptr && std::exchange(sum.minus, part.minus) != nullptr) {
      return std::nullopt;
    }
  }
  sum.number = left.number - right.number;
  sum.months = left.months - right.months;
  sum.seconds = left.seconds - right.seconds;
  sum.in_time = left.in_time || right.in_time;
  sum.unit = left.unit;
  return sum;
}

Sum Opposite(const Sum& sum) { return *Difference({.unit = sum.unit}, sum); }

std::optional<Sum> SumOf(const schema::Table& table, const Condition& condition) {
  switch (condition.kind) {
    case Kind::kColumn: {
      const Column* column = table.FindColumn(condition.text);
      return column == nullptr ? std::nullopt : std::optional(Sum{.plus = column});
    }
    case Kind::kNumber:
      return Sum{.number = *NumberIn(condition)};
    case Kind::kInterval:
      return Sum{.months = *NumberIn(condition.parts[0]),
                 .seconds = *NumberIn(condition.parts[1]),
                 .in_time = true};
    case Kind::kOperator:
      break;
    default:
      return std::nullopt;
  }
  auto left = SumOf(table, condition.parts[0]);
  if (!left) return std::nullopt;
  if (condition.parts.size() == 1) return Opposite(*left);
  if (condition.text == "/" && condition.parts[1].kind == Kind::kInterval) {
    const double unit = *NumberIn(condition.parts[1].parts[1]);
    const bool plain = left->number == 0 && !left->in_time && left->unit == 0;
    if (!plain || unit <= 0) return std::nullopt;
    left->unit = unit;
    return left;
  }
  const auto right = SumOf(table, condition.parts[1]);
  if (!right) return std::nullopt;
  if (condition.text == "+") return Difference(*left, Opposite(*right));
  return condition.text == "-" ? Difference(*left, *right) : std::nullopt;
}

bool IsTime(const Column& column) {
  return column.type.family == TypeFamily::kDate || column.type.family == TypeFamily::kDatetime ||
         column.type.family == TypeFamily::kTime;
}

bool IsNumber(const Column& column) {
  return column.type.family == TypeFamily::kInteger || column.type.family == TypeFamily::kDecimal ||
         column.type.family == TypeFamily::kFloat;
}

// The constant in seconds, or as a number: months count as `days` each.
double Amount(const Sum& sum, bool time, double days) {
  if (!time) return sum.number;
  const double unit = sum.unit > 0 ? sum.unit : kDay;
  return sum.number * unit + sum.seconds + sum.months * days * kDay;
}

}  // namespace

std::optional<ColumnDistance> DistanceIn(const schema::Table& table, const Condition& left,
                                         const std::string& sign, const Condition& right) {
  const auto a = SumOf(table, left);
  const auto b = SumOf(table, right);
  if (!a || !b) return std::nullopt;
  const auto sum = Difference(*a, *b);  // which `sign` compares to 0
  if (!sum || sum->plus == nullptr || sum->minus == nullptr || sum->plus == sum->minus) {
    return std::nullopt;
  }
  const bool time = IsTime(*sum->plus) && IsTime(*sum->minus);
  if (!time && (!IsNumber(*sum->plus) || !IsNumber(*sum->minus) || sum->in_time)) {
    return std::nullopt;
  }
  const bool at_most = sign == "<" || sign == "<=";
  if (!at_most && sign != ">" && sign != ">=") return std::nullopt;
  // Months have 28 to 31 days: what holds for the shortest is a limit above, for the longest one
  // below.
  constexpr double kDaysMin = 28;
  constexpr double kDaysMax = 31;
  const double about = -Amount(*sum, time, kDaysMax);
  const bool is_most = at_most ? about > 0 : about < 0;
  const double limit = -Amount(*sum, time, is_most ? kDaysMin : kDaysMax);
  const bool plus_is_high = at_most == is_most;
  ColumnDistance distance{.low = plus_is_high ? sum->minus->name : sum->plus->name,
                          .high = plus_is_high ? sum->plus->name : sum->minus->name,
                          .strict = sign == "<" || sign == ">"};
  (is_most ? distance.most : distance.least) = std::abs(limit);
  return distance;
}

}  // namespace datagen::draft
