#include "making/plan/cast_effect.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "foundation/base/calendar.h"
#include "foundation/base/decimal_double.h"

namespace datagen::plan {
namespace {

using kernel::Domain;
using kernel::TypeKind;
using kernel::ValueType;

// Whether values beyond the type are possible: they all become the nearest one that fits.
bool CanSaturate(const ValueType& from, const ValueType& to, const Domain& domain) {
  if (domain.min && domain.max) return false;
  if (to.kind == TypeKind::kInt) return to.bits < from.bits;
  return to.kind == TypeKind::kDecimal && to.precision - to.scale < from.precision - from.scale;
}

// Whether the type has fewer digits than the values.
bool Rounds(const ValueType& from, const ValueType& to) {
  if (to.kind == TypeKind::kFloat) return to.bits < from.bits;
  return to.kind == TypeKind::kDecimal && to.scale < from.scale;
}

// The most characters that the text of a value has; of texts 0 where it is not known.
double CharactersMax(const ValueType& type, const Domain& domain) {
  constexpr double kFloat = 24;  // sign, 17 digits, point, exponent
  constexpr double kDatetime = 27;
  constexpr double kTime = 15;
  constexpr double kUuid = 36;
  switch (type.kind) {
    case TypeKind::kInt: {
      const auto low = domain.min.value_or(static_cast<double>(type.int_min()));
      const auto high = domain.max.value_or(static_cast<double>(type.int_max()));
      const auto digits = [](double value) {
        return std::floor(std::log10(std::abs(value) + 1)) + 1;
      };
      return std::max(digits(low) + (low < 0 ? 1 : 0), digits(high));
    }
    case TypeKind::kDecimal:
      return type.precision + 3;  // sign, point, a zero before it
    case TypeKind::kFloat:
      return kFloat;
    case TypeKind::kBool:
      return 5;
    case TypeKind::kDate:
      return 10;
    case TypeKind::kTime:
      return kTime;
    case TypeKind::kDatetime:
      return kDatetime;
    case TypeKind::kUuid:
      return kUuid;
    default:
      return domain.CharactersMax();
  }
}

}  // namespace

CastEffect EffectOfCast(const ValueType& from, const ValueType& to, const Domain& domain) {
  CastEffect effect;
  effect.cuts = to.kind == TypeKind::kString && to.length_max > 0 &&
                CharactersMax(from, domain) > static_cast<double>(to.length_max);
  effect.keeps_values =
      from.kind == to.kind && !effect.cuts && !Rounds(from, to) && !CanSaturate(from, to, domain);
  const bool to_text = (to.kind == TypeKind::kString && !effect.cuts) ||
                       (to.kind == TypeKind::kBinary && from.is_text());
  const bool to_date =
      from.kind == TypeKind::kDatetime && to.kind == TypeKind::kDate && domain.days_apart;
  effect.keeps_differences = effect.keeps_values || to_text || to_date;
  return effect;
}

bool CastsManyDigits(const ValueType& from, const ValueType& to, const Domain& domain) {
  const bool to_decimal = from.kind == TypeKind::kFloat && to.kind == TypeKind::kDecimal;
  const bool to_double = from.kind == TypeKind::kDecimal && to.kind == TypeKind::kFloat;
  const ValueType& decimal = to_decimal ? to : from;
  if ((!to_decimal && !to_double) || decimal.precision <= base::kDigitsOfDouble) return false;
  if (!domain.min || !domain.max) return true;
  const double most = std::max(std::fabs(*domain.min), std::fabs(*domain.max));
  constexpr double kExact = 0x1p53;
  return most * static_cast<double>(base::PowerOfTen(decimal.scale)) >= kExact;
}

namespace {

// Limits are in the units of their type: days of dates, microseconds of datetimes.
void ConvertLimits(const ValueType& from, const ValueType& to, Domain* domain) {
  if (!from.is_temporal() || from.kind == to.kind) return;
  const bool days = from.kind == TypeKind::kDatetime && to.kind == TypeKind::kDate;
  const bool micros = from.kind == TypeKind::kDate && to.kind == TypeKind::kDatetime;
  const auto day = static_cast<double>(base::kMicrosPerDay);
  for (std::optional<double>* limit : {&domain->min, &domain->max}) {
    if (!*limit) continue;
    if (days) {
      *limit = std::floor(**limit / day);
    } else if (micros) {
      *limit = **limit * day;
    } else {
      limit->reset();
    }
  }
}

}  // namespace

Domain AfterCast(Domain domain, const CastEffect& effect, const ValueType& from,
                 const ValueType& to) {
  ConvertLimits(from, to, &domain);
  if (effect.cuts) {
    domain.max_characters = static_cast<double>(to.length_max);
    domain.max_bytes = std::min(domain.max_bytes, 4.0 * static_cast<double>(to.length_max));
    domain.mean_bytes = std::min(domain.mean_bytes, static_cast<double>(to.length_max));
  }
  if (!effect.keeps_differences) {
    domain.unique = false;
    domain.unique_in_parent = false;
  }
  if (!effect.keeps_values) domain.sequence.reset();
  // Labels are texts of the values: they must be those of the values as they are now.
  const bool same_texts = effect.keeps_values || (to.kind == TypeKind::kString && !effect.cuts);
  if (!same_texts) {
    domain.labels.clear();
    domain.label_shares.clear();
    domain.numbers.clear();
    domain.number_shares.clear();
  }
  if (to.kind == TypeKind::kString && !from.is_text() && domain.max_bytes == 0) {
    constexpr double kNumberText = 40;
    domain.max_bytes = kNumberText;
    domain.mean_bytes = 8;
  }
  return domain;
}

}  // namespace datagen::plan
