// Prints a spec: the model as a document, keys in one order, defaults left out.
//
// Invariant: what PrintSpec gives reads as the same model, for every spec without mistakes.
// Thread-safety: pure.
#pragma once

#include <string>

#include "foundation/base/json.h"
#include "language/spec/spec.h"

namespace datagen::spec {

base::Json SpecToJson(const Spec& spec);

// The document, indented by two, with a line end.
std::string PrintSpec(const Spec& spec);

// "sequence"; "sequence@2" of version 2; 0: none is named.
std::string VersionedId(const kernel::FunctionInfo& info, int version);

}  // namespace datagen::spec
