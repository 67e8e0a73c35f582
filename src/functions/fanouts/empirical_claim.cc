#include "functions/claims/child_count.h"

namespace datagen::fanouts {
namespace {

claims::CountLaw LawOf(const kernel::Arguments& arguments) {
  return claims::ListedCounts{arguments.Integer("first", 0), arguments.Numbers("weights")};
}

}  // namespace

const claims::FanoutClaim& EmpiricalClaim() {
  static const claims::FanoutClaim claim{"empirical", LawOf};
  return claim;
}

}  // namespace datagen::fanouts
