#include "functions/claims/row_choice.h"

namespace datagen::relations {

const claims::RelationClaim& EachOnceClaim() {
  static const claims::RelationClaim claim{"each_once", claims::RowChoice::kDrawn};
  return claim;
}

}  // namespace datagen::relations
