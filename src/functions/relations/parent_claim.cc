#include "functions/claims/row_choice.h"

namespace datagen::relations {

const claims::RelationClaim& ParentClaim() {
  static const claims::RelationClaim claim{"parent", claims::RowChoice::kParent};
  return claim;
}

}  // namespace datagen::relations
