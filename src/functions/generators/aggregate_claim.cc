#include "functions/claims/value_claim.h"

namespace datagen::generators {
namespace {

claims::Values ValuesOf(const claims::Setting& /*setting*/, const kernel::Arguments& arguments) {
  const std::string fn = arguments.String("fn", "sum");
  const claims::Fold fold = fn == "sum"     ? claims::Fold::kSum
                            : fn == "count" ? claims::Fold::kCount
                            : fn == "min"   ? claims::Fold::kMin
                            : fn == "max"   ? claims::Fold::kMax
                                            : claims::Fold::kMean;
  return {
      .claims = {claims::ChildrenFold{fold, *kernel::ParseReference(arguments.String("from"))}}};
}

}  // namespace

const claims::GeneratorClaim& AggregateClaim() {
  static const claims::GeneratorClaim claim{"aggregate", ValuesOf};
  return claim;
}

}  // namespace datagen::generators
