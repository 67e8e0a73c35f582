#include <fmt/format.h>

#include "foundation/base/calendar.h"
#include "functions/kernel/reference.h"
#include "proof/validate/expression_sql.h"
#include "proof/validate/law.h"
#include "proof/validate/membership.h"

namespace datagen::validate {
namespace {

using base::Json;
using kernel::TypeKind;
using query::Identifier;

// What lies outside the limits [low, high] of a column of numbers.
std::string Outside(const spec::Column& column, double low, double high) {
  // The limits go through the column's type, as the values did.
  const std::string type = SqlType(column.type);
  const std::string name = Identifier(column.name);
  std::vector<std::string> parts;
  constexpr double kBeyond = 1e300;
  const auto limit = [&](double value) {
    if (column.type.kind == TypeKind::kFloat) return ToSqlNumber(value);
    return fmt::format("round_even({}, {})", ToSqlNumber(value), column.type.scale);
  };
  if (low > -kBeyond)
    parts.push_back(fmt::format("{} < TRY_CAST({} AS {})", name, limit(low), type));
  if (high < kBeyond)
    parts.push_back(fmt::format("{} > TRY_CAST({} AS {})", name, limit(high), type));
  return parts.empty() ? "" : fmt::format("{}", fmt::join(parts, " OR "));
}

struct Claim {
  std::string text;
  std::string broken;
  std::optional<std::pair<double, double>> limits;
};

std::optional<Claim> ClaimOfNumbers(const spec::Column& column) {
  const ColumnLaw law = LawOfColumn(column);
  if (!law.bounded) return std::nullopt;
  const std::string broken = Outside(column, law.support.first, law.support.second);
  if (broken.empty()) return std::nullopt;
  constexpr double kBeyond = 1e300;
  return Claim{law.support.second < kBeyond
                   ? fmt::format("from {} to {}", law.support.first, law.support.second)
                   : fmt::format("at least {}", law.support.first),
               broken, law.support.second < kBeyond ? std::optional(law.support) : std::nullopt};
}

std::optional<Claim> ClaimOfTimes(const Context& context, const spec::Column& column) {
  const Json* within = column.generator->arguments->Find("within");
  const bool own = within != nullptr && within->is_object();
  const kernel::Timeframe& frame = context.spec.timeframe;
  const std::string start = own ? within->Find("start")->text() : base::FormatDatetime(frame.start);
  const std::string end = own ? within->Find("end")->text() : base::FormatDatetime(frame.end);
  if (column.type.kind != TypeKind::kDatetime && column.type.kind != TypeKind::kDate) {
    return std::nullopt;
  }
  const std::string instant = "make_timestamp(epoch_us(CAST('{}' AS TIMESTAMPTZ)))";
  const std::string type = SqlType(column.type);
  return Claim{fmt::format("from {} to {}", start, end),
               fmt::format("{0} < CAST({1} AS {3}) OR {0} > CAST({2} AS {3})",
                           Identifier(column.name), fmt::format(fmt::runtime(instant), start),
                           fmt::format(fmt::runtime(instant), end), type)};
}

std::optional<Claim> ClaimOfText(const spec::Column& column) {
  const Json* length = column.generator->arguments->Find("length");
  if (length == nullptr || column.type.kind != TypeKind::kString) return std::nullopt;
  const int64_t most = length->items()[1].AsInt64().value_or(0);
  if (column.type.length_max > 0 && column.type.length_max < most) return std::nullopt;
  const std::string low = length->items()[0].text();
  const std::string high = length->items()[1].text();
  return Claim{fmt::format("{} to {} characters long", low, high),
               fmt::format("length({}) NOT BETWEEN {} AND {}", Identifier(column.name), low, high)};
}

std::optional<Claim> ClaimOfSequence(const spec::Column& column) {
  const Json& arguments = *column.generator->arguments;
  if (column.type.kind != TypeKind::kInt || arguments.Find("per") != nullptr) return std::nullopt;
  const auto number = [&](const char* name) {
    const Json* json = arguments.Find(name);
    return json == nullptr ? int64_t{1} : json->AsInt64().value_or(1);
  };
  const int64_t start = number("start");
  const int64_t step = number("step");
  if (step == 0) return std::nullopt;
  const std::string name = Identifier(column.name);
  if (step == 1) {
    return Claim{fmt::format("{} or more", start), fmt::format("{} < {}", name, start)};
  }
  return Claim{fmt::format("{} + k * {}", start, step),
               fmt::format("({0} - {1}) % {2} <> 0 OR ({0} - {1}) // {2} < 0", name, start, step)};
}

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    if (!column.generator) return;
    const std::string& id = column.generator->function->id;
    const Json& arguments = *column.generator->arguments;
    std::optional<Claim> claim;
    if (id == "distribution" || id == "empirical") {
      claim = ClaimOfNumbers(column);
    } else if (id == "datetime_series") {
      claim = ClaimOfTimes(context, column);  // the window holds after the modifiers too
    } else if (!column.modifiers.empty()) {
      return;
    } else if (id == "choice" || id == "enum_list") {
      const Json* list = arguments.Find(id == "choice" ? "choices" : "values");
      const Json* reference = arguments.Find("choices_ref");
      std::unique_ptr<Check> check;
      if (list != nullptr && column.type.kind != TypeKind::kArray) {
        check = ListedInSpec(info, context, table, column, list->items(), *list);
      } else if (reference != nullptr) {
        const auto listed = kernel::ParseReference(reference->text());
        check = ListedInTable(info, context, table, column,
                              {listed->table, listed->columns, *reference});
      }
      if (check != nullptr) checks->push_back(std::move(check));
      return;
    } else if (id == "text") {
      claim = ClaimOfText(column);
    } else if (id == "sequence") {
      claim = ClaimOfSequence(column);
    } else if (id == "regex" && column.type.kind == TypeKind::kString &&
               column.type.length_max == 0) {
      const std::string& pattern = arguments.Find("pattern")->text();
      claim = Claim{"as " + pattern, fmt::format("NOT regexp_full_match({}, {})",
                                                 Identifier(column.name), query::Literal(pattern))};
    }
    if (!claim) return;
    checks->push_back(std::make_unique<RowCheck>(
        info, context.Path(column.generator->where), table, std::vector<std::string>{column.name},
        fmt::format("{}.{} is {}", table.node->id, column.name, claim->text), claim->broken));
    if (claim->limits) {
      checks->back()->set_rule({.kind = Rule::Kind::kRange,
                                .columns = {column.name},
                                .least = claim->limits->first,
                                .most = claim->limits->second});
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
