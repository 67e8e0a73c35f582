// Modifiers: `modifier {"transform": ID, "args": {…}}` on `values TYPE [values] …` (as a column is
// written), a value for each row; `clamp [low, high]` is the generator's.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cases/case_runner.h"
#include "cases/fake_batch.h"
#include "cases/promises.h"
#include "cases/value_text.h"
#include "cases/world_reader.h"
#include "functions/kernel/cast.h"
#include "functions/kernel/clamp.h"
#include "language/registry/registry.h"

namespace datagen::cases {
namespace {

class ModifierCase {
 public:
  explicit ModifierCase(const Case& one) : setting_(ReadSetting(one)) {
    const std::string* text = setting_.Find("modifier");
    if (text != nullptr) json_ = JsonOf(*text);
    diagnostics_.SetDocument(&json_);
    const std::string* values = setting_.Find("values");
    given_ = ReadColumn("values " + (values == nullptr ? "int [1]" : *values));
    if (const std::string* clamp = setting_.Find("clamp")) {
      const base::Json pair = JsonOf(*clamp);
      clamp_ = {pair.items().at(0).AsDouble().value_or(0),
                pair.items().at(1).AsDouble().value_or(0)};
    }
    if (setting_.rows.empty()) {
      for (int64_t row = 0; row < given_.values->length; ++row) setting_.rows.push_back(row);
    }
  }

  std::string Run(const std::string& file) {
    const base::Json* transform = json_.Find("transform");
    const base::Json* arguments = json_.Find("args");
    if (transform == nullptr || arguments == nullptr) {
      ADD_FAILURE() << "a case needs: modifier {\"transform\": …, \"args\": …}";
      return "";
    }
    EXPECT_EQ(transform->text(), file) << "a file's cases are about its function";
    const auto* info = registry::Find(registry::Modifiers(), transform->text());
    if (!CheckArguments(*arguments, info->parameters, info->id, &diagnostics_)) {
      return PrintDiagnostics(diagnostics_);
    }
    FakeWorld& world = setting_.world;
    FakeBindContext context(
        &world, &inputs_,
        fmt::format("{}/{}/modifier/{}/0", world.node, world.field, info->key_id()), false,
        &diagnostics_);
    given_.domain.nulls |= given_.nullable;
    auto bound = info->bind(context, kernel::Arguments(arguments), given_.type, given_.domain);
    std::string text = PrintDiagnostics(diagnostics_);
    EXPECT_EQ(bound.has_value(), !diagnostics_.has_errors());
    if (!bound) return text;
    bound_ = std::move(*bound);
    if (!CanCast(bound_.type, world.type)) {
      return text + fmt::format("{} does not become {}\n", bound_.type.Name(), world.type.Name());
    }
    for (FakeRelation& relation : world.relations) {
      PrepareKernel(relation.inputs, relation.kernel.get());
    }
    PrepareKernel(inputs_, bound_.kernel.get());
    return text + Known(bound_.type, bound_.domain) + Values();
  }

 private:
  kernel::VectorPtr Make(const std::vector<int64_t>& rows, bool as_list) {
    const FakeBatch batch(setting_.world, inputs_, rows, as_list);
    std::vector<int64_t> at = rows;
    for (int64_t& row : at) row %= given_.values->length;
    kernel::VectorPtr values = Take(*given_.values, at.data(), static_cast<int64_t>(at.size()));
    base::Buffer<uint8_t> beyond_clamp;
    values = bound_.kernel->Apply(batch.cells(), std::move(values), &beyond_clamp);
    if (!as_list && rows.size() >= setting_.rows.size()) {
      CheckDomain(*values, bound_.type, bound_.domain, rows);
    }
    if (clamp_) {
      values = Clamp(std::move(values), bound_.type, clamp_->first, clamp_->second, beyond_clamp);
    }
    int64_t saturated = 0;
    return Cast(std::move(values), bound_.type, setting_.world.type, &saturated);
  }

  std::string Values() {
    const kernel::ValueType& type = setting_.world.type;
    if (setting_.summed) {
      return Summary(*Make(setting_.rows, false), type);
    }
    return Joined(CheckedTexts(setting_.rows, [&](const auto& rows, bool as_list) {
      return TextsOf(*Make(rows, as_list), type);
    }));
  }

  Setting setting_;
  FakeColumn given_;
  std::optional<std::pair<double, double>> clamp_;
  base::Json json_;
  base::Diagnostics diagnostics_;
  FakeInputs inputs_;
  kernel::BoundModifier bound_;
};

const RunsFolder kFolder("modifiers", [](const std::string& file, const Case& one) {
  return ModifierCase(one).Run(file);
});

TEST(ModifierCases, EachModifierHasSome) {
  auto ids = registry::Ids(registry::Modifiers());
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(CaseFilesOf("modifiers"), ids);
}

}  // namespace
}  // namespace datagen::cases
