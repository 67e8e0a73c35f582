#include <fmt/format.h>

#include "proof/validate/check.h"
#include "proof/validate/expression_sql.h"

namespace datagen::validate {
namespace {

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachConstraint(
      context, "ranges", "attr",
      [&](const Table& table, const spec::Column& column, const base::Json& item,
          const std::string& name) {
        const std::string value = query::Identifier(column.name);
        std::vector<std::string> broken;
        std::vector<std::string> claims;
        if (const base::Json* least = item.Find("min")) {
          broken.push_back(fmt::format("{} < {}", value, least->text()));
          claims.push_back("at least " + least->text());
        }
        if (const base::Json* most = item.Find("max")) {
          broken.push_back(fmt::format("{} > {}", value, most->text()));
          claims.push_back("at most " + most->text());
        }
        if (broken.empty()) return;
        const std::string claim = fmt::format("{} is {}", name, fmt::join(claims, " and "));
        if (!column.type.is_numeric()) {
          checks->push_back(std::make_unique<Untestable>(
              info, context.Path(item), table.node->id, std::vector<std::string>{column.name},
              claim, fmt::format("the column is {}: a range is of numbers", column.type.Name())));
          return;
        }
        checks->push_back(std::make_unique<RowCheck>(info, context.Path(item), table,
                                                     std::vector<std::string>{column.name}, claim,
                                                     fmt::format("{}", fmt::join(broken, " OR "))));
        Rule rule{.kind = Rule::Kind::kRange, .columns = {column.name}};
        if (const base::Json* least = item.Find("min")) rule.least = least->AsDouble();
        if (const base::Json* most = item.Find("max")) rule.most = most->AsDouble();
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
