#include "functions/claims/child_count.h"

namespace datagen::fanouts {
namespace {

claims::CountLaw LawOf(const kernel::Arguments& arguments) {
  return claims::GeometricCounts{arguments.Number("mean", 1)};
}

}  // namespace

const claims::FanoutClaim& GeometricClaim() {
  static const claims::FanoutClaim claim{"geometric", LawOf};
  return claim;
}

}  // namespace datagen::fanouts
