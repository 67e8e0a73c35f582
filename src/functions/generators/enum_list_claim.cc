#include <algorithm>

#include "functions/claims/plain_text.h"
#include "functions/claims/value_claim.h"

namespace datagen::generators {
namespace {

claims::Values ValuesOf(const claims::Setting& /*setting*/, const kernel::Arguments& arguments) {
  const base::Json& list = *arguments.Find("values");
  const bool lists_null = std::any_of(list.items().begin(), list.items().end(),
                                      [](const base::Json& item) { return item.is_null(); });
  return {.may_be_null = lists_null,
          .texts = claims::ListsPlainTexts(list) ? claims::Texts::kPlain : claims::Texts::kAny,
          .claims = {claims::Listed{&list.items(), list}}};
}

}  // namespace

const claims::GeneratorClaim& EnumListClaim() {
  static const claims::GeneratorClaim claim{"enum_list", ValuesOf};
  return claim;
}

}  // namespace datagen::generators
