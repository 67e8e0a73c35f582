#include "functions/claims/row_choice.h"

namespace datagen::relations {

const claims::RelationClaim& UniqueInParentClaim() {
  static const claims::RelationClaim claim{"unique_in_parent", claims::RowChoice::kDrawn};
  return claim;
}

}  // namespace datagen::relations
