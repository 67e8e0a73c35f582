#include "functions/claims/row_choice.h"

namespace datagen::relations {

const claims::RelationClaim& ZipfClaim() {
  static const claims::RelationClaim claim{"zipf", claims::RowChoice::kDrawn};
  return claim;
}

}  // namespace datagen::relations
