#include <gtest/gtest.h>

#include "datagen/datagen.h"
#include "datagen/load.h"

namespace datagen {
namespace {

constexpr const char* kSpec = R"json({
  "version": "1.0", "metadata": {"name": "family"}, "constraints": {},
  "timeframe": {"start": "2024-01-01T00:00:00Z", "end": "2024-12-31T00:00:00Z", "freq": "D"},
  "nodes": [
    {"id": "parent", "kind": "entity", "pk": "id", "rows": 1000, "columns": [
      {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}}]},
    {"id": "child", "kind": "fact", "pk": "id", "parents": ["parent"],
     "fanout": {"distribution": "poisson", "lambda": 4}, "columns": [
      {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}}]}]})json";

std::unique_ptr<Plan> Make(double scale) {
  PlanOptions options;
  options.scale = scale;
  options.exact_rows = false;
  Report report;
  return Plan::Make(kSpec, "spec", options, &report);
}

TEST(Plan, WithExpectedRowsSaysSoAndMakesNone) {
  const auto plan = Make(1e9);
  ASSERT_NE(plan, nullptr);
  EXPECT_EQ(plan->tables()[0].rows, 1'000'000'000'000);
  EXPECT_EQ(plan->tables()[0].rows_deviation, 0);
  EXPECT_NEAR(static_cast<double>(plan->tables()[1].rows), 4e12, 1e5);
  EXPECT_NEAR(plan->tables()[1].rows_deviation, 2e6, 1e3);
  ArrowArray array;
  const Outcome refused = plan->Fill(0, 0, 10, &array);
  EXPECT_EQ(refused.code, Code::kInvalid);
  EXPECT_EQ(refused.diagnostics.at(0).code, "rows-not-counted");
  GenerateSummary summary;
  EXPECT_EQ(plan->Generate({}, &summary).code, Code::kInvalid);
  LoadSummary loaded;
  EXPECT_EQ(Load(*plan, {}, &loaded).code, Code::kInvalid);
}

TEST(Plan, OfRowsThatNoTableCanHaveIsRefused) {
  for (const int64_t rows : {int64_t{-1}, int64_t{INT64_MIN}, int64_t{INT64_MAX}}) {
    PlanOptions options;
    options.rows["parent"] = rows;
    Report report;
    EXPECT_EQ(Plan::Make(kSpec, "spec", options, &report), nullptr) << rows;
    ASSERT_FALSE(report.diagnostics.empty()) << rows;
    EXPECT_EQ(report.diagnostics[0].code, "value-out-of-range") << rows;
  }
}

TEST(Plan, OfFewRowsIsExactAnyway) {
  const auto plan = Make(1);
  ASSERT_NE(plan, nullptr);
  EXPECT_EQ(plan->tables()[1].rows_deviation, 0);
  ArrowArray array;
  ASSERT_TRUE(plan->Fill(1, 0, 10, &array).ok());
  EXPECT_EQ(array.length, 10);
  array.release(&array);
}

}  // namespace
}  // namespace datagen
