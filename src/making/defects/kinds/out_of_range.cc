#include <fmt/format.h>

#include <cmath>

#include "making/defects/kind.h"

namespace datagen::defects {
namespace {

using kernel::Physical;
using kernel::TypeKind;

// Beyond the greatest value that the plan knows of, else far beyond the value itself.
Break Bind(const Target& target) {
  const kernel::ValueType type = target.column(0).type;
  const kernel::Domain& domain = target.planned(0).domain;
  const double unit = type.kind == TypeKind::kDecimal ? std::pow(10.0, type.scale) : 1;
  const std::optional<double> greatest = domain.max;
  double limit = 1e300;
  if (type.kind == TypeKind::kInt) limit = static_cast<double>(type.int_max());
  if (type.kind == TypeKind::kDecimal) limit = std::pow(10.0, type.precision - type.scale) - 1;
  if (type.kind == TypeKind::kFloat && type.bits == 32) limit = 3e38;
  if (greatest && *greatest >= limit) {
    target.diagnostics->Error("defect-not-possible", target.where,
                              fmt::format("column '{}' is {}, which has no value "
                                          "beyond {}",
                                          target.column(0).name, type.Name(), *greatest));
    return nullptr;
  }
  return [=](const Row& row) -> std::optional<std::vector<Value>> {
    const kernel::Vector& given = *row.values[0];
    if (!given.IsValid(0)) return std::nullopt;
    double value = 0;
    switch (given.physical) {
      case Physical::kFloat64:
        value = given.floats[0];
        break;
      case Physical::kInt128:
        value = static_cast<double>(given.wide[0]) / unit;
        break;
      default:
        value = static_cast<double>(given.ints[0]) / unit;
    }
    const double from = greatest ? *greatest : std::abs(value) * 1000 + 1e6;
    // One to nine times as far as the limit is from zero, cut at what the type holds.
    const double factor = 1 + 9 * random::ToUnit(row.bits);
    double broken = from + std::ceil(std::max(1.0, std::abs(from)) * factor);
    if (broken > limit) broken = limit;
    if (given.physical == Physical::kFloat64) return std::vector<Value>{FloatValue(broken)};
    if (given.physical == Physical::kInt128) {
      return std::vector<Value>{WideValue(static_cast<base::Int128>(std::floor(broken)) *
                                          static_cast<base::Int128>(unit))};
    }
    return std::vector<Value>{
        WholeValue(static_cast<int64_t>(std::floor(broken)) * static_cast<int64_t>(unit))};
  };
}

}  // namespace

const KindInfo& OutOfRangeKind() {
  static const KindInfo info{.name = "out_of_range",
                             .summary = "Moves a number beyond every value of its column",
                             .number_only = true,
                             .bind = Bind};
  return info;
}

}  // namespace datagen::defects
