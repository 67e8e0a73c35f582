// The rules at the top level of a spec: claims across columns, rows and tables that `constraints`
// has no form for. One shape for all: {"rule": ID, "table": T, …}.
//
// A rule claims; generators hold it by construction, as each RuleInfo says; the validator checks it
// in any case.
#pragma once

#include <string>
#include <vector>

#include "functions/kernel/parameter.h"

namespace datagen::spec {

struct RuleInfo {
  std::string id;
  std::string summary;  // one line, starts with a verb in the third person, no final period
  std::vector<kernel::Parameter> parameters;  // besides rule and table
  std::string held_by;                        // how generators hold it by construction
};

const std::vector<RuleInfo>& RuleInfos();
const RuleInfo* FindRule(std::string_view id);

// All keys of a rule, `rule` and `table` first.
std::vector<kernel::Parameter> RuleShape(const RuleInfo& info);

}  // namespace datagen::spec
