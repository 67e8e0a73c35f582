#include "functions/kernel/choice_weights.h"

#include <fmt/format.h>

#include "foundation/random/elementary.h"
#include "functions/kernel/pick.h"

namespace datagen::kernel {
namespace {

std::vector<double> Zipf(int64_t count, double alpha) {
  std::vector<double> weights;
  for (int64_t k = 1; k <= count; ++k) {
    weights.push_back(random::Power(static_cast<double>(k), -alpha));
  }
  return weights;
}

// The head is the first fifth, rounded up; it shares its mass equally.
std::vector<double> HeadTail(int64_t count, double share, double alpha) {
  const int64_t head = (count + 4) / 5;
  std::vector<double> weights(static_cast<size_t>(head), share / static_cast<double>(head));
  const std::vector<double> tail = Zipf(count - head, alpha);
  double tail_sum = 0;
  for (const double weight : tail) tail_sum += weight;
  for (const double weight : tail) weights.push_back((1 - share) * weight / tail_sum);
  return weights;
}

}  // namespace

std::optional<std::vector<double>> WeightsOfKind(const base::Json& kind, int64_t count,
                                                 base::Diagnostics* diagnostics) {
  const auto pick = kind.is_string() ? ParsePick(kind.text()) : std::nullopt;
  const std::vector<double> numbers = pick ? pick->numbers : std::vector<double>();
  const auto may_be_alpha = [](double number) {
    constexpr double kAlphaMax = 100;
    return number >= 0 && number <= kAlphaMax;
  };
  if (pick && pick->id == "uniform" && pick->argument.empty()) {
    return std::vector<double>(static_cast<size_t>(count), 1.0);
  }
  if (pick && pick->id == "zipf" && numbers.size() == 1 && may_be_alpha(numbers[0])) {
    return Zipf(count, numbers[0]);
  }
  if (pick && pick->id == "head_tail" && numbers.size() == 2 && numbers[0] >= 0 &&
      numbers[0] <= 1 && may_be_alpha(numbers[1])) {
    std::vector<double> weights = HeadTail(count, numbers[0], numbers[1]);
    double sum = 0;
    for (const double weight : weights) sum += weight;
    if (sum > 0) return weights;
  }
  diagnostics->Error(
      "invalid-weights", kind, fmt::format("weights_kind is {}", kind.Excerpt()),
      {.expected = "uniform, zipf@ALPHA or head_tail@{SHARE,ALPHA} with SHARE from 0 to 1"});
  return std::nullopt;
}

}  // namespace datagen::kernel
