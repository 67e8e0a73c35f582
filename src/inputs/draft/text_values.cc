#include "inputs/draft/text_values.h"

#include <fmt/format.h>

#include <algorithm>

#include "inputs/draft/column_name.h"
#include "inputs/draft/generators.h"

namespace datagen::draft {
namespace {

using base::Json;
using meaning::Form;
using meaning::Meaning;

constexpr int64_t kUnlimited = std::numeric_limits<int64_t>::max();

int64_t LengthOf(const schema::Column& column, const ColumnFacts& facts) {
  int64_t length = column.type.family == schema::TypeFamily::kText && column.type.length
                       ? *column.type.length
                       : kUnlimited;
  if (facts.length_max) length = std::min(length, *facts.length_max);
  return length <= 0 ? kUnlimited : length;
}

// As long as the hashes that people know, where there is room for one.
Generator Hexadecimal(int64_t length) {
  constexpr int64_t kDigitsMax = 64;
  int64_t digits = 8;
  for (const int64_t known : {16, 32, 40, 64}) {
    if (length >= known) digits = known;
  }
  return Regex(Signs("0-9a-f", std::min({digits, length, kDigitsMax})));
}

Generator Code(int64_t length, bool fixed) {
  constexpr int64_t kLettersMax = 3;
  constexpr int64_t kCodeMax = 9;
  const int64_t used = fixed ? length : std::min(length, kCodeMax);
  const int64_t letters = std::min(kLettersMax, (used + 1) / 2);
  if (used - letters <= 0) return Regex(Signs("A-Z", used));
  return Regex(Signs("A-Z", letters) + Signs("0-9", used - letters));
}

Generator TextOf(const char* what, int64_t low, int64_t high) {
  Json range = Json::Array();
  range.Push(Json::Number(low));
  range.Push(Json::Number(high));
  return Call("text", {{what, std::move(range)}});
}

Generator Prose(int64_t length) {
  constexpr int64_t kShort = 60;
  constexpr int64_t kLong = 180;
  if (length == kUnlimited) return TextOf("sentences", 1, 3);
  const int64_t high = std::min(length, kLong);
  return TextOf("length", std::max<int64_t>(1, std::min<int64_t>(high / 3, kShort)), high);
}

Generator OneOf(const meaning::Vocabulary& vocabulary) {
  std::vector<Json> values;
  for (const std::string& value : vocabulary.values) values.push_back(Json::String(value));
  return Choice(std::move(values), vocabulary.weights);
}

}  // namespace

std::string Signs(const char* sign_class, int64_t count) {
  return fmt::format("[{}]{{{}}}", sign_class, count);
}

std::optional<Meaning> TextMeaning(const schema::Table& table, const schema::Column& column,
                                   const ColumnFacts& facts) {
  meaning::ColumnName name = NameIn(table, column, meaning::Kind::kText);
  name.length = LengthOf(column, facts);
  return meaning::MeaningOf(name);
}

Generator TextGenerator(const Meaning& meaning, const schema::Column& column,
                        const ColumnFacts& facts) {
  const meaning::Concept& what = *meaning.what;
  const int64_t length = LengthOf(column, facts);
  switch (what.form) {
    case Form::kMethod: {
      Members arguments{{"method", Json::String(what.text)}};
      if (!what.of.empty()) arguments.emplace_back("of", Json::String(what.of));
      return Call("faker", std::move(arguments));
    }
    case Form::kVocabulary:
      return OneOf(*meaning.vocabulary);
    case Form::kWords:
      return TextOf("words", what.words_min, what.words_max);
    case Form::kProse:
      return Prose(length);
    case Form::kHexadecimal:
      return Hexadecimal(length);
    case Form::kCode:
      return Code(length, column.type.fixed_length);
    case Form::kPattern:
    case Form::kOwner:
      break;
  }
  return Regex(what.text);
}

void DecideText(TableDraft* table, ColumnDraft* column, const Meaning& meaning) {
  if (meaning.what->form != Form::kOwner) {
    TableDraft::Decide(column,
                       TextGenerator(meaning, *column->column, table->FactsOf(column->name)),
                       meaning.reason);
    return;
  }
  const ColumnDraft& owner =
      table->AddHidden(column->name + "_of", kernel::ValueType::Of(kernel::TypeKind::kString),
                       Faker("last_name"), "read by " + column->name);
  TableDraft::Decide(column, FormatPattern().Column(owner.name).Word("'s").Made(), meaning.reason);
}

}  // namespace datagen::draft
