#include "functions/claims/row_choice.h"

namespace datagen::relations {

const claims::RelationClaim& UniqueClaim() {
  static const claims::RelationClaim claim{"unique", claims::RowChoice::kDrawn};
  return claim;
}

}  // namespace datagen::relations
