#include "functions/claims/value_change.h"

namespace datagen::modifiers {
namespace {

claims::Change ChangeOf(const kernel::Arguments& arguments) {
  constexpr double kNone = 1e308;
  return {.what =
              claims::Clamped{{arguments.Number("min", -kNone), arguments.Number("max", kNone)}}};
}

}  // namespace

const claims::ModifierClaim& ClampClaim() {
  static const claims::ModifierClaim claim{"clamp", ChangeOf};
  return claim;
}

}  // namespace datagen::modifiers
