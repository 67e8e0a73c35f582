#include "functions/claims/value_claim.h"

namespace datagen::generators {
namespace {

claims::Values ValuesOf(const claims::Setting& /*setting*/, const kernel::Arguments& arguments) {
  const int64_t start = arguments.Integer("start", 1);
  const int64_t step = arguments.Integer("step", 1);
  claims::Values values{.may_be_null = false, .claims = {claims::Lattice{start, step}}};
  if (arguments.String("per") == "parent") values.claims = {claims::Numbering{start, step}};
  return values;
}

}  // namespace

const claims::GeneratorClaim& SequenceClaim() {
  static const claims::GeneratorClaim claim{"sequence", ValuesOf};
  return claim;
}

}  // namespace datagen::generators
