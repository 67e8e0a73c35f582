// Reads the rules of a spec.
#pragma once

#include "language/spec/known_names.h"

namespace datagen::spec {

// Fills spec->rules from the value of "rules"; reports every mistake of form, and the tables and
// columns that are not there. A rule with a mistake is left out.
// Requires: the nodes of `spec` are read.
void ReadRules(const base::Json& list, KnownNames* names, Spec* spec,
               base::Diagnostics* diagnostics);

}  // namespace datagen::spec
