#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "proof/validate/statistical.h"
#include "proof/validate/time_classes.h"

namespace datagen::validate {
namespace {

using query::Identifier;

std::string ClassesOf(const std::string& dimension) {
  return dimension == "dow" ? "weekdays" : dimension + "s";
}

// The shares of hours, weekdays or months of a column of times.
class Seasonality : public Check {
 public:
  Seasonality(const CheckInfo& info, std::string path, const Table& table,
              const spec::Column& column, claims::WeightedTicks ticks, std::string dimension,
              double jitter_seconds)
      : Check(info, std::move(path), table.node->id, {column.name},
              fmt::format("{}.{} falls on {} by its pattern", table.node->id, column.name,
                          ClassesOf(dimension))),
        ticks_(std::move(ticks)),
        dimension_(std::move(dimension)),
        jitter_seconds_(jitter_seconds) {}

  [[nodiscard]] int Tests() const override { return 1; }

  base::Status Judge(Session& session, const std::vector<std::optional<std::string>>& /*values*/,
                     Finding* finding) override {
    const auto expected = ExpectedShares(session, ticks_, jitter_seconds_, dimension_);
    if (!expected.ok()) return expected.status();
    const std::string name = Identifier(columns()[0]);
    const auto found = session.Select(
        fmt::format("SELECT {} AS class, count(*) FROM {} WHERE {} IS NOT NULL GROUP BY 1",
                    ClassSql(dimension_, name), Identifier(table()), name));
    if (!found.ok()) return found.status();
    std::vector<int64_t> counts(expected.value().size(), 0);
    for (size_t i = 0; i < found.value().rows.size(); ++i) {
      counts[static_cast<size_t>(found.value().Integer(i, 0).value_or(0))] =
          found.value().Integer(i, 1).value_or(0);
    }
    DecideCounts(session, ClassLabels(dimension_), counts, expected.value(), claim(), finding);
    if (finding->verdict == Verdict::kFailed) {
      finding->recommendation = {
          {path(), "set the weights to the observed shares, or mend the data"}};
    }
    return base::Status::Ok();
  }

 private:
  claims::WeightedTicks ticks_;
  std::string dimension_;
  double jitter_seconds_;
};

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    const claims::Values& values = context.claims.ValuesOf(column);
    const auto* ticks = values.Find<claims::WeightedTicks>();
    if (ticks == nullptr) return;
    std::set<std::string> dimensions;
    for (const claims::TimeWeights& pattern : ticks->patterns) dimensions.insert(pattern.dimension);
    double jitter = 0;
    std::string why;
    for (const claims::Change& change : context.claims.ChangesOf(column)) {
      const auto* noise = std::get_if<claims::TimeNoise>(&change.what);
      if (noise == nullptr || jitter > 0) {
        why = fmt::format("the modifier '{}' moves its times", change.function);
        break;
      }
      jitter = noise->deviation_seconds;
    }
    if (column.unique || table.node->pk == std::vector<std::string>{column.name}) {
      why = "its values are unique: each tick comes at most once";
    }
    for (const std::string& dimension : dimensions) {
      if (column.type.kind == kernel::TypeKind::kDate && dimension == "hour") {
        why = "a date has no hour";
      }
      if (!why.empty()) {
        checks->push_back(std::make_unique<Untestable>(
            info, context.Path(ticks->where), table.node->id, std::vector<std::string>{column.name},
            fmt::format("{}.{} falls on {} by its pattern", table.node->id, column.name,
                        ClassesOf(dimension)),
            why));
        continue;
      }
      checks->push_back(std::make_unique<Seasonality>(info, context.Path(ticks->where), table,
                                                      column, *ticks, dimension, jitter));
    }
  });
}

}  // namespace

const CheckInfo& SeasonalityCheck() {
  static const CheckInfo info{"seasonality", Part::kBehaviour, false,
                              "Compares the shares of hours, weekdays and months with their "
                              "pattern, corrected for how often the window has each",
                              Collect};
  return info;
}

}  // namespace datagen::validate
