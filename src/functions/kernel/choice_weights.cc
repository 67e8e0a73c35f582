#include "functions/kernel/choice_weights.h"

#include <fmt/format.h>

#include <cmath>

#include "foundation/random/elementary.h"

namespace datagen::kernel {
namespace {

std::vector<double> Zipf(int64_t first_rank, int64_t count, double alpha) {
  std::vector<double> weights;
  for (int64_t k = 0; k < count; ++k) {
    weights.push_back(random::Power(static_cast<double>(first_rank + k), -alpha));
  }
  return weights;
}

}  // namespace

std::optional<double> ReadRuleNumber(const std::string& text, const std::string& name) {
  const std::string prefix = name + "@";
  if (text.rfind(prefix, 0) != 0) return std::nullopt;
  const auto number = base::Json::RawNumber(text.substr(prefix.size())).AsDouble();
  if (!number || *number < 0) return std::nullopt;
  return number;
}

std::optional<std::vector<double>> WeightsOfKind(const base::Json& kind, int64_t count,
                                                 base::Diagnostics* diagnostics) {
  const std::string text = kind.is_string() ? kind.text() : "";
  if (text == "uniform") return std::vector<double>(static_cast<size_t>(count), 1.0);
  constexpr double kAlphaMax = 100;
  if (const auto alpha = ReadRuleNumber(text, "zipf"); alpha && *alpha <= kAlphaMax) {
    return Zipf(1, count, *alpha);
  }
  const std::string prefix = "head_tail@{";
  if (text.rfind(prefix, 0) == 0 && text.back() == '}') {
    const size_t comma = text.find(',');
    if (comma != std::string::npos) {
      const auto number = [&](size_t begin, size_t end) {
        while (begin < end && text[begin] == ' ') ++begin;
        return base::Json::RawNumber(text.substr(begin, end - begin)).AsDouble();
      };
      const auto share = number(prefix.size(), comma);
      const auto alpha = number(comma + 1, text.size() - 1);
      if (share && alpha && *share >= 0 && *share <= 1 && *alpha >= 0 && *alpha <= kAlphaMax) {
        // The head is the first fifth, rounded up; it shares its mass equally.
        const int64_t head = (count + 4) / 5;
        std::vector<double> weights(static_cast<size_t>(head), *share / static_cast<double>(head));
        const std::vector<double> tail = Zipf(1, count - head, *alpha);
        double tail_sum = 0;
        for (const double weight : tail) tail_sum += weight;
        for (const double weight : tail) weights.push_back((1 - *share) * weight / tail_sum);
        double sum = 0;
        for (const double weight : weights) sum += weight;
        if (sum > 0) return weights;
      }
    }
  }
  diagnostics->Error(kind, fmt::format("weights_kind is {}: expected uniform, zipf@ALPHA or "
                                       "head_tail@{{SHARE,ALPHA}} with SHARE from 0 to 1",
                                       kind.Excerpt()));
  return std::nullopt;
}

}  // namespace datagen::kernel
