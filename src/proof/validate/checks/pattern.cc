#include <fmt/format.h>

#include "proof/validate/check.h"

namespace datagen::validate {
namespace {

void Add(const CheckInfo& info, std::string path, const Table& table, const spec::Column& column,
         const std::string& regex, Checks* checks) {
  checks->push_back(std::make_unique<RowCheck>(
      info, std::move(path), table, std::vector<std::string>{column.name},
      fmt::format("{}.{} matches {}", table.node->id, column.name, regex),
      fmt::format("NOT regexp_matches(CAST({} AS VARCHAR), {})", query::Identifier(column.name),
                  query::Literal(regex))));
  checks->back()->set_rule(
      {.kind = Rule::Kind::kPattern, .columns = {column.name}, .regex = regex});
}

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachConstraint(
      context, context.spec.constraints.patterns, &spec::Pattern::column,
      [&](const Table& table, const spec::Column& column, const spec::Pattern& pattern) {
        Add(info, context.Path(pattern.where.At("regex")), table, column, pattern.regex, checks);
      });
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    if (!column.constraints.pattern) return;
    Add(info, context.Path(column.where.At("constraints").At("pattern")), table, column,
        *column.constraints.pattern, checks);
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
