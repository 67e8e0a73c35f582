// Fan-outs: `fanout {"distribution": ID, …}`; what comes out are the chances of the numbers of
// children, and what they amount to.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "cases/case_runner.h"
#include "cases/value_text.h"
#include "cases/world_reader.h"
#include "language/registry/registry.h"

namespace datagen::cases {
namespace {

constexpr size_t kPrintedMax = 16;

std::string Print(const kernel::CountDistribution& counts) {
  double sum = 0;
  for (const double weight : counts.weights) sum += weight;
  std::vector<std::string> chances;
  double mean = 0;
  double square = 0;
  for (size_t k = 0; k < counts.weights.size(); ++k) {
    EXPECT_GE(counts.weights[k], 0);
    const double chance = counts.weights[k] / sum;
    const auto count = static_cast<double>(counts.first + static_cast<int64_t>(k));
    mean += chance * count;
    square += chance * count * count;
    if (k < kPrintedMax) {
      chances.push_back(fmt::format("{}: {:.4g}", counts.first + static_cast<int64_t>(k), chance));
    }
  }
  EXPECT_GT(sum, 0);
  if (counts.weights.size() > kPrintedMax) chances.emplace_back("…");
  return Joined(chances) +
         fmt::format("from {} to {}, mean {:.6g}, deviation {:.5g}\n", counts.first,
                     counts.first + static_cast<int64_t>(counts.weights.size()) - 1, mean,
                     std::sqrt(std::max(0.0, square - mean * mean)));
}

std::string Run(const std::string& file, const Case& one) {
  const Setting setting = ReadSetting(one);
  const std::string* text = setting.Find("fanout");
  const base::Json json = text == nullptr ? base::Json::Object() : JsonOf(*text);
  const base::Json* id = json.Find("distribution");
  const auto* info = registry::Find(registry::Fanouts(), id == nullptr ? "" : id->text());
  if (info == nullptr) {
    ADD_FAILURE() << "a case needs: fanout {\"distribution\": …}";
    return "";
  }
  EXPECT_EQ(info->id, file) << "a file's cases are about its function";
  base::Diagnostics diagnostics;
  diagnostics.SetDocument(&json);
  std::vector<kernel::Parameter> parameters = info->parameters;
  parameters.push_back({"distribution", kernel::ParameterType::kString, "", true, ""});
  for (const auto& limit : registry::FanoutLimits()) parameters.push_back(limit);
  if (!CheckArguments(json, parameters, info->id + " fan-out", &diagnostics)) {
    return PrintDiagnostics(diagnostics);
  }
  const auto counts = info->bind(kernel::Arguments(&json), &diagnostics);
  return PrintDiagnostics(diagnostics) + (counts ? Print(*counts) : "");
}

const RunsFolder kFolder("fanouts", Run);

TEST(FanoutCases, EachFanoutHasSome) {
  auto ids = registry::Ids(registry::Fanouts());
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(CaseFilesOf("fanouts"), ids);
}

}  // namespace
}  // namespace datagen::cases
