#include "functions/claims/row_choice.h"

namespace datagen::relations {

const claims::RelationClaim& EarlierClaim() {
  static const claims::RelationClaim claim{"earlier", claims::RowChoice::kOfOwnTable};
  return claim;
}

}  // namespace datagen::relations
