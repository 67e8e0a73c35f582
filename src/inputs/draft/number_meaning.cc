// What a number is, by the name of its column.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "inputs/draft/meaning.h"
#include "inputs/draft/words.h"

namespace datagen::draft {
namespace {

using schema::TypeFamily;

struct NumberRule {
  std::string_view names;
  double low;
  double high;
  double typical;  // 0: all alike
  std::string_view reason;
  // Within wider limits of a CHECK too: years from 1950 to 2100 are still recent ones.
  bool natural = false;
};
constexpr NumberRule kNumberRules[] = {
    {"latitude|lat", -90, 90, 0, "degrees"},
    {"longitude|lon|lng|long", -180, 180, 0, "degrees"},
    {"salary|wage|income|annual salary|base salary|pay", 18000, 250000, 52000, "a yearly salary"},
    {"hourly rate|hourly wage|rate per hour", 9, 150, 24, "pay for an hour"},
    {"budget|revenue|turnover|capital", 10000, 5000000, 150000, "a sum"},
    {"unit price|price|list price|cost|unit cost|sale price|msrp|retail price|price each|"
     "purchase price|selling price",
     0.5, 5000, 25, "a price"},
    {"total|amount|subtotal|total amount|grand total|order total|total price|payment amount|"
     "net amount|gross amount|line total|invoice total|amount paid|total cost|value|sum|payment",
     1, 20000, 80, "an amount"},
    {"fine|fine amount|penalty|late fee", 0.5, 60, 4, "a fine"},
    {"balance|credit|credit limit|deposit|account balance", 0, 100000, 900, "a balance"},
    {"fee|tax|tip|shipping cost|freight|charge|tax amount|commission|bonus|shipping fee|delivery "
     "fee",
     0, 2000, 9, "a charge"},
    {"discount percent|percent|percentage|pct|discount pct|vat|tax rate|vat rate", 0, 50, 0,
     "a percentage"},
    {"discount", 0, 50, 5, "a discount"},
    {"rating|stars|review rating|score rating", 1, 5, 0, "a rating from 1 to 5"},
    {"score|points|grade|mark|marks", 0, 100, 0, "points up to 100"},
    {"quantity|qty|count|units|order qty|quantity ordered|num items", 1, 100, 3, "a count"},
    {"stock|in stock|quantity in stock|stock quantity|units in stock|on hand|inventory|available|"
     "copies|total copies|available copies|reorder level",
     0, 500, 40, "a stock"},
    {"age", 18, 90, 0, "an age"},
    {"year|publication year|published year|year published|model year|release year|birth year|"
     "pub year|publish year",
     1990, 2025, 0, "a year", true},
    {"month", 1, 12, 0, "a month"},
    {"day|day of month", 1, 28, 0, "a day"},
    {"weekday|day of week|dow", 0, 6, 0, "a day of the week"},
    {"hour", 0, 23, 0, "an hour"},
    {"minute|minutes|prep time|preparation time|duration|duration minutes|cook time", 1, 240, 30,
     "minutes"},
    {"hours|hours worked|hours per week", 1, 60, 0, "hours"},
    {"seconds|elapsed|latency|response time|runtime", 1, 36000, 120, "seconds"},
    {"pages|page count|num pages|number of pages|page", 40, 1200, 280, "pages"},
    {"weight|weight kg", 0.1, 500, 8, "a weight"},
    {"height|height cm", 20, 220, 0, "a height"},
    {"width|length|depth|size cm", 1, 300, 40, "a length"},
    {"temperature|temp", -20, 45, 0, "degrees"},
    {"capacity|seats|party size|number of guests|guests|seating capacity|num guests", 1, 60, 4,
     "a number of seats"},
    {"floor|level|storey", 0, 30, 0, "a floor"},
    {"port", 1024, 65535, 0, "a port"},
    {"priority|severity", 1, 5, 0, "a priority"},
    {"calories|kcal", 50, 1500, 450, "calories"},
    {"size|bytes|file size|filesize|size bytes|length bytes", 100, 50000000, 20000, "a size"},
    {"mileage|odometer|kilometers|kilometres", 0, 300000, 60000, "a distance driven"},
    {"population", 500, 9000000, 40000, "people"},
    {"views|clicks|likes|visits|hits|downloads|impressions", 0, 1000000, 300, "a count"},
    {"attempts|retries|failures|errors|warnings", 0, 10, 1, "a count"},
    {"sort order|position|rank|ordering|display order|sequence|seq|sort|order no|line number|"
     "line no",
     1, 100, 0, "a position"},
    {"version|revision", 1, 20, 2, "a version"},
    {"timestamp|time|epoch|created|modified|updated|clock|mtime|ctime|atime|lastaccess|"
     "last access|expires|expiry",
     1704067200, 1767225599, 0, "seconds since 1970"},
    {"ratio|share|probability|confidence|weight factor", 0, 1, 0, "a share"},
};

// The rule that a column's name speaks for, among those that its limits admit.
const NumberRule* FindNumberRule(const MeaningRequest& request, const NumberLimits& limits) {
  const auto words = WordsOf(request.column.name);
  for (size_t skip = 0; skip < words.size(); ++skip) {
    const std::string tail = SpacedFrom(words, skip);
    for (const NumberRule& rule : kNumberRules) {
      if (!Names(tail, rule.names)) continue;
      // What the type can't hold the name does not mean.
      if (rule.low > limits.high || (limits.given_low && rule.high < limits.low)) continue;
      return &rule;
    }
  }
  return nullptr;
}

}  // namespace

Meaning BoolMeaning(const MeaningRequest& request, const char* yes, const char* no) {
  const std::string spaced = Spaced(request.column.name);
  int share = 50;
  if (Names(spaced,
            "active|enabled|available|visible|published|valid|is active|in stock|verified|"
            "confirmed|paid|current")) {
    share = 85;
  }
  if (Names(spaced,
            "deleted|blocked|disabled|locked|archived|hidden|banned|is deleted|fraud|"
            "cancelled|canceled|expired|is admin|admin|test|is default")) {
    share = 8;
  }
  return {Generator(fmt::format(R"({{"choice": {{"choices": [{}, {}], "weights": [{}, {}]}}}})",
                                yes, no, share, 100 - share)),
          "yes or no"};
}

NumberLimits LimitsOf(const schema::DataType& type, const ColumnFacts& facts) {
  NumberLimits limits;
  constexpr double kWhole = 9007199254740992;  // 2^53: doubles are exact below
  if (type.family == TypeFamily::kInteger) {
    const int bits = type.bits == 0 ? 32 : type.bits;
    limits.high = std::min(std::ldexp(1.0, type.is_unsigned ? bits : bits - 1) - 1, kWhole);
    limits.low = type.is_unsigned ? 0 : -limits.high - 1;
  } else if (type.family == TypeFamily::kDecimal && type.precision) {
    const int scale = type.scale.value_or(0);
    limits.scale = std::max(0, scale);
    limits.high =
        std::min(std::pow(10.0, *type.precision - scale) - std::pow(10.0, -scale), kWhole);
    limits.low = -limits.high;
  } else if (type.family == TypeFamily::kYear) {
    limits.low = 1901;
    limits.high = 2155;
  } else if (type.family == TypeFamily::kFloat && type.precision && type.scale) {
    limits.scale = *type.scale;
    limits.high = std::pow(10.0, *type.precision - *type.scale) - 1;
    limits.low = -limits.high;
  } else {
    limits.low = -kWhole;
    limits.high = kWhole;
    limits.scale = type.family == TypeFamily::kFloat ? -1 : 2;
  }
  const double step = limits.scale >= 0 ? std::pow(10.0, -limits.scale) : 1e-6;
  if (facts.low) {
    limits.low = std::max(limits.low, facts.low_excluded ? *facts.low + step : *facts.low);
    limits.given_low = true;
  }
  if (facts.high) {
    limits.high = std::min(limits.high, facts.high_excluded ? *facts.high - step : *facts.high);
    limits.given_high = true;
  }
  if (limits.scale == 0) {
    limits.low = std::ceil(limits.low);
    limits.high = std::floor(limits.high);
  }
  limits.high = std::max(limits.low, limits.high);
  return limits;
}

std::string NumberText(double number, int scale) {
  constexpr int kDigitsMax = 6;
  std::string text = fmt::format("{:.{}f}", number, scale < 0 ? kDigitsMax : std::min(scale, 9));
  if (text.find('.') != std::string::npos) {
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  return text == "-0" ? "0" : text;
}

NumberRange PlausibleRange(const MeaningRequest& request) {
  const NumberLimits limits = LimitsOf(request.column.type, request.facts);
  const NumberRule* rule = FindNumberRule(request, limits);
  constexpr double kAnyHigh = 1000;
  NumberRange range;
  range.named = rule != nullptr;
  range.low = rule != nullptr ? rule->low : 0;
  range.high = rule != nullptr ? rule->high : kAnyHigh;
  range.typical = rule != nullptr ? rule->typical : 0;
  range.reason = rule != nullptr ? std::string(rule->reason) : "any number that fits";
  const bool natural = rule != nullptr && rule->natural;
  if (limits.given_low && !natural) range.low = limits.low;
  if (limits.given_high && !natural) range.high = limits.high;
  range.low = std::clamp(range.low, limits.low, limits.high);
  range.high = std::clamp(range.high, limits.low, limits.high);
  if (range.high < range.low) range.high = std::min(limits.high, range.low + kAnyHigh);
  return range;
}

Meaning NumberMeaning(const MeaningRequest& request) {
  const int scale = LimitsOf(request.column.type, request.facts).scale;
  const NumberRange range = PlausibleRange(request);
  Meaning meaning;
  meaning.reason = range.reason;
  const std::string low = NumberText(range.low, scale);
  const std::string high = NumberText(range.high, scale);
  // Around what is typical, with few large ones, where there is room above it.
  constexpr double kRoom = 3;
  if (range.typical > range.low && range.typical * kRoom < range.high && range.low >= 0) {
    meaning.generator = Generator(fmt::format(
        R"({{"distribution": {{"type": "lognormal", "params": {{"mean": {:.2f}, "sigma": 0.7}}, "clamp": [{}, {}]}}}})",
        std::log(range.typical), low, high));
    return meaning;
  }
  meaning.generator = Generator(fmt::format(
      R"({{"distribution": {{"type": "uniform", "params": {{"min": {}, "max": {}}}}}}})", low,
      high));
  return meaning;
}

}  // namespace datagen::draft
