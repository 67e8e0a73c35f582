#include <fmt/format.h>

#include "language/spec/rule.h"

namespace datagen::spec {
namespace {

void CheckBools(const Rule& rule, base::Diagnostics* diagnostics) {
  const Rows& rows = rule.Get<Rows>("values");
  for (size_t i = 0; i < rows.size(); ++i) {
    for (const base::Json& value : rows[i]) {
      if (value.is_bool()) continue;
      diagnostics->Error("wrong-json-type", rule.where.At("values").At(i),
                         fmt::format("{} is no truth value", value.Excerpt()),
                         {.expected = "true where the column is null, else false"});
    }
  }
}

}  // namespace

const RuleInfo& FixedNullCombinationsRule() {
  using kernel::ParameterType;
  static const RuleInfo info{
      "fixed_null_combinations",
      "Some columns are null only together as listed",
      {{"columns", ParameterType::kColumnList, "The columns.", true, ""},
       {"values",
        ParameterType::kRows,
        "The combinations: for each column true where it is null.",
        true,
        "",
        {},
        {},
        {},
        R"({"type": "array", "items": {"type": "array", "items": {"type": "boolean"}}})"}},
      "`null_when` on the other column's null",
      R"({"columns": ["paid_at", "payer"], "values": [[true, true], [false, false]]})",
      CheckBools};
  return info;
}

}  // namespace datagen::spec
