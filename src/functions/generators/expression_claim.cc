#include "functions/claims/value_claim.h"

namespace datagen::generators {
namespace {

claims::Values ValuesOf(const claims::Setting& /*setting*/, const kernel::Arguments& arguments) {
  base::Diagnostics ignored;  // the reader has said it
  const auto code = expression::ReadCode(*arguments.Find("code"), &ignored);
  if (!code) return {.claims = {claims::Nothing{"its expression is not read"}}};
  return {.claims = {claims::Formula{*code}}};
}

}  // namespace

const claims::GeneratorClaim& ExpressionClaim() {
  static const claims::GeneratorClaim claim{"expression", ValuesOf};
  return claim;
}

}  // namespace datagen::generators
