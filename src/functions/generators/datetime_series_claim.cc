#include <algorithm>

#include "foundation/base/calendar.h"
#include "functions/claims/value_claim.h"

namespace datagen::generators {
namespace {

claims::Values ValuesOf(const claims::Setting& setting, const kernel::Arguments& arguments) {
  claims::TimeWindow window = setting.timeframe;
  if (const base::Json* within = arguments.Find("within");
      within != nullptr && within->is_object()) {
    window = {within->Find("start")->text(), within->Find("end")->text()};
    if (const auto end = base::ParseDatetimeEnd(window.end))
      window.end = base::FormatDatetime(*end);
  }
  claims::Values values{.may_be_null = false, .claims = {window}};
  if (const base::Json* pattern = arguments.Find("pattern")) {
    claims::WeightedTicks ticks{window, arguments.String("freq", setting.freq), {}, *pattern};
    const auto add = [&](const base::Json& item) {
      const kernel::Arguments given(&item);
      ticks.patterns.push_back({given.String("dimension"), given.Numbers("weights")});
    };
    if (!pattern->is_array()) add(*pattern);
    if (pattern->is_array()) std::for_each(pattern->items().begin(), pattern->items().end(), add);
    values.claims.push_back(std::move(ticks));
  }
  return values;
}

}  // namespace

const claims::GeneratorClaim& DatetimeSeriesClaim() {
  static const claims::GeneratorClaim claim{"datetime_series", ValuesOf};
  return claim;
}

}  // namespace datagen::generators
