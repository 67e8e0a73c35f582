#include "functions/claims/value_change.h"

namespace datagen::modifiers {
namespace {

claims::Change ChangeOf(const kernel::Arguments& /*arguments*/) {
  return {.what = claims::RowByRow{}, .may_be_null = true};
}

}  // namespace

const claims::ModifierClaim& EffectClaim() {
  static const claims::ModifierClaim claim{"effect", ChangeOf};
  return claim;
}

}  // namespace datagen::modifiers
