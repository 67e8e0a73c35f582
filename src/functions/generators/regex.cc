#include <fmt/format.h>

#include "foundation/base/plural.h"
#include "foundation/random/permutation.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/pattern_index.h"
#include "functions/kernel/regex_pattern.h"

namespace datagen::generators {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

class Regex : public Generator {
 public:
  Regex(PatternNode pattern, const random::Key& key, int64_t mean_bytes)
      : pattern_(std::move(pattern)), stream_(key.Draw(0)), mean_bytes_(mean_bytes) {}

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    auto values = Vector::Make(Physical::kString, cells.size());
    values->strings.Reserve(cells.size(), cells.size() * mean_bytes_);
    cells.rows.ForEach([&](int64_t, int64_t row) {
      random::CellStream cell(stream_.Bits(row));
      SamplePattern(pattern_, &cell, &values->strings.chars());
      values->strings.EndString();
    });
    return values;
  }

 private:
  PatternNode pattern_;
  random::Stream stream_;
  int64_t mean_bytes_;
};

class UniqueRegex : public Generator {
 public:
  UniqueRegex(PatternIndex index, const random::Key& key)
      : index_(std::move(index)), order_(key, index_.count()) {}

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    auto values = Vector::Make(Physical::kString, cells.size());
    cells.rows.ForEach([&](int64_t, int64_t row) {
      index_.Append(order_(static_cast<uint64_t>(row)), &values->strings.chars());
      values->strings.EndString();
    });
    return values;
  }

 private:
  PatternIndex index_;
  random::Permutation order_;
};

std::optional<BoundGenerator> Bind(BindContext& context, const Arguments& arguments) {
  const base::Json& text = *arguments.Find("pattern");
  std::string error;
  auto pattern = ReadPattern(text.text(), &error);
  if (!pattern) {
    context.Error("invalid-pattern", text, fmt::format("pattern '{}': {}", text.text(), error));
    return std::nullopt;
  }
  BoundGenerator bound;
  bound.type = ValueType::Of(TypeKind::kString);
  bound.domain.mean_bytes = PatternMeanLength(*pattern);
  bound.domain.max_bytes =
      static_cast<double>(PatternLength(*pattern) * (PatternIsAscii(*pattern) ? 1 : 4));
  if (!context.unique()) {
    bound.kernel = std::make_unique<Regex>(std::move(*pattern), context.key(),
                                           static_cast<int64_t>(bound.domain.mean_bytes) + 1);
    return bound;
  }
  auto index = PatternIndex::Make(*pattern);
  if (!index) {
    context.Error("too-large", text,
                  "the pattern is too large to count its texts, but the column is unique",
                  {.hint = "use fewer alternatives and repetitions"});
    return std::nullopt;
  }
  if (index->count() < static_cast<uint64_t>(context.row_count())) {
    context.Error(
        "not-enough-values", text,
        fmt::format("{} different {} '{}', for {} rows of a unique column", index->count(),
                    base::Plural(index->count(), "text matches", "texts match"), text.text(),
                    context.row_count()),
        {.given = std::to_string(index->count()),
         .expected = fmt::format("at least {}", context.row_count()),
         .hint = "widen the pattern, or lower the number of rows"});
    return std::nullopt;
  }
  bound.domain.distinct = static_cast<double>(index->count());
  bound.domain.unique = true;
  bound.kernel = std::make_unique<UniqueRegex>(std::move(*index), context.key());
  return bound;
}

}  // namespace

const GeneratorInfo& RegexInfo() {
  static const GeneratorInfo info{
      {.id = "regex",
       .summary = "Makes texts that match a regular expression",
       .details = "Literals, `.` (printable ASCII), classes, `\\d \\w \\s`, groups, alternatives, "
                  "`?`, `{m}`, "
                  "`{m,n}`; `*` and `+` repeat up to 8 times. Other things are errors that name "
                  "them. With "
                  "`unique` every text comes at most once.",
       .parameters = {{"pattern", ParameterType::kString, "The expression.", true, ""}},
       .example = R"json([{"name": "plate", "type": "string(9)", "nullable": false, "unique": true,
            "generator": {"regex": {"pattern": "[A-Z]{2}-\\d{4,6}"}}},
          {"name": "colour", "type": "string", "nullable": false,
           "generator": {"regex": {"pattern": "#[0-9a-f]{6}|(light|dark) (red|blue)"}}}])json"},
      Bind};
  return info;
}

}  // namespace datagen::generators
