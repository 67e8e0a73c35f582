#include <fmt/format.h>

#include "proof/validate/expression_sql.h"
#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(context, "condition",
              [&](const Table& table, const spec::Rule& rule, const spec::Names& /*none*/) {
                const auto& code = rule.Get<expression::Code>("code");
                const std::string claim =
                    fmt::format("in no {} false: {}", table.node->id, code.text);
                const std::string path = context.Path(rule.where);
                std::string why;
                const auto condition = ToSql(code, *table.node, "", &why);
                if (!condition) {
                  checks->push_back(std::make_unique<Untestable>(
                      info, path, table.node->id, std::vector<std::string>(), claim, why));
                  return;
                }
                const std::vector<std::string> columns(condition->columns.begin(),
                                                       condition->columns.end());
                if (context.Readable(table.node->id, columns) == nullptr) return;
                checks->push_back(std::make_unique<RowCheck>(
                    info, path, table, columns, claim, fmt::format("NOT ({})", condition->sql)));
              });
}

}  // namespace

const CheckInfo& ConditionCheck() {
  static const CheckInfo info{"condition", Part::kConstraints, false,
                              "Finds rows for which a condition does not hold", Collect};
  return info;
}

}  // namespace datagen::validate
