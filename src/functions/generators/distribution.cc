#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "foundation/base/decimal.h"
#include "foundation/base/plural.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/law.h"
#include "functions/kernel/uniform_units.h"

namespace datagen::generators {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

class Distribution : public Generator {
 public:
  Distribution(std::unique_ptr<Law> law, const random::Key& key)
      : law_(std::move(law)), stream_(key.Draw(0)) {}

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    auto values = Vector::Make(Physical::kFloat64, cells.size());
    if (cells.uniforms != nullptr) {
      std::copy(cells.uniforms, cells.uniforms + cells.size(), values->floats.data());
      law_->Quantile(values->floats.data(), cells.size());
    } else {
      law_->Draw(stream_, cells.rows, values->floats.data());
    }
    return values;
  }

 private:
  std::unique_ptr<Law> law_;
  random::Stream stream_;
};

// The bound in units of the type's last digit, when it is exactly one.
std::optional<base::Int128> InUnits(const base::Json* number, const ValueType& type) {
  if (number == nullptr) return std::nullopt;
  const auto decimal = base::ParseDecimal(number->text());
  const int scale = type.kind == TypeKind::kDecimal ? type.scale : 0;
  if (!decimal || decimal->scale > scale) return std::nullopt;
  return base::Rescale(decimal->unscaled, decimal->scale, scale);
}

// The nearest unit at or above the number, or at or below it; nullopt where 128 bits do not hold
// it.
std::optional<base::Int128> UnitsInside(const base::Json& number, const ValueType& type,
                                        bool above) {
  const auto decimal = base::ParseDecimal(number.text());
  if (!decimal) return std::nullopt;
  const int scale = type.kind == TypeKind::kDecimal ? type.scale : 0;
  if (decimal->scale <= scale) return base::Rescale(decimal->unscaled, decimal->scale, scale);
  const int more = decimal->scale - scale;
  if (more > base::kDecimalDigitsMax) return std::nullopt;
  const base::Int128 divisor = base::PowerOfTen(more);
  const base::Int128 whole = decimal->unscaled / divisor;
  const base::Int128 rest = decimal->unscaled % divisor;
  return whole + (above && rest > 0 ? 1 : !above && rest < 0 ? -1 : 0);
}

// What is left of the law between the limits; nullptr after a report. Where values are rounded to
// units, the limits are units: those that lie between the given ones.
std::unique_ptr<Law> Truncated(BindContext& context, const Arguments& arguments,
                               std::unique_ptr<Law> law) {
  auto [low, high] = arguments.Pair("truncate");
  const ValueType& type = context.type();
  const bool rounds = type.kind == TypeKind::kInt || type.kind == TypeKind::kDecimal;
  double margin = 0;
  if (rounds) {
    const auto unit =
        static_cast<double>(base::PowerOfTen(type.kind == TypeKind::kDecimal ? type.scale : 0));
    constexpr double kRounding = 1e-6;  // of a unit
    low = std::ceil(low * unit - kRounding) / unit;
    high = std::floor(high * unit + kRounding) / unit;
    if (!law->whole()) margin = 0.5 / unit;
  }
  const double share =
      low > high ? 0 : std::max(0.0, law->UpTo(high + margin) - law->Below(low - margin));
  if (share >= kTruncatedShareMin) return Truncate(std::move(law), low, high, margin);
  context.Error(
      "empty-range", arguments.Where("truncate"),
      fmt::format("only a share of {:.3g} of the law lies from {} to {}", share, low, high),
      {.given = fmt::format("{:.3g}", share),
       .expected = fmt::format("at least {}", kTruncatedShareMin)});
  return nullptr;
}

const base::Json* FirstOf(const base::Json& object, const char* name, const char* other) {
  const base::Json* found = object.Find(name);
  return found != nullptr ? found : object.Find(other);
}

BoundGenerator RefuseLimits(BindContext& context, const base::Json& params) {
  const std::string limits = fmt::format("{} to {}", FirstOf(params, "min", "low")->text(),
                                         FirstOf(params, "max", "high")->text());
  context.Error(
      "type-overflow", params,
      fmt::format("the values go from {}, which {} can't hold", limits, context.type().Name()),
      {.given = limits,
       .expected = fmt::format("values of {}", context.type().Name()),
       .hint = "use a wider type or a smaller range"});
  return {};
}

// A uniform law over an int or decimal column with bounds that the type has.
std::optional<BoundGenerator> BindUnits(BindContext& context, const Arguments& arguments) {
  const ValueType& type = context.type();
  const base::Json& params = *arguments.Find("params");
  auto low = InUnits(FirstOf(params, "min", "low"), type);
  auto high = InUnits(FirstOf(params, "max", "high"), type);
  if (const base::Json* limits = arguments.Find("truncate")) {
    const auto least = UnitsInside(limits->items()[0], type, true);
    const auto most = UnitsInside(limits->items()[1], type, false);
    if (!least || !most) return std::nullopt;
    if (low) low = std::max(*low, *least);
    if (high) high = std::min(*high, *most);
  }
  if (!low || !high) {
    // More digits than 128 bits hold: no double tells the type's limit from the next number.
    for (const base::Json* number :
         {FirstOf(params, "min", "low"), FirstOf(params, "max", "high")}) {
      const bool beyond =
          type.kind == TypeKind::kDecimal && number != nullptr &&
          std::abs(number->AsDouble().value_or(0)) >= std::pow(10.0, type.precision - type.scale);
      if (beyond) return RefuseLimits(context, params);
    }
    return std::nullopt;
  }
  if (*high < *low) return std::nullopt;
  const base::Int128 least =
      type.kind == TypeKind::kInt ? type.int_min() : 1 - base::PowerOfTen(type.precision);
  const base::Int128 most =
      type.kind == TypeKind::kInt ? type.int_max() : base::PowerOfTen(type.precision) - 1;
  if (*low < least || *high > most) return RefuseLimits(context, params);
  const base::Uint128 span =
      static_cast<base::Uint128>(*high) - static_cast<base::Uint128>(*low) + 1;
  // More than any table has rows.
  const auto count = static_cast<uint64_t>(std::min(span, base::Uint128{1} << 62));
  if (context.unique() && context.row_count() > static_cast<int64_t>(count)) {
    context.Error("not-enough-values", params,
                  fmt::format("{} different {} from {} to {} for {} rows of a unique column", count,
                              base::Plural(count, "value"), FirstOf(params, "min", "low")->text(),
                              FirstOf(params, "max", "high")->text(), context.row_count()),
                  {.given = fmt::format("{}", count),
                   .expected = fmt::format("at least {}", context.row_count()),
                   .hint = "widen the range, or lower the number of rows"});
    return BoundGenerator{};
  }
  if (span > base::Uint128{1} << 62) context.NoteChange(2);
  BoundGenerator bound;
  bound.kernel = MakeUniformUnits(type.physical(), *low, span, context.key(), context.unique());
  bound.type = type;
  if (type.kind == TypeKind::kInt) bound.type.bits = 64;
  const double unit =
      static_cast<double>(base::PowerOfTen(type.kind == TypeKind::kDecimal ? type.scale : 0));
  bound.domain.min = static_cast<double>(*low) / unit;
  bound.domain.max = static_cast<double>(*high) / unit;
  bound.domain.spread_known = true;
  bound.domain.distinct = static_cast<double>(span);
  bound.domain.whole = type.kind == TypeKind::kInt;
  bound.domain.unique = context.unique();
  bound.follows_uniforms = !context.unique();
  return bound;
}

// Of large numbers a double keeps few digits behind the point, or none: told where that is less
// than the column or the law asks for.
void WarnOfSteps(BindContext& context, const Arguments& arguments, const Law& law) {
  if (law.whole()) return;
  double middle[] = {0.05, 0.95};
  law.Quantile(middle, 2);
  const double size = std::min(std::fabs(middle[0]), std::fabs(middle[1]));
  const double step = std::nextafter(size, INFINITY) - size;
  const ValueType& type = context.type();
  const double unit = type.kind == TypeKind::kInt ? 1
                      : type.kind == TypeKind::kDecimal
                          ? 1 / static_cast<double>(base::PowerOfTen(type.scale))
                          : 0;
  constexpr double kValuesLeast = 64;  // different ones among the middle nine tenths
  const bool coarse = middle[1] - middle[0] < kValuesLeast * step && middle[1] > middle[0];
  if (!coarse && (unit == 0 || step <= unit)) return;
  context.diagnostics()->Warn(
      "decimal-too-wide", arguments.Where("params"),
      fmt::format("the law is drawn in 64-bit floating point, whose numbers near {:.3g} are {:.3g} "
                  "apart{}",
                  size, step, coarse ? ": few values are left of it" : ""),
      {.expected = unit > 0 ? fmt::format("steps of {:g}, which {} has", unit, type.Name())
                            : "a law that is wider",
       .hint = "draw the part that varies, and add the rest in an expression, which is exact"});
}

std::optional<BoundGenerator> Bind(BindContext& context, const Arguments& arguments) {
  auto law = Law::Read(*arguments.Find("type"), *arguments.Find("params"), context.diagnostics());
  if (law == nullptr) return std::nullopt;
  if (arguments.Has("truncate")) {
    law = Truncated(context, arguments, std::move(law));
    if (law == nullptr) return std::nullopt;
  }
  const TypeKind kind = context.type().kind;
  BoundGenerator bound;
  if (arguments.String("type") == "uniform" &&
      (kind == TypeKind::kInt || kind == TypeKind::kDecimal)) {
    if (auto units = BindUnits(context, arguments)) {
      if (units->kernel == nullptr) return std::nullopt;
      bound = std::move(*units);
    }
  }
  if (bound.kernel == nullptr) {
    bound.type = ValueType::Float();
    bound.domain.min = law->min();
    bound.domain.max = law->max();
    bound.domain.spread_known = arguments.String("type") == "uniform";
    bound.domain.whole = law->whole();
    bound.follows_uniforms = true;
    WarnOfSteps(context, arguments, *law);
    bound.kernel = std::make_unique<Distribution>(std::move(law), context.key());
  }
  if (arguments.Has("clamp")) {
    bound.clamp = arguments.Pair("clamp");
    const auto [low, high] = *bound.clamp;
    // What lies beyond becomes the limit, again and again.
    const bool cuts =
        bound.domain.min.value_or(low - 1) < low || bound.domain.max.value_or(high + 1) > high;
    if (cuts) {
      bound.domain.unique = false;
      bound.domain.spread_known = false;
    }
    bound.domain.min = std::clamp(bound.domain.min.value_or(low), low, high);
    bound.domain.max = std::clamp(bound.domain.max.value_or(high), low, high);
  }
  return bound;
}

}  // namespace

const GeneratorInfo& DistributionInfo() {
  static const GeneratorInfo info{
      {.id = "distribution",
       .summary = "Draws numbers from a law",
       .details =
           "| type | params |\n|---|---|\n"
           "| `uniform` | `min`, `max`; both ends included and equally likely in an int or decimal "
           "column |\n"
           "| `normal` | `mean`, `sigma` (or `std`) |\n"
           "| `lognormal` | `mean`, `sigma` of the underlying normal |\n"
           "| `poisson` | `lambda` |\n"
           "| `exponential` | `mean` |\n"
           "| `gamma` | `shape` (0.01 to 100,000), `scale`; the mean is their product |\n"
           "| `beta` | `alpha`, `beta` (0.01 to 100,000), `min` (default 0), `max` (default 1) |\n"
           "| `triangular` | `min`, `mode`, `max` |\n\n"
           "`truncate` keeps the law's shape between its limits and nothing beyond them. "
           "`clamp` moves values beyond its limits to the nearer one, where they then are more "
           "frequent; it holds after the modifiers too.",
       .parameters =
           {{"type", ParameterType::kWord, "The law.", true, "", Law::Names()},
            {"params",
             ParameterType::kObject,
             "The law's numbers.",
             true,
             "",
             {},
             {},
             {},
             R"json({"type": "object", "additionalProperties": {"type": "number"}})json"},
            {"truncate", ParameterType::kNumberPair,
             "Limits [low, high]: values beyond them are not drawn. At least a millionth of "
             "the law lies between them.",
             false, ""},
            {"clamp", ParameterType::kNumberPair,
             "Limits [low, high]: values beyond them become the nearer one.", false, ""}},
       .example = R"json([{"name": "height_cm", "type": "float", "nullable": false, "generator":
           {"distribution": {"type": "normal", "params": {"mean": 170, "sigma": 9},
             "clamp": [120, 220]}}},
          {"name": "visits", "type": "int", "nullable": false, "generator":
           {"distribution": {"type": "poisson", "params": {"lambda": 3}}}},
          {"name": "income", "type": "decimal(12,2)", "nullable": false, "generator":
           {"distribution": {"type": "lognormal", "params": {"mean": 10, "sigma": 0.5}}}},
          {"name": "wait_minutes", "type": "float32", "nullable": false, "generator":
           {"distribution": {"type": "exponential", "params": {"mean": 4.5}}}},
          {"name": "die", "type": "int8", "nullable": false, "generator":
           {"distribution": {"type": "uniform", "params": {"min": 1, "max": 6}}}}])json",
       .second_example = R"json([{"name": "age", "type": "int", "nullable": false, "generator":
           {"distribution": {"type": "normal", "params": {"mean": 40, "sigma": 15},
             "truncate": [18, 90]}}}])json",
       .changes = {{"2026-11-29",
                    "every value of a uniform law over more than 2^62 whole numbers or units of a "
                    "decimal can come, where at most every 1,024th could"},
                   WideCasts()}},
      Bind};
  return info;
}

}  // namespace datagen::generators
