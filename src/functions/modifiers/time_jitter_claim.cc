#include "functions/claims/value_change.h"

namespace datagen::modifiers {
namespace {

claims::Change ChangeOf(const kernel::Arguments& arguments) {
  constexpr double kMinute = 60;
  return {.what = claims::TimeNoise{arguments.Number("std_minutes", 0) * kMinute +
                                    arguments.Number("std_seconds", 0)}};
}

}  // namespace

const claims::ModifierClaim& TimeJitterClaim() {
  static const claims::ModifierClaim claim{"time_jitter", ChangeOf};
  return claim;
}

}  // namespace datagen::modifiers
