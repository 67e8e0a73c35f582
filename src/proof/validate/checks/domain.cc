#include <fmt/format.h>

#include "foundation/base/calendar.h"
#include "proof/validate/column_law.h"
#include "proof/validate/expression_sql.h"
#include "proof/validate/membership.h"

namespace datagen::validate {
namespace {

using kernel::TypeKind;
using query::Identifier;

// What lies outside the limits [low, high] of a column of numbers.
Condition Outside(const spec::Column& column, double low, double high) {
  // The limits go through the column's type, as the values did.
  constexpr double kBeyond = 1e300;
  const bool is_low = low > -kBeyond;
  const bool is_high = high < kBeyond;
  const auto least = is_low ? UnitsOf(column.type, low) : std::nullopt;
  const auto most = is_high ? UnitsOf(column.type, high) : std::nullopt;
  if (least.has_value() == is_low && most.has_value() == is_high) {
    return OutsideCondition(column.type, column.name, least, most);
  }
  const std::string type = SqlType(column.type);
  const std::string name = Identifier(column.name);
  std::vector<std::string> parts;
  const auto limit = [&](double value) {
    if (column.type.kind == TypeKind::kFloat) return ToSqlNumber(value);
    return fmt::format("round_even({}, {})", ToSqlNumber(value), column.type.scale);
  };
  if (is_low) parts.push_back(fmt::format("{} < TRY_CAST({} AS {})", name, limit(low), type));
  if (is_high) parts.push_back(fmt::format("{} > TRY_CAST({} AS {})", name, limit(high), type));
  Condition outside(fmt::format("{}", fmt::join(parts, " OR ")));
  if (column.type.kind != TypeKind::kFloat) return outside;
  const auto stored = [&](double value) {
    return column.type.bits == 32 ? static_cast<double>(static_cast<float>(value)) : value;
  };
  outside.test = OutsideReals{column.name, is_low ? std::optional(stored(low)) : std::nullopt,
                              is_high ? std::optional(stored(high)) : std::nullopt};
  return outside;
}

struct Claim {
  std::string text;
  Condition broken;
  std::optional<claims::Limits> limits;
};

std::optional<Claim> ClaimOfNumbers(const Context& context, const spec::Column& column) {
  const ColumnLaw law = LawOfColumn(context.claims, column);
  if (!law.bounded) return std::nullopt;
  constexpr double kBeyond = 1e300;
  if (law.support.low <= -kBeyond && law.support.high >= kBeyond) return std::nullopt;
  Condition broken = Outside(column, law.support.low, law.support.high);
  return Claim{
      law.support.high < kBeyond ? fmt::format("from {} to {}", law.support.low, law.support.high)
                                 : fmt::format("at least {}", law.support.low),
      std::move(broken), law.support.high < kBeyond ? std::optional(law.support) : std::nullopt};
}

std::optional<Claim> ClaimOf(const claims::TimeWindow& window, const spec::Column& column) {
  if (column.type.kind != TypeKind::kDatetime && column.type.kind != TypeKind::kDate) {
    return std::nullopt;
  }
  const std::string instant = "make_timestamp(epoch_us(CAST('{}' AS TIMESTAMPTZ)))";
  Condition broken(
      fmt::format("{0} < CAST({1} AS {3}) OR {0} > CAST({2} AS {3})", Identifier(column.name),
                  fmt::format(fmt::runtime(instant), window.start),
                  fmt::format(fmt::runtime(instant), window.end), SqlType(column.type)));
  auto least = base::ParseDatetime(window.start);
  auto most = base::ParseDatetime(window.end);
  if (least && most && column.type.kind == TypeKind::kDate) {
    least = base::FloorDivide(*least, base::kMicrosPerDay);
    most = base::FloorDivide(*most, base::kMicrosPerDay);
  }
  if (least && most) broken.test = OutsideUnits{column.name, least, most};
  return Claim{fmt::format("from {} to {}", window.start, window.end), std::move(broken), {}};
}

std::optional<Claim> ClaimOf(const claims::CharacterCount& count, const spec::Column& column) {
  if (column.type.kind != TypeKind::kString) return std::nullopt;
  if (column.type.length_max > 0 && column.type.length_max < count.most) return std::nullopt;
  return Claim{fmt::format("{} to {} characters long", count.least, count.most),
               {fmt::format("length({}) NOT BETWEEN {} AND {}", Identifier(column.name),
                            count.least, count.most),
                LengthOutside{column.name, count.least, count.most}}};
}

std::optional<Claim> ClaimOf(const claims::Lattice& lattice, const spec::Column& column) {
  const auto [start, step] = lattice;
  if (column.type.kind != TypeKind::kInt || step == 0) return std::nullopt;
  const std::string name = Identifier(column.name);
  if (step == 1) {
    return Claim{fmt::format("{} or more", start),
                 {fmt::format("{} < {}", name, start), OutsideUnits{column.name, start, {}}}};
  }
  return Claim{fmt::format("{} + k * {}", start, step),
               fmt::format("({0} - {1}) % {2} <> 0 OR ({0} - {1}) // {2} < 0", name, start, step)};
}

std::optional<Claim> ClaimOf(const claims::TextPattern& pattern, const spec::Column& column) {
  if (column.type.kind != TypeKind::kString || column.type.length_max > 0) return std::nullopt;
  return Claim{"as " + pattern.regex,
               fmt::format("NOT regexp_full_match({}, {})", Identifier(column.name),
                           query::Literal(pattern.regex))};
}

// Numbers and times hold after the modifiers too; what else a generator claims does not.
std::optional<Claim> ClaimOfColumn(const Context& context, const spec::Column& column,
                                   const claims::Values& values) {
  if (values.Find<claims::NumberLaw>() != nullptr || values.Find<claims::Limits>() != nullptr) {
    return ClaimOfNumbers(context, column);
  }
  if (const auto* window = values.Find<claims::TimeWindow>()) return ClaimOf(*window, column);
  if (!column.modifiers.empty()) return std::nullopt;
  if (const auto* count = values.Find<claims::CharacterCount>()) return ClaimOf(*count, column);
  if (const auto* lattice = values.Find<claims::Lattice>()) return ClaimOf(*lattice, column);
  if (const auto* pattern = values.Find<claims::TextPattern>()) return ClaimOf(*pattern, column);
  return std::nullopt;
}

// The check that values are listed; nullptr when that is not claimed, or not to be seen.
std::unique_ptr<Check> ListedCheck(const CheckInfo& info, const Context& context,
                                   const Table& table, const spec::Column& column,
                                   const claims::Values& values) {
  if (!column.modifiers.empty()) return nullptr;
  const auto* listed = values.Find<claims::Listed>();
  if (listed != nullptr && column.type.kind != TypeKind::kArray) {
    return ListedInSpec(info, context, table, column, *listed->values, listed->where);
  }
  const auto* other = values.Find<claims::ListedInTable>();
  if (other == nullptr) return nullptr;
  return ListedInTable(info, context, table, column,
                       {other->column.table, other->column.columns, other->where});
}

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    if (!column.generator) return;
    const claims::Values& values = context.claims.ValuesOf(column);
    if (auto check = ListedCheck(info, context, table, column, values)) {
      checks->push_back(std::move(check));
    }
    const auto claim = ClaimOfColumn(context, column, values);
    if (!claim) return;
    checks->push_back(std::make_unique<RowCheck>(
        info, context.Path(column.generator->where), table, std::vector<std::string>{column.name},
        fmt::format("{}.{} is {}", table.node->id, column.name, claim->text), claim->broken));
    if (claim->limits) {
      checks->back()->set_rule({.kind = Rule::Kind::kRange,
                                .columns = {column.name},
                                .least = claim->limits->low,
                                .most = claim->limits->high});
    }
  });
}

}  // namespace

const CheckInfo& DomainCheck() {
  static const CheckInfo info{"domain", Part::kConstraints, false,
                              "Finds values that the column's generator does not have", Collect};
  return info;
}

}  // namespace datagen::validate
