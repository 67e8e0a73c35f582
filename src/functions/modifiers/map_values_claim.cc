#include "functions/claims/plain_text.h"
#include "functions/claims/value_change.h"

namespace datagen::modifiers {
namespace {

claims::Change ChangeOf(const kernel::Arguments& arguments) {
  return {.what = claims::RowByRow{},
          .may_be_null = true,
          .keeps_texts_plain = claims::ListsPlainTexts(arguments.json())};
}

}  // namespace

const claims::ModifierClaim& MapValuesClaim() {
  static const claims::ModifierClaim claim{"map_values", ChangeOf};
  return claim;
}

}  // namespace datagen::modifiers
