#include <algorithm>

#include "functions/claims/plain_text.h"
#include "functions/claims/value_claim.h"
#include "functions/kernel/pick.h"

namespace datagen::generators {
namespace {

std::vector<double> NumbersOf(const base::Json& list) {
  std::vector<double> numbers;
  for (const base::Json& item : list.items()) numbers.push_back(item.AsDouble().value_or(0));
  return numbers;
}

claims::Weights WeightsOf(const kernel::Arguments& arguments) {
  if (const base::Json* list = arguments.Find("weights")) return NumbersOf(*list);
  const auto rule = kernel::ParsePick(arguments.String("weights_kind", "uniform"));
  if (rule->id == "zipf") return claims::ZipfWeights{rule->numbers[0]};
  if (rule->id == "head_tail") return claims::HeadTailWeights{rule->numbers[0], rule->numbers[1]};
  return claims::EqualWeights{};
}

claims::Values ValuesOf(const claims::Setting& /*setting*/, const kernel::Arguments& arguments) {
  claims::Values values{.texts = claims::Texts::kPlain, .ranked_by_listing = true};
  if (const base::Json* list = arguments.Find("choices")) {
    values.may_be_null = std::any_of(list->items().begin(), list->items().end(),
                                     [](const base::Json& item) { return item.is_null(); });
    if (!claims::ListsPlainTexts(*list)) values.texts = claims::Texts::kAny;
    values.claims.push_back(claims::Listed{&list->items(), *list});
  } else {
    values.claims.push_back(claims::ListedInTable{
        *kernel::ParseReference(arguments.String("choices_ref")), *arguments.Find("choices_ref")});
  }
  claims::Shares shares{WeightsOf(arguments), arguments.String("given"), {}};
  if (const base::Json* by = arguments.Find("weights_by")) {
    for (const base::JsonMember& member : by->members()) {
      shares.of_given.emplace_back(member.key, NumbersOf(member.value));
    }
  }
  values.claims.push_back(std::move(shares));
  return values;
}

}  // namespace

const claims::GeneratorClaim& ChoiceClaim() {
  static const claims::GeneratorClaim claim{"choice", ValuesOf};
  return claim;
}

}  // namespace datagen::generators
