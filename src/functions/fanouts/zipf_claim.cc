#include "functions/claims/child_count.h"

namespace datagen::fanouts {
namespace {

claims::CountLaw LawOf(const kernel::Arguments& arguments) {
  return claims::ZipfCounts{arguments.Integer("min", 1), arguments.Integer("max", 1),
                            arguments.Number("alpha", 1)};
}

}  // namespace

const claims::FanoutClaim& ZipfClaim() {
  static const claims::FanoutClaim claim{"zipf", LawOf};
  return claim;
}

}  // namespace datagen::fanouts
