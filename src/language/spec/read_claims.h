// Reads what a spec claims about its data: constraints, targets and rules.
#pragma once

#include "language/spec/spec.h"

namespace datagen::spec {

// Checks the form of "constraints", "targets" and "rules" of `root`, and that the tables and
// columns they name are there; reports every mistake. Fills spec->unique and spec->foreign_keys.
// Requires: the nodes of `spec` are read.
void ReadClaims(const base::Json& root, Spec* spec, base::Diagnostics* diagnostics);

}  // namespace datagen::spec
