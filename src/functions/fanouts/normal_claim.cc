#include "functions/claims/child_count.h"

namespace datagen::fanouts {
namespace {

claims::CountLaw LawOf(const kernel::Arguments& arguments) {
  return claims::NormalLaw{arguments.Number("mean", 1), arguments.Number("sigma", 1)};
}

}  // namespace

const claims::FanoutClaim& NormalClaim() {
  static const claims::FanoutClaim claim{"normal", LawOf};
  return claim;
}

}  // namespace datagen::fanouts
