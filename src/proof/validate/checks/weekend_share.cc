#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "proof/validate/statistical.h"
#include "proof/validate/targets.h"

namespace datagen::validate {
namespace {

using query::Identifier;

class WeekendShare : public Check {
 public:
  WeekendShare(const CheckInfo& info, std::string path, const std::string& table,
               const std::string& column, double low, double high)
      : Check(info, std::move(path), table, {column},
              fmt::format("{:.4g} to {:.4g} of {}.{} lie on a weekend", low, high, table, column)),
        low_(low),
        high_(high) {}

  [[nodiscard]] std::vector<Figure> Figures() const override {
    const std::string name = Identifier(columns()[0]);
    return {fmt::format("count({})", name), fmt::format("count_if(isodow({}) >= 6)", name)};
  }

  base::Status Judge(Session& /*session*/, const std::vector<std::optional<std::string>>& values,
                     Finding* finding) override {
    finding->rows = IntegerAt(values, 0);
    const auto rows = static_cast<double>(std::max<int64_t>(1, finding->rows));
    const double share = NumberAt(values, 1) / rows;
    finding->bars = {{"weekend", (low_ + high_) / 2, share}};
    JudgeTarget("share of weekends", share, std::sqrt(share * (1 - share) / rows), low_, high_,
                path(), finding);
    return base::Status::Ok();
  }

 private:
  double low_;
  double high_;
};

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachTarget(info, context, context.spec.targets.weekend_shares, &spec::WeekendShare::timestamp,
                checks, [&](const spec::WeekendShare& target) {
                  checks->push_back(std::make_unique<WeekendShare>(
                      info, context.Path(target.where), target.table, target.timestamp,
                      target.min.value, target.max.value));
                });
}

}  // namespace

const CheckInfo& WeekendShareCheck() {
  static const CheckInfo info{"weekend_share", Part::kBehaviour, false,
                              "Compares the share of Saturdays and Sundays with its limits",
                              Collect};
  return info;
}

}  // namespace datagen::validate
