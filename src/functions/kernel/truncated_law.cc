#include <algorithm>

#include "functions/kernel/law.h"

namespace datagen::kernel {
namespace {

// The uniform number is led into the part that the limits leave.
class TruncatedLaw : public InverseLaw {
 public:
  TruncatedLaw(std::unique_ptr<Law> law, double low, double high, double margin)
      : law_(std::move(law)),
        low_(low),
        high_(high),
        below_(law_->Below(low - margin)),
        share_(law_->UpTo(high + margin) - below_) {}

  void Quantile(double* values, int64_t count) const override {
    for (int64_t i = 0; i < count; ++i) values[i] = below_ + values[i] * share_;
    law_->Quantile(values, count);
    for (int64_t i = 0; i < count; ++i) values[i] = std::clamp(values[i], low_, high_);
  }
  [[nodiscard]] double Below(double x) const override { return Share(law_->Below(x)); }
  [[nodiscard]] double UpTo(double x) const override { return Share(law_->UpTo(x)); }
  [[nodiscard]] std::optional<double> min() const override {
    return std::max(low_, law_->min().value_or(low_));
  }
  [[nodiscard]] std::optional<double> max() const override {
    return std::min(high_, law_->max().value_or(high_));
  }
  [[nodiscard]] bool whole() const override { return law_->whole(); }
  [[nodiscard]] double share() const { return share_; }

 private:
  [[nodiscard]] double Share(double chance) const {
    return std::clamp((chance - below_) / share_, 0.0, 1.0);
  }

  std::unique_ptr<Law> law_;
  double low_;
  double high_;
  double below_;
  double share_;
};

}  // namespace

std::unique_ptr<Law> Truncate(std::unique_ptr<Law> law, double low, double high, double margin) {
  auto truncated = std::make_unique<TruncatedLaw>(std::move(law), low, high, margin);
  return truncated->share() >= kTruncatedShareMin ? std::move(truncated) : nullptr;
}

}  // namespace datagen::kernel
