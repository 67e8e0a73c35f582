#include "functions/claims/row_choice.h"

namespace datagen::relations {

const claims::RelationClaim& MatchingClaim() {
  static const claims::RelationClaim claim{"matching", claims::RowChoice::kDrawn};
  return claim;
}

}  // namespace datagen::relations
