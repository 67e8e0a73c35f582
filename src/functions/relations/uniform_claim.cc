#include "functions/claims/row_choice.h"

namespace datagen::relations {

const claims::RelationClaim& UniformClaim() {
  static const claims::RelationClaim claim{"uniform", claims::RowChoice::kDrawn};
  return claim;
}

}  // namespace datagen::relations
