#include <fmt/format.h>

#include "foundation/base/plural.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/literal.h"

namespace datagen::generators {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

class EnumList : public Generator {
 public:
  explicit EnumList(VectorPtr values) : values_(std::move(values)) {}

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    base::Buffer<int64_t> indexes(static_cast<size_t>(cells.size()));
    cells.rows.ForEach(
        [&](int64_t i, int64_t row) { indexes[static_cast<size_t>(i)] = row % values_->length; });
    return Take(*values_, indexes.data(), cells.size());
  }

 private:
  VectorPtr values_;
};

std::optional<BoundGenerator> Bind(BindContext& context, const Arguments& arguments) {
  const base::Json& list = *arguments.Find("values");
  VectorPtr values = ReadLiterals(list, context.type(), context.diagnostics());
  if (values == nullptr) return std::nullopt;
  BoundGenerator bound;
  bound.domain = LiteralDomain(*values, context.type(), {});
  const bool all_different = *bound.domain.distinct == static_cast<double>(values->length);
  if (context.unique() && context.row_count() > static_cast<int64_t>(*bound.domain.distinct)) {
    context.Error(
        "not-enough-values", list,
        fmt::format("{} different {} for {} rows of a unique column", *bound.domain.distinct,
                    base::Plural(*bound.domain.distinct, "value"), context.row_count()),
        {.given = fmt::format("{}", *bound.domain.distinct),
         .expected = fmt::format("at least {}", context.row_count()),
         .hint = "add values, or lower the number of rows"});
    return std::nullopt;
  }
  bound.domain.spread_known = true;
  bound.domain.unique = all_different && context.row_count() <= values->length;
  bound.kernel = std::make_unique<EnumList>(std::move(values));
  bound.type = context.type();
  return bound;
}

int64_t NaturalRows(const Arguments& arguments) {
  const base::Json* values = arguments.Find("values");
  return values != nullptr ? static_cast<int64_t>(values->items().size()) : 0;
}

}  // namespace

const GeneratorInfo& EnumListInfo() {
  static const GeneratorInfo info{
      {.id = "enum_list",
       .summary = "Lists a vocabulary: row i has value i, starting over at the end",
       .details = "An entity with such a column has as many rows as the list has values, unless "
                  "`rows` says otherwise.",
       .parameters = {{"values", ParameterType::kAnyList, "The values, in order.", true, ""}},
       .example = R"json([{"name": "plan", "type": "string", "nullable": false,
                       "generator": {"enum_list": {"values": ["free", "team", "business"]}}}])json"},
      Bind,
      NaturalRows};
  return info;
}

}  // namespace datagen::generators
