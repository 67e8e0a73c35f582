#include "functions/claims/value_change.h"

namespace datagen::modifiers {
namespace {

claims::Change ChangeOf(const kernel::Arguments& arguments) {
  return {.what = claims::Noise{arguments.Number("std", 0), arguments.String("mode") == "mul"}};
}

}  // namespace

const claims::ModifierClaim& JitterClaim() {
  static const claims::ModifierClaim claim{"jitter", ChangeOf};
  return claim;
}

}  // namespace datagen::modifiers
