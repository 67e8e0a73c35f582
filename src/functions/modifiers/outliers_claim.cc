#include "functions/claims/value_change.h"

namespace datagen::modifiers {
namespace {

claims::Change ChangeOf(const kernel::Arguments& arguments) {
  const std::string mode = arguments.String("mode");
  const kernel::Arguments magnitude(arguments.Find("magnitude_dist"));
  using Mode = claims::Outliers::Mode;
  return {.what = claims::Outliers{
              arguments.Number("rate", 0),
              mode == "drop"    ? Mode::kDrop
              : mode == "burst" ? Mode::kBurst
                                : Mode::kSpike,
              claims::ReadNumberLaw(magnitude.String("type"), *magnitude.Find("params")),
              arguments.Bool("allow_exceed", false)}};
}

}  // namespace

const claims::ModifierClaim& OutliersClaim() {
  static const claims::ModifierClaim claim{"outliers", ChangeOf};
  return claim;
}

}  // namespace datagen::modifiers
