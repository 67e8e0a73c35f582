#include "functions/claims/child_count.h"

namespace datagen::fanouts {
namespace {

claims::CountLaw LawOf(const kernel::Arguments& arguments) {
  return claims::ListedCounts{arguments.Integer("count", 0), {1.0}};
}

}  // namespace

const claims::FanoutClaim& FixedClaim() {
  static const claims::FanoutClaim claim{"fixed", LawOf};
  return claim;
}

}  // namespace datagen::fanouts
