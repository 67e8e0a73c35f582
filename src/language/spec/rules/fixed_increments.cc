#include <fmt/format.h>

#include "language/spec/rule.h"

namespace datagen::spec {
namespace {

void CheckStep(const Rule& rule, base::Diagnostics* diagnostics) {
  const Number& step = rule.Get<Number>("step");
  if (step.value > 0) return;
  diagnostics->Error("value-out-of-range", rule.where.At("step"),
                     fmt::format("step is {}", step.text), {.expected = "more than 0"});
}

}  // namespace

const RuleInfo& FixedIncrementsRule() {
  using kernel::ParameterType;
  static const RuleInfo info{"fixed_increments",
                             "A number is a whole number of steps from a start",
                             {{"column", ParameterType::kColumn, "The column.", true, ""},
                              {"step", ParameterType::kNumber, "The step, above 0.", true, ""},
                              {"start", ParameterType::kNumber, "Where steps begin.", false, "0"}},
                             "`sequence` with a step, or `expression` over a whole number",
                             R"({"column": "ticket", "step": 5, "start": 1000})",
                             CheckStep};
  return info;
}

}  // namespace datagen::spec
