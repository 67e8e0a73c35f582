#include "functions/claims/child_count.h"

namespace datagen::fanouts {
namespace {

claims::CountLaw LawOf(const kernel::Arguments& arguments) {
  return claims::PoissonLaw{arguments.Number("lambda", 1)};
}

}  // namespace

const claims::FanoutClaim& PoissonClaim() {
  static const claims::FanoutClaim claim{"poisson", LawOf};
  return claim;
}

}  // namespace datagen::fanouts
