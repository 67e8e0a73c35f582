#include "functions/claims/value_claim.h"

namespace datagen::generators {
namespace {

constexpr std::pair<const char*, double> kUnits[] = {
    {"seconds", 1}, {"minutes", 60}, {"hours", 3600}, {"days", 86400}, {"weeks", 604800}};

claims::Values ValuesOf(const claims::Setting& /*setting*/, const kernel::Arguments& arguments) {
  const double least = arguments.Number("min", 1);
  claims::Distance distance{arguments.String("column"), least, arguments.Number("max", least),
                            arguments.String("unit")};
  for (const auto& [unit, seconds] : kUnits) {
    if (distance.unit == unit) distance.unit_seconds = seconds;
  }
  return {.claims = {distance}};
}

}  // namespace

const claims::GeneratorClaim& AfterClaim() {
  static const claims::GeneratorClaim claim{"after", ValuesOf};
  return claim;
}

}  // namespace datagen::generators
