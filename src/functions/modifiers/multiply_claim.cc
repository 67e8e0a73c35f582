#include "functions/claims/value_change.h"

namespace datagen::modifiers {
namespace {

claims::Change ChangeOf(const kernel::Arguments& arguments) {
  const base::Json& by = *arguments.Find("by");
  if (!by.is_number()) return {.what = claims::RowByRow{}, .may_be_null = true};  // a column
  return {.what = claims::Linear{.factor = by.AsDouble().value_or(1)}};
}

}  // namespace

const claims::ModifierClaim& MultiplyClaim() {
  static const claims::ModifierClaim claim{"multiply", ChangeOf};
  return claim;
}

}  // namespace datagen::modifiers
