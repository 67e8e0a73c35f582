#include "inputs/draft/value_drafter.h"

#include <fmt/format.h>

#include <algorithm>

#include "inputs/draft/check_patterns.h"
#include "inputs/draft/column_name.h"
#include "inputs/draft/condition_code.h"
#include "inputs/draft/default_value.h"
#include "inputs/draft/generators.h"
#include "inputs/draft/moments.h"
#include "inputs/draft/number_limits.h"
#include "inputs/draft/text_values.h"
#include "inputs/draft/type_values.h"
#include "knowledge/meaning/words.h"

namespace datagen::draft {
namespace {

using base::Json;
using kernel::TypeKind;
using kernel::ValueType;
using schema::TypeFamily;

// The value of a list for a column of this type; nullopt where it can't be one.
std::optional<Json> ValueOf(const std::string& text, const ValueType& type) {
  if (type.kind == TypeKind::kBool) {
    return Json::Bool(text == "true" || text == "1" || text == "t");
  }
  if (!type.is_numeric()) return Json::String(text);
  if (!IsNumberText(text)) return std::nullopt;
  return Json::RawNumber(text);
}

// The other letter of a switch: Y has N.
std::optional<char> OtherLetter(const std::string& text) {
  static constexpr std::string_view kPairs = "YNTF01";
  const size_t at = text.size() == 1 ? kPairs.find(text[0]) : std::string_view::npos;
  if (at == std::string_view::npos) return std::nullopt;
  return kPairs[at ^ 1U];
}

// Whether a default is a value like others: an empty text stands for none.
bool IsText(const std::string& common, const schema::Column& column) {
  const auto length = static_cast<int64_t>(common.size());
  return !common.empty() && length <= column.type.length.value_or(length);
}

}  // namespace

void ValueDrafter::Draft() {
  // Hidden columns come behind, and are decided.
  for (size_t i = 0; i < draft_.columns().size(); ++i) {
    ColumnDraft& column = draft_.columns()[i];
    if (column.is_hidden()) continue;
    const auto& splits = draft_.facts().splits;
    const auto split = std::find_if(splits.begin(), splits.end(), [&](const CaseSplit& one) {
      return one.DecidesValues(column.name);
    });
    if (split != splits.end()) {
      DraftByCase(&column, *split);
    } else if (column.is_open()) {
      DraftColumn(&column);
    }
  }
}

// Values of its own in each case; cases that say the same share a generator.
void ValueDrafter::DraftByCase(ColumnDraft* column, const CaseSplit& split) {
  const bool listed = split.on.kind == schema::Condition::Kind::kColumn;
  const auto code = listed ? std::nullopt : ConditionCode(draft_.table(), split.on);
  if (!column->is_open() || (!listed && !code)) {
    draft_.WarnUnkept(*split.check);
    if (column->is_open()) DraftColumn(column);
    return;
  }
  std::string on = split.on.text;
  if (!listed) {
    ColumnDraft& hidden =
        draft_.AddHidden(column->name + "_case", ValueType::Of(TypeKind::kBool), Expression(*code),
                         fmt::format("which values {} has: as a CHECK says", column->name));
    hidden.nullable = true;
    hidden.null_rate = 0;
    on = hidden.name;
  }
  const ColumnFacts before = draft_.FactsOf(column->name);
  const auto draft_with = [&](const ColumnFacts& facts) {
    draft_.facts().columns[column->name] = facts;
    column->generator.reset();
    DraftColumn(column);
    return *column->generator;
  };
  Members cases;
  for (const CaseSplit::Case& one : split.cases) {
    const auto facts = one.columns.find(column->name);
    const bool as_always = facts == one.columns.end() || facts->second.always_null;
    if (as_always || one.value.kind == schema::Condition::Kind::kNull) continue;
    cases.emplace_back(one.value.text, draft_with(facts->second));
  }
  Generator otherwise = draft_with(before);
  TableDraft::Decide(
      column,
      Call("conditional",
           {{"on", Json::String(on)}, {"cases", Object(cases)}, {"default", std::move(otherwise)}}),
      column->reason + "; by " + (listed ? on : "what a CHECK asks"));
}

void ValueDrafter::DraftColumn(ColumnDraft* column) {
  if (DraftListed(column)) return;
  const schema::Column& of = *column->column;
  switch (column->type.kind) {
    case TypeKind::kBool:
      return DraftTruth(column, Json::Bool(true), Json::Bool(false));
    case TypeKind::kDate:
    case TypeKind::kDatetime:
      return DecideMoment(&draft_, column, TimeMeaning(draft_.table(), of));
    case TypeKind::kTime:
      return TableDraft::Decide(column, Moments("15min"),
                                "a time of the day, in quarters of an hour");
    default:
      break;
  }
  if (column->type.is_numeric() && of.type.family != TypeFamily::kBits) {
    DraftNumber(column);
  } else if (of.type.family == TypeFamily::kText ||
             (draft_.storage().free_types && of.type.family == TypeFamily::kOther)) {
    DraftText(column);
  } else {
    DecideByType(&draft_, column);
  }
}

// Values that the type or a CHECK lists.
bool ValueDrafter::DraftListed(ColumnDraft* column) {
  const ColumnFacts& facts = draft_.FactsOf(column->name);
  const schema::DataType& type = column->schema_type();
  std::vector<std::string> values;
  if (facts.values) {
    values = *facts.values;
  } else if (type.family == TypeFamily::kEnum || type.family == TypeFamily::kSet) {
    values = type.values;
  }
  values = AdmittedValues(std::move(values), facts);
  if (values.empty()) return false;
  constexpr int kDefaultPercent = 60;
  const int others = std::max(1, static_cast<int>(values.size()) - 1);
  const int other_percent = std::max(1, (100 - kDefaultPercent) / others);
  const auto common = ConstantOf(*column->column);
  const bool has_common = common && HasName(values, *common);
  std::vector<Json> choices;
  std::vector<int> weights;
  for (const std::string& value : values) {
    auto choice = ValueOf(value, column->type);
    if (!choice) return false;
    choices.push_back(std::move(*choice));
    if (has_common) weights.push_back(value == *common ? kDefaultPercent : other_percent);
  }
  if (type.family == TypeFamily::kSet && values.size() > 1) {
    choices.push_back(Json::String(values[0] + "," + values[1]));
    if (has_common) weights.push_back(other_percent);
  }
  TableDraft::Decide(column, Choice(std::move(choices), weights),
                     !facts.values      ? "the values that its type lists"
                     : facts.by_comment ? "the values that its comment lists"
                                        : "the values that its CHECK lists");
  return true;
}

void ValueDrafter::DraftTruth(ColumnDraft* column, Json yes, Json no) {
  constexpr int kDefaultPercent = 85;
  if (const auto truth = TruthOf(*column->column); truth && !yes.is_string()) {
    if (!*truth) std::swap(yes, no);
    TableDraft::Decide(
        column, Choice({std::move(yes), std::move(no)}, {kDefaultPercent, 100 - kDefaultPercent}),
        "mostly its default");
    return;
  }
  const auto meaning =
      meaning::MeaningOf(NameIn(draft_.table(), *column->column, meaning::Kind::kTruth));
  const int percent = meaning ? meaning->what->true_percent : 50;
  TableDraft::Decide(column, Choice({std::move(yes), std::move(no)}, {percent, 100 - percent}),
                     "yes or no");
}

void ValueDrafter::DraftNumber(ColumnDraft* column) {
  const schema::Column& of = *column->column;
  const ColumnFacts& facts = draft_.FactsOf(column->name);
  const NumberLimits limits = LimitsOf(of.type, facts);
  // tinyint(1), NUMBER(1) and flags are truth values; whatever holds one digit alone may be.
  const bool truth = of.type.family == TypeFamily::kInteger && of.type.precision == 1;
  if ((truth || meaning::NamesFlag(of.name)) && limits.low <= 0 && limits.high >= 1) {
    return DraftTruth(column, Json::Number(int64_t{1}), Json::Number(int64_t{0}));
  }
  const NumberRange range = PlausibleRange(draft_.table(), of, facts);
  const bool counted = range.named && range.typical > 0;
  if (!counted && DraftNumberDefault(column)) return;
  TableDraft::Decide(column, NumberGenerator(range, limits.scale), range.reason);
  if (const auto common = NumberDefault(*column)) DraftMostlyDefault(column, *common);
  constexpr double kNullRate = 0.05;
  if (column->nullable) column->null_rate = kNullRate;
}

// Counters and switches: the default and a few near it.
bool ValueDrafter::DraftNumberDefault(ColumnDraft* column) {
  const auto common = ConstantOf(*column->column);
  if (!common || !IsNumberText(*common) || !IsWhole(column->type)) return false;
  const NumberLimits limits = LimitsOf(column->schema_type(), draft_.FactsOf(column->name));
  const auto number = Json::RawNumber(*common).AsDouble();
  if (!number || *number < limits.low || *number > limits.high) return false;
  const double value = *number;
  constexpr int kDefaultPercent = 70;
  std::vector<Json> choices{NumberOf(value, 0)};
  std::vector<int> weights{kDefaultPercent};
  for (const int distance : {1, 2, 3}) {
    if (value + distance > limits.high) break;
    choices.push_back(NumberOf(value + distance, 0));
    weights.push_back((100 - kDefaultPercent) / 3);
  }
  TableDraft::Decide(column, Choice(std::move(choices), weights),
                     fmt::format("mostly its default {}", *common));
  return true;
}

// The number that a default is, where the column can hold it.
std::optional<Json> ValueDrafter::NumberDefault(const ColumnDraft& column) const {
  const auto common = ConstantOf(*column.column);
  if (!common || !IsNumberText(*common)) return std::nullopt;
  const NumberLimits limits = LimitsOf(column.schema_type(), draft_.FactsOf(column.name));
  const auto number = Json::RawNumber(*common).AsDouble();
  if (!number || *number < limits.low || *number > limits.high) return std::nullopt;
  return NumberOf(*number, limits.scale);
}

// The default in most rows, and what the name says in the others.
void ValueDrafter::DraftMostlyDefault(ColumnDraft* column, const Json& value) {
  constexpr int kDefaultPercent = 60;
  const ColumnDraft& switched = draft_.AddHidden(
      column->name + "_is_default", ValueType::Of(TypeKind::kBool),
      Choice({Json::Bool(true), Json::Bool(false)}, {kDefaultPercent, 100 - kDefaultPercent}),
      "whether " + column->name + " has its default");
  Generator generator = Call("conditional", {{"on", Json::String(switched.name)},
                                             {"cases", Object({{"true", Choice({value})}})},
                                             {"default", *column->generator}});
  TableDraft::Decide(
      column, std::move(generator),
      fmt::format("{}, or its default {}", column->reason, *ConstantOf(*column->column)));
}

void ValueDrafter::DraftText(ColumnDraft* column) {
  const schema::Column& of = *column->column;
  const ColumnFacts& facts = draft_.FactsOf(column->name);
  const auto meaning = TextMeaning(draft_.table(), of, facts);
  const bool is_mail = meaning && meaning->IsMethod("email");
  if (facts.pattern && !(is_mail && TakesAddresses(facts.like, *facts.pattern))) {
    TableDraft::Decide(
        column, Regex(*facts.pattern),
        facts.by_comment ? "the form that its comment shows" : "what its CHECK admits");
    return;
  }
  if (const auto moment = TextMoment(draft_.table(), of, facts)) {
    return DecideTextMoment(&draft_, column, *moment);
  }
  // Y/N and T/F switches.
  if (of.type.length == 1 && meaning::NamesLetterFlag(of.name)) {
    DraftTruth(column, Json::String("Y"), Json::String("N"));
    column->reason = "yes or no, as a letter";
    return;
  }
  // An address is in small letters by itself.
  const bool free_form = !facts.length_min && !facts.upper && (!facts.lower || is_mail);
  if (meaning && free_form) {
    DecideText(&draft_, column, *meaning);
    if (column->nullable) column->null_rate = meaning->what->null_rate;
    const auto common = ConstantOf(of);
    if (common && IsText(*common, of)) DraftMostlyDefault(column, Json::String(*common));
    return;
  }
  if (free_form && DraftTextDefault(column)) return;
  DraftFittingText(column);
}

// Mostly the default; the others are of its kind.
bool ValueDrafter::DraftTextDefault(ColumnDraft* column) {
  const auto common = ConstantOf(*column->column);
  if (!common || column->type.kind != TypeKind::kString) return false;
  const int64_t length = column->schema_type().length.value_or(int64_t{1} << 30);
  constexpr size_t kLongDefault = 40;
  constexpr int kDefaultPercent = 70;
  if (common->size() > kLongDefault || static_cast<int64_t>(common->size()) > length) return false;
  std::vector<Json> choices{Json::String(*common)};
  std::vector<int> weights{kDefaultPercent};
  if (const auto other = OtherLetter(*common)) {
    choices.push_back(Json::String(std::string(1, *other)));
    weights.push_back(100 - kDefaultPercent);
  } else {
    for (std::string text : {"alpha", "beta", "gamma", "delta"}) {
      if (static_cast<int64_t>(text.size()) > length) {
        text = std::string(1, static_cast<char>('a' + choices.size()));
      }
      choices.push_back(Json::String(text));
      weights.push_back((100 - kDefaultPercent) / 4);
    }
  }
  TableDraft::Decide(column, Choice(std::move(choices), weights),
                     common->empty() ? "mostly its default, an empty text"
                                     : fmt::format("mostly its default '{}'", *common));
  return true;
}

void ValueDrafter::DraftFittingText(ColumnDraft* column) {
  constexpr int64_t kOpenLength = 200;
  constexpr int64_t kCodeLength = 8;
  constexpr int64_t kFixedMax = 40;
  constexpr int64_t kWordsLength = 40;
  const ColumnFacts& facts = draft_.FactsOf(column->name);
  const schema::DataType& type = column->schema_type();
  const int64_t length = type.length.value_or(0);
  int64_t high = length > 0 ? length : kOpenLength;
  if (facts.length_max) high = std::min(high, *facts.length_max);
  const int64_t low = facts.length_min.value_or(0);
  if (facts.upper || facts.lower || high <= 4 || type.fixed_length) {
    const int64_t used =
        type.fixed_length ? std::min(high, kFixedMax) : std::max(low, std::min(high, kCodeLength));
    TableDraft::Decide(column, Regex(Signs(facts.lower ? "a-z" : "A-Z", used)), "letters that fit");
    return;
  }
  const int64_t most = std::max(low, std::min(high, type.length ? kWordsLength : kOpenLength));
  const int64_t least = std::max(low, std::min<int64_t>(most, most <= 12 ? 3 : 5));
  Json range = Json::Array();
  range.Push(Json::Number(least));
  range.Push(Json::Number(most));
  TableDraft::Decide(column, Call("text", {{"length", std::move(range)}}), "words that fit");
}

}  // namespace datagen::draft
