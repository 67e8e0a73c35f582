// Reads what a spec claims about its data: constraints and targets.
#pragma once

#include "language/spec/known_names.h"

namespace datagen::spec {

// Fill spec->constraints and spec->targets from the values of those keys; report every mistake of
// form, and the tables and columns that are not there. A claim with a mistake is left out.
// Requires: `names` are those of `spec`.
void ReadConstraints(const base::Json& json, KnownNames* names, Spec* spec,
                     base::Diagnostics* diagnostics);
void ReadTargets(const base::Json& json, KnownNames* names, Spec* spec,
                 base::Diagnostics* diagnostics);

}  // namespace datagen::spec
