// Generators: `generator {"ID": {arguments}}` in the world of the case, and `rows` or `draws N`
// (what N rows are like); `uniforms [u, …]` takes the place of the own draws.
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
#include "language/spec/spec.h"

namespace datagen::cases {
namespace {

using kernel::BoundGenerator;

class GeneratorCase {
 public:
  explicit GeneratorCase(const Case& one) : setting_(ReadSetting(one)) {
    const std::string* text = setting_.Find("generator");
    if (text != nullptr) json_ = JsonOf(*text);
    diagnostics_.SetDocument(&json_);
    if (const std::string* list = setting_.Find("uniforms")) {
      const base::Json numbers = JsonOf(*list);
      for (const base::Json& number : numbers.items()) {
        uniforms_.push_back(number.AsDouble().value_or(0.5));
        setting_.rows.push_back(static_cast<int64_t>(setting_.rows.size()));
      }
    }
  }

  std::string Run(const std::string& file) {
    const auto call = spec::ReadGenerator(json_, &diagnostics_);
    if (!call) return PrintDiagnostics(diagnostics_);
    EXPECT_EQ(call->function->id, file) << "a file's cases are about its function";
    FakeWorld& world = setting_.world;
    FakeBindContext context(
        &world, &inputs_,
        fmt::format("{}/{}/{}", world.node, world.field, call->function->key_id()), world.unique,
        &diagnostics_);
    auto bound = call->function->bind(context, kernel::Arguments(call->arguments.get()));
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
    return text + Facts() + Values();
  }

 private:
  std::string Facts() const {
    std::string text = Known(bound_.type, bound_.domain);
    if (bound_.follows_uniforms) text.insert(text.size() - 1, ", follows uniforms");
    if (bound_.copies_slot >= 0) {
      const auto& input = inputs_.values[static_cast<size_t>(bound_.copies_slot)];
      text.insert(text.size() - 1, fmt::format(", copies {}", input.column->name));
    }
    return text;
  }

  kernel::VectorPtr Make(const std::vector<int64_t>& rows, bool as_list) {
    FakeBatch batch(setting_.world, inputs_, rows, as_list);
    if (!uniforms_.empty()) batch.set_uniforms(uniforms_.data());
    kernel::VectorPtr values = bound_.kernel->Fill(batch.cells());
    if (bound_.clamp) {
      values = Clamp(std::move(values), bound_.type, bound_.clamp->first, bound_.clamp->second, {});
    }
    const bool all = !as_list && (rows == setting_.rows || setting_.rows.empty());
    if (all) CheckDomain(*values, bound_.type, bound_.domain, rows);
    int64_t saturated = batch.saturated();
    values = Cast(std::move(values), bound_.type, setting_.world.type, &saturated);
    saturated_ = saturated;
    return values;
  }

  std::string Values() {
    const kernel::ValueType& type = setting_.world.type;
    std::string text;
    if (setting_.summed) {
      text = Summary(*Make(setting_.rows, false), type);
    } else if (!uniforms_.empty()) {
      text = Joined(TextsOf(*Make(setting_.rows, false), type));
    } else {
      text = Joined(CheckedTexts(setting_.rows, [&](const auto& rows, bool as_list) {
        return TextsOf(*Make(rows, as_list), type);
      }));
      Make(setting_.rows, false);
    }
    if (saturated_ > 0) text += fmt::format("{} did not fit\n", saturated_);
    return text;
  }

  Setting setting_;
  base::Json json_;
  base::Diagnostics diagnostics_;
  FakeInputs inputs_;
  BoundGenerator bound_;
  std::vector<double> uniforms_;
  int64_t saturated_ = 0;
};

const RunsFolder kFolder("generators", [](const std::string& file, const Case& one) {
  return GeneratorCase(one).Run(file);
});

TEST(GeneratorCases, EachGeneratorHasSome) {
  EXPECT_EQ(CaseFilesOf("generators"), [] {
    auto ids = registry::Ids(registry::Generators());
    std::sort(ids.begin(), ids.end());
    return ids;
  }());
}

}  // namespace
}  // namespace datagen::cases
