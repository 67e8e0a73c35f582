// Prints what a spec claims: constraints, targets, rules. For printer.cc.
//
// Thread-safety: pure.
#pragma once

#include "foundation/base/json.h"
#include "language/spec/claims.h"
#include "language/spec/rule.h"

namespace datagen::spec {

// A list of texts.
base::Json Texts(const std::vector<std::string>& texts);

// Objects without keys where nothing is claimed.
base::Json ColumnConstraintsJson(const ColumnConstraints& constraints);
base::Json ConstraintsJson(const Constraints& constraints);
base::Json TargetsJson(const Targets& targets);
base::Json RuleJson(const Rule& rule);

}  // namespace datagen::spec
