#include <fmt/format.h>

#include <cmath>

#include "proof/validate/statistical.h"
#include "proof/validate/targets.h"

namespace datagen::validate {
namespace {

class MeanInRange : public Check {
 public:
  MeanInRange(const CheckInfo& info, std::string path, const std::string& table,
              const std::string& column, double low, double high)
      : Check(info, std::move(path), table, {column},
              fmt::format("the mean of {}.{} is from {:.6g} to {:.6g}", table, column, low, high)),
        low_(low),
        high_(high) {}

  [[nodiscard]] std::vector<Figure> Figures() const override {
    const std::string name = fmt::format("CAST({} AS DOUBLE)", query::Identifier(columns()[0]));
    return {fmt::format("count({})", name), fmt::format("avg({})", name),
            fmt::format("stddev_samp({})", name)};
  }

  base::Status Judge(Session& /*session*/, const std::vector<std::optional<std::string>>& values,
                     Finding* finding) override {
    finding->rows = IntegerAt(values, 0);
    if (finding->rows == 0) {
      finding->verdict = Verdict::kNotApplicable;
      finding->message = "there are no values";
      return base::Status::Ok();
    }
    const double error = NumberAt(values, 2) / std::sqrt(static_cast<double>(finding->rows));
    JudgeTarget("mean", NumberAt(values, 1), error, low_, high_, path(), finding);
    return base::Status::Ok();
  }

 private:
  double low_;
  double high_;
};

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachTarget(
      info, context, context.spec.targets.means, &spec::MeanInRange::column, checks,
      [&](const spec::MeanInRange& target) {
        const double low = target.min.value;
        const double high = target.max.value;
        checks->push_back(std::make_unique<MeanInRange>(info, context.Path(target.where),
                                                        target.table, target.column, low, high));
        checks->back()->set_rule(
            {.kind = Rule::Kind::kMean, .columns = {target.column}, .least = low, .most = high});
      });
}

}  // namespace

const CheckInfo& MeanInRangeCheck() {
  static const CheckInfo info{"mean_in_range", Part::kBehaviour, false,
                              "Compares the mean of a column with its limits", Collect};
  return info;
}

}  // namespace datagen::validate
