#include "proof/validate/count_law.h"

#include <algorithm>
#include <cmath>

#include "proof/validate/law.h"

namespace datagen::validate {
namespace {

// Before the limits; chances on any scale.
class Chances {
 public:
  CountChances operator()(const claims::PoissonLaw& law) const {
    return Rounded(law, law.mean, std::sqrt(law.mean));
  }
  CountChances operator()(const claims::NormalLaw& law) const {
    return Rounded(law, law.mean, law.deviation);
  }
  CountChances operator()(const claims::EvenCounts& law) const {
    return {law.first, std::vector<double>(static_cast<size_t>(law.last - law.first + 1), 1)};
  }
  CountChances operator()(const claims::GeometricCounts& law) const {
    CountChances counts;
    const double p = 1 / (1 + law.mean);
    constexpr double kNegligible = 1e-15;
    for (double chance = p; chance > kNegligible * p; chance *= 1 - p) {
      counts.chances.push_back(chance);
    }
    return counts;
  }
  CountChances operator()(const claims::ZipfCounts& law) const {
    CountChances counts{law.first, {}};
    for (int64_t k = law.first; k <= law.last; ++k) {
      counts.chances.push_back(std::pow(static_cast<double>(k - law.first + 1), -law.alpha));
    }
    return counts;
  }
  CountChances operator()(const claims::ListedCounts& law) const {
    return {law.first, law.weights};
  }

 private:
  // The mass from k - 1/2 to k + 1/2; what lies below 0 is 0.
  static CountChances Rounded(const claims::NumberLaw& family, double mean, double deviation) {
    const LawPtr law = MakeLaw(family);
    constexpr double kReach = 10;
    CountChances counts;
    counts.first = std::max<int64_t>(0, static_cast<int64_t>(mean - kReach * deviation) - 10);
    const auto last = static_cast<int64_t>(mean + kReach * deviation) + 30;
    for (int64_t k = counts.first; k <= last; ++k) {
      const double low = k == counts.first ? 0 : law->AtMost(static_cast<double>(k) - 0.5);
      counts.chances.push_back(std::max(0.0, law->AtMost(static_cast<double>(k) + 0.5) - low));
    }
    return counts;
  }
};

}  // namespace

CountChances ChancesOf(const claims::ChildCount& count) {
  if (!count.law) return {};
  const CountChances law = std::visit(Chances{}, *count.law);
  double sum = 0;
  for (const double chance : law.chances) sum += chance;
  const auto support = static_cast<int64_t>(law.chances.size());
  CountChances limited;
  limited.first = std::clamp(law.first, count.least, count.most);
  const int64_t last = std::clamp(law.first + support - 1, count.least, count.most);
  limited.chances.assign(static_cast<size_t>(last - limited.first + 1), 0);
  for (int64_t k = 0; k < support; ++k) {
    const int64_t at = std::clamp(law.first + k, count.least, count.most) - limited.first;
    limited.chances[static_cast<size_t>(at)] += law.chances[static_cast<size_t>(k)] / sum;
  }
  return limited;
}

}  // namespace datagen::validate
