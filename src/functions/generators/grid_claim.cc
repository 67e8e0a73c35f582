#include "foundation/base/calendar.h"
#include "functions/claims/value_claim.h"

namespace datagen::generators {
namespace {

claims::Values ValuesOf(const claims::Setting& setting, const kernel::Arguments& arguments) {
  const std::string start = arguments.String("start", "timeframe");
  claims::TimeSteps steps{
      base::ParseDatetime(start == "timeframe" ? setting.timeframe.start : start), "",
      arguments.String("freq", setting.freq)};
  if (!steps.origin) steps.origin_column = start;
  return {.claims = {steps}};
}

}  // namespace

const claims::GeneratorClaim& GridClaim() {
  static const claims::GeneratorClaim claim{"grid", ValuesOf};
  return claim;
}

}  // namespace datagen::generators
