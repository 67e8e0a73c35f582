#include <fmt/format.h>

#include "proof/validate/check.h"
#include "proof/validate/expression_sql.h"
#include "proof/validate/family_keys.h"

namespace datagen::validate {
namespace {

using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    if (!column.generator || column.generator->function->id != "aggregate" ||
        !column.modifiers.empty()) {
      return;
    }
    const base::Json& arguments = *column.generator->arguments;
    const std::string& from = arguments.Find("from")->text();
    const size_t dot = from.find('.');
    const std::string child = from.substr(0, dot);
    const std::string value = from.substr(dot + 1);
    const base::Json* given = arguments.Find("fn");
    const std::string fn = given == nullptr ? "sum" : given->text();
    const std::string claim =
        fmt::format("{}.{} is the {} of {}", table.node->id, column.name, fn, from);
    const std::string path = context.Path(column.generator->where);
    const spec::Node* node = context.spec.Find(child);
    const auto join = node == nullptr ? std::nullopt : JoinToParent(context, *node);
    if (!join || context.Readable(child, {value}) == nullptr) {
      checks->push_back(std::make_unique<Untestable>(
          info, path, table.node->id, std::vector<std::string>{column.name}, claim,
          "the files do not show which rows belong together, or lack a column"));
      return;
    }
    // Without children: 0 for sum and count, null for the others.
    std::string computed = fmt::format("{}(c.{})", fn == "mean" ? "avg" : fn, Identifier(value));
    if (fn == "sum") computed = fmt::format("coalesce({}, 0)", computed);
    std::vector<std::string> keys;
    std::vector<std::string> parent_keys;
    std::vector<std::string> shown;
    for (const auto& [of_child, of_parent] : join->columns) {
      keys.push_back("c." + Identifier(of_child));
      shown.push_back("p." + Identifier(of_parent));
    }
    const std::string otherwise = fn == "sum" || fn == "count" ? "0" : "NULL";
    const std::string mine = "p." + Identifier(column.name);
    const std::string found =
        otherwise == "0" ? "coalesce(a.computed, 0)" : std::string("a.computed");
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
