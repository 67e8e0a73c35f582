#include <fmt/format.h>

#include "proof/validate/check.h"
#include "proof/validate/expression_sql.h"
#include "proof/validate/family_keys.h"

namespace datagen::validate {
namespace {

using query::Identifier;

struct FoldSql {
  const char* name;
  const char* function;
  bool zero_without_children;  // else null
};

const FoldSql& SqlOf(claims::Fold fold) {
  static constexpr FoldSql kFolds[] = {{"sum", "sum", true},
                                       {"count", "count", true},
                                       {"min", "min", false},
                                       {"max", "max", false},
                                       {"mean", "avg", false}};
  return kFolds[static_cast<size_t>(fold)];
}

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    const claims::Values& values = context.claims.ValuesOf(column);
    const auto* made = values.Find<claims::ChildrenFold>();
    if (made == nullptr || !column.modifiers.empty()) return;
    const std::string& child = made->from.table;
    const std::string& value = made->from.column();
    const FoldSql& fold = SqlOf(made->fold);
    const std::string claim = fmt::format("{}.{} is the {} of {}", table.node->id, column.name,
                                          fold.name, PrintReference(made->from));
    const std::string path = context.Path(column.generator->where);
    const spec::Node* node = context.spec.Find(child);
    const auto join = node == nullptr ? std::nullopt : JoinToParent(context, *node);
    if (!join || context.Readable(child, {value}) == nullptr) {
      checks->push_back(std::make_unique<Untestable>(
          info, path, table.node->id, std::vector<std::string>{column.name}, claim,
          "the files do not show which rows belong together, or lack a column"));
      return;
    }
    std::string computed = fmt::format("{}(c.{})", fold.function, Identifier(value));
    if (made->fold == claims::Fold::kSum) computed = fmt::format("coalesce({}, 0)", computed);
    std::vector<std::string> keys;
    std::vector<std::string> parent_keys;
    std::vector<std::string> shown;
    for (const auto& [of_child, of_parent] : join->columns) {
      keys.push_back("c." + Identifier(of_child));
      shown.push_back("p." + Identifier(of_parent));
    }
    const std::string mine = "p." + Identifier(column.name);
    const std::string found = fold.zero_without_children ? "coalesce(a.computed, 0)" : "a.computed";
    checks->push_back(std::make_unique<QueryCheck>(
        info, path, table.node->id, std::vector<std::string>{column.name}, claim,
        fmt::format("SELECT {}, {} , {} AS expected FROM {} AS p LEFT JOIN (SELECT {}, {} AS "
                    "computed FROM {} AS c GROUP BY ALL) AS a ON {} WHERE {} OR ({} IS NOT NULL "
                    "AND {} IS NULL)",
                    query::List(shown), mine, found, Identifier(table.node->id), query::List(keys),
                    computed, Identifier(child), join->Condition("a", "p"),
                    DiffersSql(column, "p", found), mine, found)));
  });
}

}  // namespace

const CheckInfo& AggregateCheck() {
  static const CheckInfo info{"aggregate", Part::kConstraints, false,
                              "Sums up the children of every row again", Collect};
  return info;
}

}  // namespace datagen::validate
