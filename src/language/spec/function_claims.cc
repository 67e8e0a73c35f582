#include "language/spec/function_claims.h"

#include <algorithm>

#include "foundation/base/calendar.h"
#include "language/registry/registry.h"

namespace datagen::spec {
namespace {

claims::Setting SettingOf(const Spec& spec, const Node& node) {
  const kernel::Timeframe& frame = spec.timeframe;
  return {node.id,
          node.fanout && !node.parents.empty() ? node.parents[0] : "",
          {base::FormatDatetime(frame.start), base::FormatDatetime(frame.end)},
          frame.freq};
}

claims::Values ReadValues(const claims::Setting& setting, const Column& column) {
  claims::Values values{.claims = {claims::Nothing{"it has no claim"}}};
  if (!column.generator) return values;
  const kernel::GeneratorInfo& generator = *column.generator->function;
  if (const claims::GeneratorClaim* claim = registry::ClaimOf(generator)) {
    values = claim->values(setting, kernel::Arguments(column.generator->arguments.get()));
  }
  values.function = generator.id;
  for (claims::ValueClaim& claim : values.claims) {
    auto* copied = std::get_if<claims::Copied>(&claim);
    if (copied == nullptr) continue;
    const claims::RelationClaim* relation = registry::ClaimOfRelation(copied->relation);
    if (relation != nullptr) copied->row = relation->row;
  }
  return values;
}

std::vector<claims::Change> ReadChanges(const Column& column) {
  std::vector<claims::Change> changes;
  for (const Call<kernel::ModifierInfo>& call : column.modifiers) {
    const claims::ModifierClaim* claim = registry::ClaimOf(*call.function);
    claims::Change change{claims::RowByRow{}, true, false};
    if (claim != nullptr) change = claim->change(kernel::Arguments(call.arguments.get()));
    change.function = call.function->id;
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace

FunctionClaims::FunctionClaims(const Spec& spec) {
  for (const Node& node : spec.nodes) {
    const claims::Setting setting = SettingOf(spec, node);
    for (const Column& column : node.columns) {
      columns_[&column] = {ReadValues(setting, column), ReadChanges(column)};
    }
  }
}

const claims::Values& FunctionClaims::ValuesOf(const Column& column) const {
  return columns_.at(&column).values;
}

const std::vector<claims::Change>& FunctionClaims::ChangesOf(const Column& column) const {
  return columns_.at(&column).changes;
}

claims::ChildCount ChildCountOf(const Node& node) {
  const kernel::Arguments arguments(node.fanout->arguments.get());
  claims::ChildCount count;
  count.function = node.fanout->function->id;
  const claims::FanoutClaim* claim = registry::ClaimOf(*node.fanout->function);
  if (claim != nullptr) count.law = claim->law(arguments);
  count.least = arguments.Integer("min", count.least);
  count.most = arguments.Integer("max", count.most);
  if (arguments.Has("clamp")) {
    const auto [low, high] = arguments.Pair("clamp");
    count.least = std::max(count.least, static_cast<int64_t>(low));
    count.most = std::min(count.most, static_cast<int64_t>(high));
  }
  return count;
}

}  // namespace datagen::spec
