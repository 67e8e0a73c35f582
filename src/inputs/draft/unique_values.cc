#include "inputs/draft/unique_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "inputs/draft/check_patterns.h"
#include "inputs/draft/generators.h"
#include "inputs/draft/number_limits.h"
#include "inputs/draft/text_values.h"
#include "knowledge/meaning/words.h"

namespace datagen::draft {
namespace {

using base::Json;
using kernel::TypeKind;
using kernel::ValueType;
using meaning::Form;
using meaning::Meaning;
using schema::TypeFamily;

struct KeyPattern {
  std::string pattern;
  double capacity = 0;  // how many texts it has
};

// At most `length` signs, with many more texts than `rows`: capital letters first, then digits,
// while digits alone have room: AB12345.
KeyPattern KeyPatternOf(int64_t length, bool fixed, double rows) {
  constexpr int64_t kUsedMax = 10;
  constexpr double kRoom = 20;
  int64_t used = fixed ? length : std::min(length, kUsedMax);
  const auto count = [](int64_t letters, int64_t digits) {
    return std::pow(26.0, static_cast<double>(letters)) *
           std::pow(10.0, static_cast<double>(digits));
  };
  if (!fixed) {
    constexpr int64_t kShort = 6;
    while (used > kShort && count(2, used - 3) > rows * kRoom) --used;
  }
  for (int64_t letters = std::min<int64_t>(2, used); letters <= used; ++letters) {
    const double texts = count(letters, used - letters);
    if (texts < rows * kRoom && letters < used) continue;
    if (texts < rows) break;
    if (letters == used) return {Signs("A-Z", used), texts};
    return {Signs("A-Z", letters) + Signs("0-9", used - letters), texts};
  }
  return {Signs("A-Z0-9", used), std::pow(36.0, static_cast<double>(used))};
}

class UniqueValues {
 public:
  UniqueValues(TableDraft* table, ColumnDraft* column, bool primary)
      : draft_(*table),
        column_(*column),
        type_(column->schema_type()),
        facts_(table->FactsOf(column->name)),
        primary_(primary) {}

  bool Make() {
    if (facts_.values) return MakeChoice(AdmittedValues(*facts_.values, facts_));
    if (type_.family == TypeFamily::kEnum) return MakeChoice(AdmittedValues(type_.values, facts_));
    switch (column_.type.kind) {
      case TypeKind::kInt:
        return MakeNumbers();
      case TypeKind::kUuid:
        return Promise(Uuid(), "the key: a uuid");
      case TypeKind::kDecimal:
        return MakeDecimals();
      case TypeKind::kDate:
      case TypeKind::kDatetime:
        return MakeMoments();
      case TypeKind::kString:
      case TypeKind::kBinary:
        return MakeTexts();
      default:
        return false;
    }
  }

 private:
  // Never repeats by its generator alone.
  bool Promise(Generator generator, const std::string& reason) {
    TableDraft::Decide(&column_, std::move(generator), reason);
    column_.never_repeats = true;
    return true;
  }
  // Never repeats because the spec says so.
  bool Declare(Generator generator, const std::string& reason) {
    column_.unique = true;
    return Promise(std::move(generator), reason);
  }

  bool MakeChoice(const std::vector<std::string>& values) {
    draft_.LimitRows(static_cast<double>(values.size()), "the listed values of " + column_.name);
    std::vector<Json> choices;
    choices.reserve(values.size());
    for (const std::string& value : values) {
      choices.push_back(column_.type.is_numeric() ? Json::RawNumber(value) : Json::String(value));
    }
    return Declare(Choice(std::move(choices)), "each of the listed values once");
  }

  bool MakeNumbers() {
    const NumberLimits limits = LimitsOf(type_, facts_);
    const double start = std::clamp(1.0, limits.low, limits.high);
    const double capacity = limits.high - std::max(limits.low, std::min(1.0, limits.high)) + 1;
    draft_.LimitRows(capacity, "the numbers that " + column_.name + " can hold");
    return Promise(start == 1 ? Sequence() : Call("sequence", {{"start", NumberOf(start, 0)}}),
                   primary_ ? "the key: numbers rows" : "numbers rows, so that it is unique");
  }

  bool MakeDecimals() {
    constexpr double kHigh = 1e9;
    const NumberLimits limits = LimitsOf(type_, facts_);
    const double low = std::max(0.0, limits.low);
    const double high = std::min(limits.high, low + kHigh);
    draft_.LimitRows((high - low) * std::pow(10.0, std::max(0, limits.scale)),
                     "the values of a decimal");
    return Declare(Uniform(low, high, limits.scale), "any number, each once");
  }

  bool MakeMoments() {
    constexpr double kDays = 730;
    const bool date = column_.type.kind == TypeKind::kDate;
    if (date) draft_.LimitRows(kDays, "the days of the timeframe");
    return Declare(Moments(date ? "D" : "S"), "any time, each once");
  }

  bool MakeTexts() {
    switch (type_.family) {
      case TypeFamily::kNetwork:
        return MakeAddresses();
      case TypeFamily::kText:
      case TypeFamily::kBinary:
      case TypeFamily::kBits:
      case TypeFamily::kOther:
        break;
      default:
        return false;
    }
    constexpr int64_t kOpenLength = 60;
    length_ = type_.length && *type_.length > 0 ? *type_.length : kOpenLength;
    if (facts_.length_max) length_ = std::min(length_, *facts_.length_max);
    if (facts_.length_min && *facts_.length_min > length_) return false;
    const auto meant = type_.family == TypeFamily::kText
                           ? TextMeaning(draft_.table(), *column_.column, facts_)
                           : std::nullopt;
    const bool is_mail = meant && meant->IsMethod("email");
    if (facts_.pattern && !(is_mail && TakesAddresses(facts_.like, *facts_.pattern))) {
      return Declare(Regex(*facts_.pattern), facts_.by_comment
                                                 ? "the form that its comment shows, each once"
                                                 : "what its CHECK admits, each once");
    }
    if (type_.family == TypeFamily::kBits) {
      draft_.LimitRows(std::pow(2.0, static_cast<double>(std::min<int64_t>(length_, 60))),
                       "the bits");
      return Declare(Regex(Signs("01", length_)), "bits, each once");
    }
    if (type_.family == TypeFamily::kText && MakeMeant(meant)) return true;
    return MakeCodes();
  }

  bool MakeAddresses() {
    const bool hardware = type_.name.rfind("mac", 0) == 0;
    // Of one network: 2^24 of devices, 90^3 of the internet.
    draft_.LimitRows(hardware ? 16000000 : 90.0 * 90 * 90, "the addresses of one network");
    return Declare(Regex(hardware ? "02:00:00:[0-9a-f]{2}:[0-9a-f]{2}:[0-9a-f]{2}"
                                  : R"(10\.[1-9][0-9]\.[1-9][0-9]\.[1-9][0-9])"),
                   "an address, each once");
  }

  // What the column's name means, each once; false when it says nothing that can be kept so.
  bool MakeMeant(const std::optional<Meaning>& found) {
    constexpr int64_t kUuidLength = 36;
    const bool holds_uuid = Admits(kUuidLength, kUuidLength) && !facts_.upper;
    if (type_.length == kUuidLength && meaning::NamesUuid(column_.name) && holds_uuid) {
      return Promise(Uuid(), "a uuid, as text");
    }
    if (!found) return false;
    const Meaning& meaning = *found;
    const bool own_length = !facts_.length_min && !facts_.length_max;
    // Addresses and accounts have a form of their own that never repeats, in small letters.
    if (meaning.IsMethod("email") && !own_length) return MakeShortAddress();
    if ((meaning.IsMethod("email") || meaning.IsMethod("user_name")) && own_length &&
        !facts_.upper) {
      return Declare(TextGenerator(meaning, *column_.column, facts_),
                     meaning.reason + ", each once");
    }
    if (meaning.IsMethod("uuid4") && holds_uuid) return Promise(Uuid(), "a uuid");
    if (MakeRowNames()) return true;
    const Form form = meaning.what->form;
    const bool is_code =
        form == Form::kPattern || form == Form::kHexadecimal || form == Form::kCode;
    if (is_code && !facts_.lower) {
      const KeyPattern key = CodesThatFit();
      draft_.LimitRows(key.capacity, "the texts that " + column_.name + " can hold");
      return Declare(Regex(key.pattern), meaning.reason + ", each once");
    }
    constexpr int64_t kNumberLength = 13;
    if ((meaning.IsMethod("isbn13") || meaning.IsMethod("ean13")) &&
        Admits(kNumberLength, kNumberLength)) {
      return Declare(Regex(meaning.IsMethod("isbn13") ? "978[0-9]{10}" : "4[0-9]{12}"),
                     meaning.reason + ", each once (without its check digit)");
    }
    return form != Form::kOwner && MakeNumbered(meaning);
  }

  // Whether texts of so many signs keep what CHECKs say of lengths.
  [[nodiscard]] bool Admits(int64_t least, int64_t most) const {
    return least >= facts_.length_min.value_or(0) &&
           most <= facts_.length_max.value_or(std::numeric_limits<int64_t>::max());
  }

  // An address that is as long as its CHECK asks for.
  bool MakeShortAddress() {
    constexpr std::string_view kDomain = "@example.org";
    constexpr int64_t kNameMax = 20;
    constexpr int64_t kNameMin = 6;  // 300 million of them
    const auto domain = static_cast<int64_t>(kDomain.size());
    const int64_t most = std::min(length_ - domain, kNameMax);
    const int64_t least = std::max(facts_.length_min.value_or(0) - domain, kNameMin);
    if (facts_.upper || most < least) return false;
    return Declare(Regex(fmt::format("[a-z]{{{},{}}}@example\\.org", least, most)),
                   "an address of the length that its CHECK asks for, each once");
  }

  // Short lists: as many rows as names, where the table is one.
  bool MakeRowNames() {
    const meaning::Vocabulary* listed = meaning::RowNamesOf(draft_.table().name());
    if (!draft_.role().reference || listed == nullptr || !meaning::NamesRow(column_.name) ||
        draft_.expected_rows() > static_cast<double>(listed->values.size())) {
      return false;
    }
    const bool fits =
        std::all_of(listed->values.begin(), listed->values.end(), [&](const std::string& name) {
          const auto length = static_cast<int64_t>(name.size());
          return length <= length_ && length >= facts_.length_min.value_or(0);
        });
    return fits && MakeChoice(listed->values);
  }

  // A readable text with a number that makes it unique.
  bool MakeNumbered(const Meaning& meaning) {
    constexpr int64_t kReadableMin = 30;
    constexpr int64_t kNumberLength = 12;
    constexpr int64_t kShortest = 3;  // a letter, a blank, a digit
    if (length_ < kReadableMin || facts_.upper || facts_.lower) return false;
    if (facts_.length_min.value_or(0) > kShortest) return false;
    const Form form = meaning.what->form;
    Meaning meant = meaning;
    if (form == Form::kWords || form == Form::kProse) meant.what = &AFewWords();
    const ColumnDraft& text = draft_.AddHidden(
        column_.name + "_text", {.kind = TypeKind::kString, .length_max = length_ - kNumberLength},
        TextGenerator(meant, *column_.column, facts_), meaning.reason);
    const ColumnDraft& number = draft_.AddHidden(column_.name + "_number", ValueType::Int(),
                                                 Sequence(), "makes the text unique");
    return Declare(FormatPattern().Column(text.name).Word(" ").Column(number.name).Made(),
                   meaning.reason + ", with a number that makes it unique");
  }

  static const meaning::Concept& AFewWords() {
    static const meaning::Concept kFew{.form = Form::kWords, .words_min = 1, .words_max = 2};
    return kFew;
  }

  // Codes of as many signs as CHECKs ask for, else of as few as suffice.
  [[nodiscard]] KeyPattern CodesThatFit() const {
    constexpr int64_t kShort = 6;  // shorter ones are not made where there is room
    const int64_t least = facts_.length_min.value_or(0);
    const bool asked = !type_.fixed_length && least > kShort;
    return KeyPatternOf(asked ? least : length_, type_.fixed_length || asked,
                        draft_.expected_rows());
  }

  bool MakeCodes() {
    if (type_.family == TypeFamily::kBinary || facts_.lower) {
      constexpr int64_t kHexMax = 20;
      const int64_t used =
          type_.fixed_length ? length_
                             : std::max(std::min(length_, kHexMax), facts_.length_min.value_or(1));
      draft_.LimitRows(std::pow(36.0, static_cast<double>(std::min<int64_t>(used, 10))),
                       "the texts");
      return Declare(Regex(Signs("a-z0-9", used)), "letters and digits, each once");
    }
    const KeyPattern key = CodesThatFit();
    draft_.LimitRows(key.capacity, "the texts that " + column_.name + " can hold");
    return Declare(Regex(key.pattern), primary_ ? "the key: a code" : "a code, each once");
  }

  TableDraft& draft_;
  ColumnDraft& column_;
  const schema::DataType& type_;
  const ColumnFacts& facts_;
  bool primary_;
  int64_t length_ = 0;
};

}  // namespace

bool MakeUnique(TableDraft* table, ColumnDraft* column, bool primary) {
  return UniqueValues(table, column, primary).Make();
}

}  // namespace datagen::draft
