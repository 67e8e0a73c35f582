#include "functions/claims/row_choice.h"

namespace datagen::relations {

const claims::RelationClaim& OnClaim() {
  static const claims::RelationClaim claim{"on", claims::RowChoice::kByKey};
  return claim;
}

}  // namespace datagen::relations
