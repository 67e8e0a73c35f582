#include "functions/claims/plain_text.h"
#include "functions/claims/value_claim.h"

namespace datagen::generators {
namespace {

claims::Values ValuesOf(const claims::Setting& /*setting*/, const kernel::Arguments& arguments) {
  const base::Json& states = *arguments.Find("states");
  return {.texts = claims::ListsPlainTexts(states) ? claims::Texts::kPlain : claims::Texts::kAny,
          .claims = {claims::Nothing{"a state follows from the one before it, not from a share"}}};
}

}  // namespace

const claims::GeneratorClaim& MarkovClaim() {
  static const claims::GeneratorClaim claim{"markov", ValuesOf};
  return claim;
}

}  // namespace datagen::generators
