#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "foundation/base/plural.h"
#include "foundation/base/spelling.h"
#include "foundation/random/alias_table.h"
#include "foundation/random/permutation.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/cast.h"
#include "functions/kernel/choice_weights.h"
#include "functions/kernel/literal.h"

namespace datagen::generators {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

constexpr int64_t kVocabularyRowsMax = 5'000'000;

// Draws a position among the choices by weight; how, depends on what the column needs.
class Picker {
 public:
  Picker(const std::vector<double>& weights, const random::Key& key)
      : table_(weights), stream_(key.Draw(0)) {
    double sum = 0;
    for (const double weight : weights) sum += weight;
    double running = 0;
    for (const double weight : weights) cumulative_.push_back(running += weight / sum);
  }

  void Pick(const Cells& cells, int64_t* indexes) const {
    if (cells.uniforms != nullptr) {
      for (int64_t i = 0; i < cells.size(); ++i) {
        indexes[i] =
            std::lower_bound(cumulative_.begin(), cumulative_.end() - 1, cells.uniforms[i]) -
            cumulative_.begin();
      }
      return;
    }
    cells.rows.ForEach(
        [&](int64_t i, int64_t row) { indexes[i] = table_.Pick(stream_.Bits(row)); });
  }
  [[nodiscard]] int64_t PickOne(int64_t row) const { return table_.Pick(stream_.Bits(row)); }

 private:
  random::AliasTable table_;
  std::vector<double> cumulative_;
  random::Stream stream_;
};

class Choice : public Generator {
 public:
  Choice(VectorPtr values, const std::vector<double>& weights, const random::Key& key)
      : values_(std::move(values)), picker_(weights, key) {}

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    base::Buffer<int64_t> indexes(static_cast<size_t>(cells.size()));
    picker_.Pick(cells, indexes.data());
    return Take(*values_, indexes.data(), cells.size());
  }

 private:
  VectorPtr values_;
  Picker picker_;
};

// Every value at most once: row i takes the i-th of a seeded order.
class UniqueChoice : public Generator {
 public:
  UniqueChoice(VectorPtr values, std::vector<int64_t> different, const random::Key& key)
      : values_(std::move(values)),
        different_(std::move(different)),
        order_(key, different_.size()) {}

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    base::Buffer<int64_t> indexes(static_cast<size_t>(cells.size()));
    cells.rows.ForEach([&](int64_t i, int64_t row) {
      indexes[static_cast<size_t>(i)] = different_[order_(static_cast<uint64_t>(row))];
    });
    return Take(*values_, indexes.data(), cells.size());
  }

 private:
  VectorPtr values_;
  std::vector<int64_t> different_;
  random::Permutation order_;
};

// The choices are the rows of a vocabulary table.
class VocabularyChoice : public Generator {
 public:
  VocabularyChoice(int slot, const std::vector<double>& weights, const random::Key& key)
      : slot_(slot), picker_(weights, key) {}

  void Prepare(const VectorPtr* inputs) override { values_ = inputs[slot_]; }
  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    base::Buffer<int64_t> indexes(static_cast<size_t>(cells.size()));
    picker_.Pick(cells, indexes.data());
    return Take(*values_, indexes.data(), cells.size());
  }

 private:
  int slot_;
  VectorPtr values_;
  Picker picker_;
};

// Weights by the value of another column of the row.
class GivenChoice : public Generator {
 public:
  GivenChoice(VectorPtr values, int slot, ValueType given_type, std::vector<Picker> pickers,
              std::map<std::string, size_t, std::less<>> picker_of)
      : values_(std::move(values)),
        slot_(slot),
        given_type_(std::move(given_type)),
        pickers_(std::move(pickers)),
        picker_of_(std::move(picker_of)) {}

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    const Vector& given = cells.input(slot_);
    std::vector<size_t> of_code;
    if (given.dictionary != nullptr) {
      for (int64_t k = 0; k < given.dictionary->size(); ++k) {
        of_code.push_back(PickerOf((*given.dictionary)[k]));
      }
    }
    base::Buffer<int64_t> indexes(static_cast<size_t>(cells.size()));
    base::Buffer<char> text;
    cells.rows.ForEach([&](int64_t i, int64_t row) {
      size_t picker = 0;  // the first is for nulls and values without weights of their own
      if (given.IsValid(i)) {
        if (given.dictionary != nullptr) {
          picker = of_code[static_cast<size_t>(given.codes[static_cast<size_t>(i)])];
        } else {
          text.Resize(0);
          AppendText(given, i, given_type_, &text);
          picker = PickerOf({text.data(), text.size()});
        }
      }
      indexes[static_cast<size_t>(i)] = pickers_[picker].PickOne(row);
    });
    return Take(*values_, indexes.data(), cells.size());
  }

 private:
  [[nodiscard]] size_t PickerOf(std::string_view text) const {
    const auto found = picker_of_.find(text);
    return found == picker_of_.end() ? 0 : found->second;
  }

  VectorPtr values_;
  int slot_;
  ValueType given_type_;
  std::vector<Picker> pickers_;
  std::map<std::string, size_t, std::less<>> picker_of_;
};

// The weights that go for all rows; nullopt after a report.
std::optional<std::vector<double>> CommonWeights(BindContext& context, const Arguments& arguments,
                                                 int64_t count) {
  if (arguments.Has("weights") && arguments.Has("weights_kind")) {
    context.Error("exclusive-keys", arguments.Where("weights_kind"),
                  "both 'weights' and 'weights_kind' are given", {.expected = "one of them"});
    return std::nullopt;
  }
  if (const base::Json* list = arguments.Find("weights")) {
    return ReadWeights(*list, static_cast<size_t>(count), "choices", context.diagnostics());
  }
  if (const base::Json* kind = arguments.Find("weights_kind")) {
    return WeightsOfKind(*kind, count, context.diagnostics());
  }
  return std::vector<double>(static_cast<size_t>(count), 1.0);
}

std::optional<BoundGenerator> BindVocabulary(BindContext& context, const Arguments& arguments) {
  const base::Json& reference = *arguments.Find("choices_ref");
  const auto column =
      context.UseWholeColumn(reference, *ParseReference(reference.text()), kVocabularyRowsMax);
  if (!column) return std::nullopt;
  const int64_t rows = column->rows;
  if (rows < 1) {
    context.Error("empty-table", reference,
                  fmt::format("{} has no rows to choose from", reference.text()),
                  {.given = "0", .expected = "at least 1 row"});
    return std::nullopt;
  }
  const auto weights = CommonWeights(context, arguments, rows);
  if (!weights) return std::nullopt;
  BoundGenerator bound;
  bound.kernel = std::make_unique<VocabularyChoice>(column->slot, *weights, context.key());
  bound.type = column->type;
  bound.domain = *column->domain;
  bound.domain.unique = false;
  bound.domain.unique_in_parent = false;
  bound.domain.sequence.reset();
  bound.domain.spread_known = false;
  bound.domain.nulls = column->nullable;
  bound.follows_uniforms = true;
  return bound;
}

std::optional<BoundGenerator> BindGiven(BindContext& context, const Arguments& arguments,
                                        VectorPtr values, BoundGenerator bound) {
  const base::Json* by = arguments.Find("weights_by");
  if (by == nullptr) {
    context.Error("missing-key", arguments.Where("given"), "'given' needs 'weights_by'",
                  {.expected = "the weights for each value of the given column"});
    return std::nullopt;
  }
  const auto column = context.UseColumn(arguments.Where("given"), arguments.String("given"));
  const auto otherwise = CommonWeights(context, arguments, values->length);
  if (!column || !otherwise) return std::nullopt;
  std::vector<Picker> pickers;
  pickers.emplace_back(*otherwise, context.key());
  std::map<std::string, size_t, std::less<>> picker_of;
  bool ok = true;
  for (const base::JsonMember& member : by->members()) {
    const auto weights = ReadWeights(member.value, static_cast<size_t>(values->length), "choices",
                                     context.diagnostics());
    const auto& labels = column->domain->labels;
    if (!labels.empty() && std::find(labels.begin(), labels.end(), member.key) == labels.end()) {
      context.diagnostics()->KeyError(
          "value-never-occurs", *by, member,
          fmt::format("column '{}' is never '{}'", arguments.String("given"), member.key),
          {.expected = fmt::format("one of {}", base::JoinNames(labels)),
           .hint = base::DidYouMean(member.key, labels)});
      ok = false;
    }
    if (!weights) {
      ok = false;
      continue;
    }
    picker_of[member.key] = pickers.size();
    pickers.emplace_back(*weights, context.key());
  }
  if (!ok) return std::nullopt;
  bound.kernel = std::make_unique<GivenChoice>(std::move(values), column->slot, column->type,
                                               std::move(pickers), std::move(picker_of));
  return bound;
}

std::optional<BoundGenerator> Bind(BindContext& context, const Arguments& arguments) {
  const bool listed = arguments.Has("choices");
  if (listed == arguments.Has("choices_ref")) {
    context.Error("exclusive-keys", arguments.json(),
                  "choice needs exactly one of 'choices' and 'choices_ref'");
    return std::nullopt;
  }
  if (!listed) return BindVocabulary(context, arguments);
  VectorPtr values =
      ReadLiterals(*arguments.Find("choices"), context.type(), context.diagnostics());
  // The weights are checked even when a choice is wrong: all mistakes at once.
  const auto weights = CommonWeights(
      context, arguments, static_cast<int64_t>(arguments.Find("choices")->items().size()));
  if (values == nullptr || !weights) return std::nullopt;
  BoundGenerator bound;
  bound.type = context.type();
  bound.domain = LiteralDomain(*values, context.type(), *weights);
  if (arguments.Has("given")) {
    return BindGiven(context, arguments, std::move(values), std::move(bound));
  }
  if (arguments.Has("weights_by")) {
    context.Error("missing-key", arguments.Where("weights_by"), "'weights_by' needs 'given'",
                  {.expected = "the column it goes by"});
    return std::nullopt;
  }
  if (context.unique()) {
    const auto different_count = static_cast<int64_t>(*bound.domain.distinct);
    if (different_count < context.row_count()) {
      context.Error("not-enough-values", *arguments.Find("choices"),
                    fmt::format("{} different {} for {} rows of a unique column", different_count,
                                base::Plural(different_count, "choice"), context.row_count()),
                    {.given = std::to_string(different_count),
                     .expected = fmt::format("at least {}", context.row_count()),
                     .hint = "add choices, lower the number of rows, or drop the uniqueness"});
      return std::nullopt;
    }
    std::map<std::string, int64_t> first_of;
    std::vector<int64_t> different;
    for (int64_t i = 0; i < values->length; ++i) {
      base::Buffer<char> text;
      if (values->IsValid(i)) AppendText(*values, i, context.type(), &text);
      if (values->IsValid(i) && first_of.emplace(std::string(text.data(), text.size()), i).second) {
        different.push_back(i);
      }
    }
    bound.domain.unique = true;
    bound.kernel =
        std::make_unique<UniqueChoice>(std::move(values), std::move(different), context.key());
    return bound;
  }
  bound.domain.spread_known = true;
  bound.follows_uniforms = true;
  bound.kernel = std::make_unique<Choice>(std::move(values), *weights, context.key());
  return bound;
}

}  // namespace

const GeneratorInfo& ChoiceInfo() {
  static const GeneratorInfo info{
      {.id = "choice",
       .summary = "Draws one of listed values by weight",
       .details =
           "Give the values as `choices`, or as the rows of another table by `choices_ref`. "
           "`weights_kind` makes weights by rank in listed order: `uniform`; `zipf@ALPHA` (1 / "
           "rank^ALPHA); `head_tail@{SHARE,ALPHA}` (the first fifth shares SHARE equally, the rest "
           "follows zipf). With `given`, the weights go by the value of another column of the row; "
           "values without an entry in `weights_by` use `weights`.",
       .parameters = {{"choices", ParameterType::kAnyList, "The values.", false, ""},
                      {"choices_ref", ParameterType::kReference,
                       "The column that lists the values.", false, ""},
                      {"weights", ParameterType::kNumberList,
                       "A weight for each choice, at least 0, not all 0; normalised.", false,
                       "equal"},
                      {"weights_kind",
                       ParameterType::kPick,
                       "A rule that makes the weights.",
                       false,
                       "",
                       {"uniform", "zipf@ALPHA", "head_tail@{SHARE,ALPHA}"}},
                      {"given", ParameterType::kColumn, "The column that the weights go by.", false,
                       ""},
                      {"weights_by",
                       ParameterType::kObject,
                       "Weights for values of the given column.",
                       false,
                       "",
                       {},
                       {},
                       {},
                       R"json({"type": "object", "additionalProperties": {"type": "array",
                "items": {"type": "number", "minimum": 0}}})json"}},
       .example = R"json([{"name": "country", "type": "string", "nullable": false,
           "generator": {"choice": {"choices": ["US", "DE", "IN"], "weights": [5, 2, 3]}}},
          {"name": "currency", "type": "string", "nullable": false,
           "generator": {"choice": {"choices": ["USD", "EUR", "INR"], "given": "country",
             "weights_by": {"US": [1, 0, 0], "DE": [0.1, 0.9, 0], "IN": [0.2, 0, 0.8]}}}},
          {"name": "tag", "type": "string", "nullable": false,
           "generator": {"choice": {"choices": ["a", "b", "c", "d", "e", "f"],
             "weights_kind": "head_tail@{0.8,1.2}"}}}])json"},
      Bind};
  return info;
}

}  // namespace datagen::generators
