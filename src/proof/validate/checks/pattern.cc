#include <fmt/format.h>

#include "proof/validate/check.h"

namespace datagen::validate {
namespace {

void Add(const CheckInfo& info, const Context& context, const Table& table,
         const spec::Column& column, const base::Json& regex, Checks* checks) {
  checks->push_back(std::make_unique<RowCheck>(
      info, context.Path(regex), table, std::vector<std::string>{column.name},
      fmt::format("{}.{} matches {}", table.node->id, column.name, regex.text()),
      fmt::format("NOT regexp_matches(CAST({} AS VARCHAR), {})", query::Identifier(column.name),
                  query::Literal(regex.text()))));
  checks->back()->set_rule(
      {.kind = Rule::Kind::kPattern, .columns = {column.name}, .regex = regex.text()});
}

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachConstraint(context, "pattern", "attr",
                    [&](const Table& table, const spec::Column& column, const base::Json& item,
                        const std::string& /*name*/) {
                      Add(info, context, table, column, *item.Find("regex"), checks);
                    });
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    const base::Json* own = column.where->Find("constraints");
    const base::Json* regex = own == nullptr ? nullptr : own->Find("pattern");
    if (regex != nullptr) Add(info, context, table, column, *regex, checks);
  });
}

}  // namespace

const CheckInfo& PatternCheck() {
  static const CheckInfo info{
      "pattern", Part::kConstraints, false,
      "Finds texts in which a regular expression (RE2) is not found; ^ and $ anchor it", Collect};
  return info;
}

}  // namespace datagen::validate
