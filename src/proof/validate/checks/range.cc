#include <fmt/format.h>

#include "proof/validate/check.h"
#include "proof/validate/expression_sql.h"

namespace datagen::validate {
namespace {

// The limit as data; nullopt where there is none, or no double tells it.
std::optional<int64_t> UnitsOf(const kernel::ValueType& type,
                               const std::optional<spec::Number>& limit) {
  constexpr size_t kExactDigits = 15;
  if (!limit || limit->text.size() > kExactDigits) return std::nullopt;
  return validate::UnitsOf(type, limit->value);
}

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachConstraint(
      context, context.spec.constraints.ranges, &spec::Range::column,
      [&](const Table& table, const spec::Column& column, const spec::Range& range) {
        const std::string value = query::Identifier(column.name);
        const std::string path = context.Path(range.where);
        std::vector<std::string> broken;
        std::vector<std::string> claims;
        Rule rule{.kind = Rule::Kind::kRange, .columns = {column.name}};
        if (range.min) {
          broken.push_back(fmt::format("{} < {}", value, range.min->text));
          claims.push_back("at least " + range.min->text);
          rule.least = range.min->value;
        }
        if (range.max) {
          broken.push_back(fmt::format("{} > {}", value, range.max->text));
          claims.push_back("at most " + range.max->text);
          rule.most = range.max->value;
        }
        if (broken.empty()) return;
        const std::string claim =
            fmt::format("{} is {}", range.column.Print(), fmt::join(claims, " and "));
        if (!column.type.is_numeric()) {
          checks->push_back(std::make_unique<Untestable>(
              info, path, table.node->id, std::vector<std::string>{column.name}, claim,
              fmt::format("the column is {}: a range is of numbers", column.type.Name())));
          return;
        }
        Condition condition(fmt::format("{}", fmt::join(broken, " OR ")));
        const auto least = UnitsOf(column.type, range.min);
        const auto most = UnitsOf(column.type, range.max);
        if (least.has_value() == range.min.has_value() &&
            most.has_value() == range.max.has_value()) {
          condition.test = OutsideUnits{column.name, least, most};
        }
        checks->push_back(std::make_unique<RowCheck>(
            info, path, table, std::vector<std::string>{column.name}, claim, std::move(condition)));
        checks->back()->set_rule(std::move(rule));
      });
}

}  // namespace

const CheckInfo& RangeCheck() {
  static const CheckInfo info{"range", Part::kConstraints, false, "Finds numbers outside limits",
                              Collect};
  return info;
}

}  // namespace datagen::validate
