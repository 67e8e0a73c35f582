#include "functions/claims/value_change.h"

namespace datagen::modifiers {
namespace {

claims::Change ChangeOf(const kernel::Arguments& arguments) {
  const base::Json& by = *arguments.Find("by");
  if (!by.is_number()) return {.what = claims::RowByRow{}, .may_be_null = true};  // a column
  return {.what = claims::Linear{.offset = by.AsDouble().value_or(0)}};
}

}  // namespace

const claims::ModifierClaim& AddClaim() {
  static const claims::ModifierClaim claim{"add", ChangeOf};
  return claim;
}

}  // namespace datagen::modifiers
