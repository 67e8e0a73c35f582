// Targets: figures of the data that a spec wants inside limits.
#pragma once

#include <string>

#include "proof/validate/check.h"

namespace datagen::validate {

// Calls visit(target) for targets on a column (by `of`); a target whose column the files do not
// have becomes one that can't be tested.
template <typename Target, typename Visit>
void ForEachTarget(const CheckInfo& info, const Context& context,
                   const std::vector<Target>& targets, std::string Target::*of, Checks* checks,
                   Visit visit) {
  for (const Target& target : targets) {
    const std::string& column = target.*of;
    if (context.Readable(target.table, {column}) != nullptr) {
      visit(target);
      continue;
    }
    checks->push_back(std::make_unique<Untestable>(
        info, context.Path(target.where), target.table, std::vector<std::string>{column},
        info.id + " of " + NameOf(target.table, {column}), "the files do not have the column"));
  }
}

// Passes when `observed` is in [low, high]; else fails, with a quality that falls with the distance
// and a recommendation. `error`: the standard error of what was observed.
void JudgeTarget(const std::string& measure, double observed, double error, double low, double high,
                 const std::string& path, Finding* finding);

}  // namespace datagen::validate
