// Expressions: each `code` in the world of the case gives its type, limits and values, or what is
// wrong with it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "cases/case_runner.h"
#include "cases/fake_batch.h"
#include "cases/promises.h"
#include "cases/value_text.h"
#include "cases/world_reader.h"
#include "functions/expression/expression.h"

namespace datagen::cases {
namespace {

std::string Facts(const expression::Expression& expression) {
  kernel::Domain known;
  known.rare_nulls = expression.nullable();
  if (expression.interval()) {
    known.min = expression.interval()->low;
    known.max = expression.interval()->high;
  }
  std::string text = Known(expression.type(), known);
  text.pop_back();
  return text + (expression.is_constant() ? ", constant" : "");
}

std::string Evaluate(const std::string& code, Setting* setting) {
  base::Diagnostics diagnostics;
  const base::Json json = base::Json::String(code);
  const auto read = expression::ReadCode(json, &diagnostics);
  FakeInputs inputs;
  FakeBindContext context(&setting->world, &inputs, "", false, &diagnostics);
  const auto compiled = read ? expression::Compile(*read, context) : nullptr;
  EXPECT_EQ(compiled == nullptr, diagnostics.has_errors());
  if (compiled == nullptr) return PrintDiagnostics(diagnostics);
  const kernel::ValueType& type = compiled->type();
  const auto make = [&](const std::vector<int64_t>& rows, bool as_list) {
    const FakeBatch batch(setting->world, inputs, rows, as_list);
    const kernel::VectorPtr values = compiled->Evaluate(batch.cells());
    std::vector<std::string> texts = TextsOf(*values, type);
    if (compiled->is_constant()) {
      EXPECT_EQ(texts.size(), 1U);
      return std::vector<std::string>(rows.size(), texts.at(0));
    }
    for (int64_t i = 0; i < values->length; ++i) {
      if (!values->IsValid(i)) {
        EXPECT_TRUE(compiled->nullable());
      } else if (compiled->interval()) {
        // Limits are doubles: a decimal may lie beside one by its last digit.
        const double number = NumberAt(*values, i, type);
        const double rounding = std::abs(number) * 1e-15;
        EXPECT_GE(number, compiled->interval()->low - rounding);
        EXPECT_LE(number, compiled->interval()->high + rounding);
      }
    }
    return texts;
  };
  return fmt::format("  {}\n  {}", Facts(*compiled), Joined(CheckedTexts(setting->rows, make)));
}

std::string Run(const std::string& /*file*/, const Case& one) {
  Setting setting = ReadSetting(one);
  if (setting.rows.empty()) setting.rows = {0};
  std::string text;
  for (const Directive& directive : setting.others) {
    EXPECT_EQ(directive.word, "code");
    text += fmt::format("{}\n{}", directive.rest, Evaluate(directive.rest, &setting));
  }
  return text;
}

const RunsFolder kFolder("expressions", Run);

}  // namespace
}  // namespace datagen::cases
