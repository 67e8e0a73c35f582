// Documents that name a version of a function, and what versions after it have changed.
//
// Thread-safety: pure, but for the diagnostics.
#pragma once

#include "foundation/base/diagnostic.h"
#include "language/spec/spec.h"

namespace datagen::spec {

// That the call names an older version than the one that has changed its values. Requires: it does.
void RefuseChange(const kernel::FunctionInfo& function, int version, const base::Place& where,
                  base::Diagnostics* diagnostics);

// Whether a document takes the values of a call as they are. `changed`: the newest version that has
// changed them (BindContext::changed). Without a version it takes what was put right; one that
// names an older version asked for others: an error.
template <typename Info>
bool TakesChanges(const Call<Info>& call, int changed, base::Diagnostics* diagnostics) {
  if (call.version == 0 || call.version >= changed) return true;
  RefuseChange(*call.function, call.version, call.where, diagnostics);
  return false;
}

}  // namespace datagen::spec
