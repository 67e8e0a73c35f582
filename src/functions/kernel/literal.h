// Values written in a spec, as values of a column's type.
#pragma once

#include <vector>

#include "foundation/base/diagnostic.h"
#include "foundation/base/json.h"
#include "functions/kernel/domain.h"
#include "functions/kernel/value_type.h"
#include "functions/kernel/vector.h"

namespace datagen::kernel {

// One value for each item; texts as a dictionary vector without repeated entries. Reports items
// that do not fit the type and then returns nullptr. null items are nulls.
VectorPtr ReadLiterals(const std::vector<const base::Json*>& items, const ValueType& type,
                       base::Diagnostics* diagnostics);
VectorPtr ReadLiterals(const base::Json& list, const ValueType& type,
                       base::Diagnostics* diagnostics);

// What is known of values drawn from these with these chances (any scale; empty: equal).
Domain LiteralDomain(const Vector& values, const ValueType& type,
                     const std::vector<double>& weights);

}  // namespace datagen::kernel
