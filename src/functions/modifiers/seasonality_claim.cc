#include "functions/claims/value_change.h"

namespace datagen::modifiers {
namespace {

claims::Change ChangeOf(const kernel::Arguments& arguments) {
  return {.what = claims::Season{{arguments.String("dimension"), arguments.Numbers("weights")},
                                 arguments.String("column")},
          .may_be_null = true};
}

}  // namespace

const claims::ModifierClaim& SeasonalityClaim() {
  static const claims::ModifierClaim claim{"seasonality", ChangeOf};
  return claim;
}

}  // namespace datagen::modifiers
