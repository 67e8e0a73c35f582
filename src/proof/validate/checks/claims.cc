#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "proof/validate/check.h"

namespace datagen::validate {
namespace {

// Columns, by table and name, with the best that a check looks at in them (or says that it can't).
std::map<std::pair<std::string, std::string>, Looks> CheckedColumns(const Checks& checks) {
  std::map<std::pair<std::string, std::string>, Looks> checked;
  for (const auto& check : checks) {
    for (const std::string& column : check->columns()) {
      const Looks looks = check->info().looks;
      const auto [best, fresh] = checked.emplace(std::pair(check->table(), column), looks);
      if (!fresh) best->second = std::min(best->second, looks);
    }
  }
  return checked;
}

// Why nothing of what the column's functions claim is held against its values.
std::string WhyUnchecked(const Context& context, const spec::Column& column) {
  const claims::Values& values = context.claims.ValuesOf(column);
  if (const auto* nothing = values.Find<claims::Nothing>()) {
    return fmt::format("{} claims nothing: {}", values.function, nothing->why);
  }
  const std::vector<claims::Change>& changes = context.claims.ChangesOf(column);
  if (!changes.empty()) {
    return fmt::format("the modifier '{}' leaves nothing of what {} claims", changes[0].function,
                       values.function);
  }
  return fmt::format("no check has a form for what {} claims of a column of {}", values.function,
                     column.type.Name());
}

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  const auto checked = CheckedColumns(*checks);
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    const auto best = checked.find({table.node->id, column.name});
    const Looks looks = best == checked.end() ? Looks::kAtForm : best->second;
    // Plain spelling is what some generators claim; after a modifier it is only what is left, and
    // of one that claims nothing else it says nothing of the values.
    const bool claims_spelling = context.claims.ChangesOf(column).empty() &&
                                 context.claims.ValuesOf(column).Find<claims::Nothing>() == nullptr;
    const bool enough =
        looks == Looks::kAtValues || (looks == Looks::kAtSpelling && claims_spelling);
    if (!column.generator || enough) return;
    const std::string why = WhyUnchecked(context, column);
    checks->push_back(std::make_unique<Untestable>(
        info, context.Path(column.generator->where), table.node->id,
        std::vector<std::string>{column.name},
        fmt::format("{}.{} is as its generator claims", table.node->id, column.name),
        "not checked: " + why));
    checks->back()->set_rule({.kind = Rule::Kind::kNothing});
  });
}

}  // namespace

const CheckInfo& ClaimsCheck() {
  static const CheckInfo info{
      "claims",        Part::kConstraints,
      false,           "Names the columns whose values no check looks at, and says why",
      Collect,         Looks::kAtForm,
      /*is_last=*/true};
  return info;
}

}  // namespace datagen::validate
