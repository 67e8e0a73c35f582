#include "proof/validate/measure.h"

#include <fmt/format.h>

#include <cmath>

#include "data/query/sql_text.h"

namespace datagen::validate {
namespace {

using kernel::TypeKind;

// Whole numbers up to here are exact as doubles.
constexpr double kExactMax = 9007199254740992.0;

double UnitsPerOne(const kernel::ValueType& type) {
  return type.kind == TypeKind::kDecimal ? std::pow(10.0, type.scale) : 1;
}

double GreatestUnits(const kernel::ValueType& type) {
  if (type.kind == TypeKind::kDecimal) return std::pow(10.0, type.precision) - 1;
  return std::ldexp(1.0, type.bits - 1) - 1;
}

}  // namespace

std::optional<int64_t> UnitsOf(const kernel::ValueType& type, double limit) {
  if (type.kind != TypeKind::kInt && type.kind != TypeKind::kDecimal) return std::nullopt;
  const double units = std::nearbyint(limit * UnitsPerOne(type));
  if (!(std::abs(units) < kExactMax) || std::abs(units) > GreatestUnits(type)) return std::nullopt;
  if (units / UnitsPerOne(type) != limit) return std::nullopt;
  return static_cast<int64_t>(units);
}

std::string UnitsLiteral(const kernel::ValueType& type, int64_t units) {
  if (type.kind != TypeKind::kDecimal || type.scale == 0) return std::to_string(units);
  const std::string digits = fmt::format("{:0{}}", units < 0 ? -units : units, type.scale + 1);
  const size_t whole = digits.size() - static_cast<size_t>(type.scale);
  return fmt::format("{}{}.{}", units < 0 ? "-" : "", digits.substr(0, whole),
                     digits.substr(whole));
}

Condition OutsideCondition(const kernel::ValueType& type, const std::string& column,
                           std::optional<int64_t> least, std::optional<int64_t> most) {
  const std::string name = query::Identifier(column);
  std::string sql;
  if (least) sql = fmt::format("{} < {}", name, UnitsLiteral(type, *least));
  if (most) {
    sql += fmt::format("{}{} > {}", sql.empty() ? "" : " OR ", name, UnitsLiteral(type, *most));
  }
  if (sql.empty()) return {"false", Never{}};
  return {sql, OutsideUnits{column, least, most}};
}

}  // namespace datagen::validate
