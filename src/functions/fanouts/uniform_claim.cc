#include "functions/claims/child_count.h"

namespace datagen::fanouts {
namespace {

claims::CountLaw LawOf(const kernel::Arguments& arguments) {
  return claims::EvenCounts{arguments.Integer("min", 0), arguments.Integer("max", 0)};
}

}  // namespace

const claims::FanoutClaim& UniformClaim() {
  static const claims::FanoutClaim claim{"uniform", LawOf};
  return claim;
}

}  // namespace datagen::fanouts
