// Targets: figures of the data that a spec wants inside limits.
#pragma once

#include <string>

#include "proof/validate/check.h"

namespace datagen::validate {

// Calls visit(item, table, column) for targets.KEY (one or a list); a target whose column the files
// do not have becomes one that can't be tested.
template <typename Visit>
void ForEachTarget(const CheckInfo& info, const Context& context, const char* key,
                   const char* column_key, Checks* checks, Visit visit) {
  const base::Json* targets = context.spec.document->Find("targets");
  const base::Json* target = targets == nullptr ? nullptr : targets->Find(key);
  if (target == nullptr) return;
  const auto one = [&](const base::Json& item) {
    const std::string& table = item.Find("table")->text();
    const std::string& column = item.Find(column_key)->text();
    if (context.Readable(table, {column}) != nullptr) {
      visit(item, table, column);
      return;
    }
    checks->push_back(std::make_unique<Untestable>(
        info, context.Path(item), table, std::vector<std::string>{column},
        info.id + " of " + NameOf(table, {column}), "the files do not have the column"));
  };
  if (!target->is_array()) {
    one(*target);
    return;
  }
  for (const base::Json& item : target->items()) one(item);
}

// Passes when `observed` is in [low, high]; else fails, with a quality that falls with the distance
// and a recommendation. `error`: the standard error of what was observed.
void JudgeTarget(const std::string& measure, double observed, double error, double low, double high,
                 const std::string& path, Finding* finding);

}  // namespace datagen::validate
