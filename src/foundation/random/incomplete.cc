#include "foundation/random/incomplete.h"

#include <cmath>
#include <limits>

#include "foundation/random/elementary.h"

namespace datagen::random {
namespace {

constexpr double kTiny = 1e-300;
constexpr double kEnough = 1e-16;
constexpr int kTermsMax = 1'000'000;

// log(1 - e^x). Requires: x <= 0.
double LogComplement(double x) {
  const double chance = Exp(x);
  constexpr double kSmall = 1e-9;
  return chance < kSmall ? -chance : Log(1 - chance);
}

// log(1 + e^y), without overflow.
double LogOnePlusExp(double y) { return y > 0 ? y + Log(1 + Exp(-y)) : Log(1 + Exp(y)); }

// Steps through a continued fraction from its first denominator on.
class Fraction {
 public:
  explicit Fraction(double first) : c_(1 / kTiny), d_(1 / Kept(first)), value_(d_) {}
  // The next partial numerator and denominator; false where the value no longer changes.
  bool Step(double numerator, double denominator) {
    d_ = 1 / Kept(numerator * d_ + denominator);
    c_ = Kept(denominator + numerator / c_);
    const double change = c_ * d_;
    value_ *= change;
    return std::abs(change - 1) > kEnough;
  }
  [[nodiscard]] double value() const { return value_; }

 private:
  static double Kept(double x) { return std::abs(x) < kTiny ? kTiny : x; }

  double c_;
  double d_;
  double value_;
};

// Below the mean a series, above it a fraction: each where it converges fast.
double LogGammaSeries(double shape, double y) {
  const double x = Exp(y);
  double term = 1;
  double sum = 1;
  for (int n = 1; n < kTermsMax && term > sum * kEnough; ++n) {
    term *= x / (shape + n);
    sum += term;
  }
  return shape * y - x - LogGamma(shape + 1) + Log(sum);
}

double LogGammaFraction(double shape, double y) {
  const double x = Exp(y);
  Fraction fraction(x + 1 - shape);
  double denominator = x + 1 - shape;
  for (int i = 1; i < kTermsMax; ++i) {
    denominator += 2;
    if (!fraction.Step(i * (shape - i), denominator)) break;
  }
  return shape * y - x - LogGamma(shape) + Log(fraction.value());
}

double LogBetaFraction(double alpha, double beta, double x) {
  const double sum = alpha + beta;
  Fraction fraction(1);
  fraction.Step(-sum * x / (alpha + 1), 1);
  for (int m = 1; m < kTermsMax; ++m) {
    const double at = alpha + 2 * m;
    fraction.Step(m * (beta - m) * x / ((at - 1) * at), 1);
    if (!fraction.Step(-(alpha + m) * (sum + m) * x / (at * (at + 1)), 1)) break;
  }
  return Log(fraction.value());
}

}  // namespace

double LogGamma(double x) {
  constexpr double kHalfLogTwoPi = 0.91893853320467274178;
  constexpr double kLarge = 10;
  double product = 1;
  for (; x < kLarge; x += 1) product *= x;
  const double r = 1 / (x * x);
  // Stirling's series, whose next term is below 1e-17 here.
  const double series =
      (1.0 / 12 +
       r * (-1.0 / 360 +
            r * (1.0 / 1260 +
                 r * (-1.0 / 1680 + r * (1.0 / 1188 + r * (-691.0 / 360360 + r * (1.0 / 156))))))) /
      x;
  return (x - 0.5) * Log(x) - x + kHalfLogTwoPi + series - Log(product);
}

double LogGammaBelow(double shape, double y) {
  return Exp(y) < shape + 1 ? LogGammaSeries(shape, y) : LogComplement(LogGammaFraction(shape, y));
}

double LogGammaAbove(double shape, double y) {
  if (Exp(y) < shape + 1) return LogComplement(LogGammaSeries(shape, y));
  // Beyond all doubles nothing is left.
  constexpr double kLogMax = 700;
  return y > kLogMax ? -std::numeric_limits<double>::infinity() : LogGammaFraction(shape, y);
}

double LogGammaDensity(double shape, double y) { return shape * y - Exp(y) - LogGamma(shape); }

double LogBetaDensity(double alpha, double beta, double y) {
  return -alpha * LogOnePlusExp(-y) - beta * LogOnePlusExp(y) + LogGamma(alpha + beta) -
         LogGamma(alpha) - LogGamma(beta);
}

double LogBetaBelow(double alpha, double beta, double y) {
  const double x = 1 / (1 + Exp(-y));
  const double density = LogBetaDensity(alpha, beta, y);
  if (x < (alpha + 1) / (alpha + beta + 2)) {
    return density - Log(alpha) + LogBetaFraction(alpha, beta, x);
  }
  const double rest = 1 / (1 + Exp(y));
  return LogComplement(density - Log(beta) + LogBetaFraction(beta, alpha, rest));
}

}  // namespace datagen::random
