#include "functions/claims/value_claim.h"

namespace datagen::generators {
namespace {

claims::Values ValuesOf(const claims::Setting& /*setting*/, const kernel::Arguments& arguments) {
  if (!arguments.Has("length")) {
    return {.may_be_null = false,
            .claims = {claims::Nothing{"words and sentences have no length of their own"}}};
  }
  const auto [least, most] = arguments.Pair("length");
  return {
      .may_be_null = false,
      .claims = {claims::CharacterCount{static_cast<int64_t>(least), static_cast<int64_t>(most)}}};
}

}  // namespace

const claims::GeneratorClaim& TextClaim() {
  static const claims::GeneratorClaim claim{"text", ValuesOf};
  return claim;
}

}  // namespace datagen::generators
