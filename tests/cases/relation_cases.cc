// Relations: `relation TABLE PICK {arguments of the lookup}` in the world of the case, and `rows`
// or `draws N`; what comes out are rows of the other table.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "cases/case_runner.h"
#include "cases/fake_batch.h"
#include "cases/promises.h"
#include "cases/value_text.h"
#include "cases/world_reader.h"
#include "language/registry/registry.h"

namespace datagen::cases {
namespace {

class RelationCase {
 public:
  explicit RelationCase(const Case& one) : setting_(ReadSetting(one)) {
    const std::string* text = setting_.Find("relation");
    if (text == nullptr) return;
    const size_t first = text->find(' ');
    const size_t second = text->find(' ', first + 1);
    table_ = text->substr(0, first);
    pick_ = text->substr(first + 1, second - first - 1);
    arguments_ =
        second == std::string::npos ? base::Json::Object() : JsonOf(text->substr(second + 1));
    diagnostics_.SetDocument(&arguments_);
  }

  std::string Run(const std::string& file) {
    const auto pick = kernel::ParsePick(pick_);
    if (!pick) {
      ADD_FAILURE() << "'" << pick_ << "' is no pick";
      return "";
    }
    EXPECT_EQ(pick->id, file) << "a file's cases are about its function";
    FakeWorld& world = setting_.world;
    FakeBindContext context(&world, &inputs_, "", false, &diagnostics_);
    const auto use =
        context.UseRelation(arguments_, table_, *pick, "", kernel::Arguments(&arguments_));
    std::string text = PrintDiagnostics(diagnostics_);
    EXPECT_EQ(use.has_value(), !diagnostics_.has_errors());
    if (!use) return text;
    for (FakeRelation& relation : world.relations) {
      PrepareKernel(relation.inputs, relation.kernel.get());
    }
    return text + Facts(*use) + Values(*use);
  }

 private:
  static std::string Facts(const kernel::RelationUse& use) {
    const std::pair<bool, const char*> facts[] = {{use.unique, "unique"},
                                                  {use.unique_in_parent, "unique in parent"},
                                                  {use.nulls, "nulls"},
                                                  {use.rare_nulls, "rare nulls"}};
    std::string text = "rows";
    for (const auto& [holds, name] : facts) {
      if (holds) text += fmt::format(", {}", name);
    }
    return text + "\n";
  }

  std::vector<int64_t> Map(const kernel::RelationUse& use, const std::vector<int64_t>& rows,
                           bool as_list) const {
    const FakeRelation& relation = setting_.world.relations[static_cast<size_t>(use.relation)];
    const FakeBatch batch(setting_.world, relation.inputs, rows, as_list);
    std::vector<int64_t> targets(rows.size());
    relation.kernel->Map(batch.cells(), targets.data());
    const int64_t count = setting_.world.tables.find(table_)->second.rows;
    for (const int64_t target : targets) {
      EXPECT_TRUE(target >= -1 && target < count) << target;
      EXPECT_TRUE(target >= 0 || use.nulls || use.rare_nulls);
    }
    if (use.unique) {
      EXPECT_EQ(std::set(targets.begin(), targets.end()).size(),
                std::set(rows.begin(), rows.end()).size());
    }
    return targets;
  }

  std::string Values(const kernel::RelationUse& use) const {
    if (setting_.summed) {
      const auto targets = Map(use, setting_.rows, false);
      const auto values =
          kernel::Vector::Make(kernel::Physical::kInt64, static_cast<int64_t>(targets.size()));
      std::copy(targets.begin(), targets.end(), values->ints.data());
      for (size_t i = 0; i < targets.size(); ++i) {
        if (targets[i] < 0) values->SetNull(static_cast<int64_t>(i));
      }
      return Summary(*values, kernel::ValueType::Int());
    }
    return Joined(CheckedTexts(setting_.rows, [&](const auto& rows, bool as_list) {
      std::vector<std::string> texts;
      for (const int64_t target : Map(use, rows, as_list)) {
        texts.push_back(target < 0 ? "none" : std::to_string(target));
      }
      return texts;
    }));
  }

  Setting setting_;
  std::string table_;
  std::string pick_;
  base::Json arguments_;
  base::Diagnostics diagnostics_;
  FakeInputs inputs_;
};

const RunsFolder kFolder("relations", [](const std::string& file, const Case& one) {
  return RelationCase(one).Run(file);
});

TEST(RelationCases, EachRelationHasSome) {
  auto ids = registry::Ids(registry::Relations());
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(CaseFilesOf("relations"), ids);
}

}  // namespace
}  // namespace datagen::cases
