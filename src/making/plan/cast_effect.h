// What the last step of every cell, the cast to the column's type, does to values as a whole: what
// is known of them may hold no longer.
#pragma once

#include "functions/kernel/domain.h"
#include "functions/kernel/value_type.h"

namespace datagen::plan {

struct CastEffect {
  bool cuts = false;               // texts may lose their end
  bool keeps_values = false;       // nothing changes but the width
  bool keeps_differences = false;  // different values stay different
};

// Requires: kernel::CanCast(from, to), and that known limits of the domain fit the type.
CastEffect EffectOfCast(const kernel::ValueType& from, const kernel::ValueType& to,
                        const kernel::Domain& domain);

// Whether more digits than a double has can pass between a double and a decimal.
bool CastsManyDigits(const kernel::ValueType& from, const kernel::ValueType& to,
                     const kernel::Domain& domain);

// What is known of the values after the cast.
kernel::Domain AfterCast(kernel::Domain domain, const CastEffect& effect,
                         const kernel::ValueType& from, const kernel::ValueType& to);

}  // namespace datagen::plan
