// What the columns of a table hold that are neither keys nor references.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "data/dialects/dialect.h"
#include "inputs/draft/table_drafter.h"
#include "inputs/draft/words.h"

namespace datagen::draft {

using base::Json;
using schema::Column;
using schema::TypeFamily;

namespace {

// The constant that a default is: 'new'::character varying → new. nullopt for calls, and for what
// is no value at all.
std::optional<std::string> ConstantOf(const std::string& default_to) {
  std::string text = default_to;
  while (text.size() >= 2 && text.front() == '(' && text.back() == ')') {
    text = text.substr(1, text.size() - 2);
  }
  for (const char* prefix : {"N'", "E'", "b'", "B'"}) {
    if (text.rfind(prefix, 0) == 0) text.erase(0, 1);
  }
  const size_t cast = text.find("::");
  if (cast != std::string::npos && text.find('\'', cast) == std::string::npos) {
    text.erase(cast);
    while (text.size() >= 2 && text.front() == '(' && text.back() == ')') {
      text = text.substr(1, text.size() - 2);
    }
  }
  const bool quoted = text.size() >= 2 && (text.front() == '\'' || text.front() == '"') &&
                      text.back() == text.front();
  if (quoted) {
    const char quote = text.front();
    std::string content;
    for (size_t i = 1; i + 1 < text.size(); ++i) {
      content += text[i];
      if (text[i] == quote && text[i + 1] == quote) ++i;
    }
    return content;
  }
  const std::string lower = schema::Lower(text);
  if (lower == "true" || lower == "false") return lower;
  if (text.empty() || text.find_first_not_of("0123456789.-+") != std::string::npos) {
    return std::nullopt;
  }
  return text;
}

bool IsNumberText(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789.-") == std::string::npos &&
         text.find_first_of("0123456789") != std::string::npos;
}

Json ChoiceOf(std::vector<Json> values, const std::vector<int>& weights) {
  Json list = Json::Array();
  for (Json& value : values) list.Push(std::move(value));
  Json arguments = Json::Object();
  arguments.Set("choices", std::move(list));
  if (!weights.empty()) {
    Json weight_list = Json::Array();
    for (const int weight : weights) weight_list.Push(Json::Number(int64_t{weight}));
    arguments.Set("weights", std::move(weight_list));
  }
  Json generator = Json::Object();
  generator.Set("choice", std::move(arguments));
  return generator;
}

}  // namespace

// ---- Single columns

// Values that the type or a CHECK lists.
bool TableDrafter::DraftListed(ColumnDraft* column, const ColumnFacts& facts) {
  const schema::DataType& type = column->column->type;
  std::vector<std::string> values;
  if (facts.values) {
    values = *facts.values;
  } else if (type.family == TypeFamily::kEnum || type.family == TypeFamily::kSet) {
    values = type.values;
  }
  std::erase_if(values, [&](const std::string& value) { return facts.excluded.count(value) > 0; });
  if (values.empty()) return false;
  const bool number = IsNumberType(column->type);
  const bool truth = column->type == "bool";
  std::optional<std::string> common;
  if (column->column->default_to) common = ConstantOf(*column->column->default_to);
  std::vector<Json> choices;
  std::vector<int> weights;
  constexpr int kCommon = 60;
  const int other =
      std::max<int>(1, (100 - kCommon) / std::max<int>(1, static_cast<int>(values.size()) - 1));
  const bool has_common =
      common && std::find(values.begin(), values.end(), *common) != values.end();
  for (const std::string& value : values) {
    if (number && !IsNumberText(value)) return false;
    choices.push_back(number  ? Json::RawNumber(value)
                      : truth ? Json::Bool(value == "true" || value == "1" || value == "t")
                              : Json::String(value));
    if (has_common) weights.push_back(value == *common ? kCommon : other);
  }
  if (type.family == TypeFamily::kSet && values.size() > 1) {
    choices.push_back(Json::String(values[0] + "," + values[1]));
    if (has_common) weights.push_back(other);
  }
  Decide(column, ChoiceOf(std::move(choices), weights),
         facts.values ? "the values that its CHECK lists" : "the values that its type lists");
  return true;
}

// A constant default is what most rows have.
bool TableDrafter::DraftDefault(ColumnDraft* column, const ColumnFacts& facts) {
  if (!column->column->default_to) return false;
  const auto common = ConstantOf(*column->column->default_to);
  if (!common) return false;
  constexpr int kCommon = 70;
  if (IsNumberType(column->type) && IsNumberText(*common)) {
    const NumberLimits limits = LimitsOf(column->column->type, facts);
    const double value = std::stod(*common);
    if (value < limits.low || value > limits.high) return false;
    // Counters and switches: the default and a few near it.
    if (column->type.rfind("int", 0) != 0) return false;
    std::vector<Json> choices{Json::RawNumber(NumberText(value, 0))};
    std::vector<int> weights{kCommon};
    for (const int distance : {1, 2, 3}) {
      const double near = value + distance;
      if (near > limits.high) break;
      choices.push_back(Json::RawNumber(NumberText(near, 0)));
      weights.push_back((100 - kCommon) / 3);
    }
    Decide(column, ChoiceOf(std::move(choices), weights),
           fmt::format("mostly its default {}", *common));
    return true;
  }
  if (column->type.rfind("string", 0) != 0) return false;
  const int64_t length = column->column->type.length.value_or(int64_t{1} << 30);
  constexpr size_t kLongDefault = 40;
  if (common->size() > kLongDefault || static_cast<int64_t>(common->size()) > length) return false;
  if (facts.length_min && static_cast<int64_t>(common->size()) < *facts.length_min) return false;
  // The others are of the kind that the column's name or length suggests.
  std::vector<Json> choices{Json::String(*common)};
  std::vector<int> weights{kCommon};
  if (common->size() == 1 &&
      std::string_view("YNTF01").find((*common)[0]) != std::string_view::npos) {
    static const std::pair<char, char> kPairs[] = {{'Y', 'N'}, {'N', 'Y'}, {'T', 'F'},
                                                   {'F', 'T'}, {'0', '1'}, {'1', '0'}};
    for (const auto& [one, other] : kPairs) {
      if (one != (*common)[0]) continue;
      choices.push_back(Json::String(std::string(1, other)));
      weights.push_back(100 - kCommon);
    }
  } else {
    static const char* kWords[] = {"alpha", "beta", "gamma", "delta"};
    for (const char* word : kWords) {
      std::string text = word;
      if (static_cast<int64_t>(text.size()) > length) {
        text = std::string(1, static_cast<char>('a' + choices.size()));
      }
      if (facts.upper) {
        for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      }
      if (facts.length_min && static_cast<int64_t>(text.size()) < *facts.length_min) continue;
      choices.push_back(Json::String(text));
      weights.push_back((100 - kCommon) / 4);
    }
  }
  Decide(column, ChoiceOf(std::move(choices), weights),
         common->empty() ? "mostly its default, an empty text"
                         : fmt::format("mostly its default '{}'", *common));
  return true;
}

// A number that has its default in most rows, and what its name says in the others.
void TableDrafter::DraftMostly(ColumnDraft* column, const NumberLimits& limits) {
  if (!column->column->default_to) return;
  const auto common = ConstantOf(*column->column->default_to);
  if (!common || !IsNumberText(*common)) return;
  const double value = std::stod(*common);
  if (value < limits.low || value > limits.high) return;
  ColumnDraft& switched =
      AddHidden(column->name + "_is_default", "bool",
                Generator(R"({"choice": {"choices": [true, false], "weights": [60, 40]}})"));
  switched.reason = "whether " + column->name + " has its default";
  Json cases = Json::Object();
  cases.Set("true", Generator(fmt::format(R"({{"choice": {{"choices": [{}]}}}})",
                                          NumberText(value, limits.scale))));
  Json arguments = Json::Object();
  arguments.Set("on", Json::String(switched.name));
  arguments.Set("cases", std::move(cases));
  arguments.Set("default", column->generator);
  Json generator = Json::Object();
  generator.Set("conditional", std::move(arguments));
  Decide(column, std::move(generator),
         fmt::format("{}, or its default {}", column->reason, *common));
}

void TableDrafter::DraftText(ColumnDraft* column, const ColumnFacts& facts) {
  const Column& of = *column->column;
  const auto meaning = TextMeaning({table_, of, facts});
  const bool mail = facts.like && facts.like->find('@') != std::string::npos;
  const Json* faker = meaning ? meaning->generator.Find("faker") : nullptr;
  const bool is_mail = faker != nullptr && faker->Find("method")->text() == "email";
  if (facts.pattern && !(is_mail && (mail || facts.pattern->find('@') != std::string::npos))) {
    Decide(column,
           Generator(fmt::format(R"({{"regex": {{"pattern": {}}}}})", Quoted(*facts.pattern))),
           "what its CHECK admits");
    return;
  }
  const auto words = WordsOf(of.name);
  const int64_t length = of.type.length.value_or(0);
  // Y/N and T/F switches.
  if (length == 1 && !words.empty() &&
      (words.front() == "is" || words.front() == "has" || words.back() == "flag" ||
       words.back() == "yn" || words.back() == "ind")) {
    const Meaning flag = BoolMeaning({table_, of, facts}, R"("Y")", R"("N")");
    Decide(column, flag.generator, "yes or no, as a letter");
    return;
  }
  // An address is in small letters by itself.
  const bool free_length = !facts.length_min && !facts.upper && (!facts.lower || is_mail);
  if (meaning && free_length) {
    // Hidden columns are added behind: `column` is a copy of the caller's.
    for (const auto& [name, generator] : meaning->hidden) {
      AddHidden(name, "string", Generator(generator)).reason = "read by " + of.name;
    }
    Decide(column, meaning->generator, meaning->reason);
    if (column->nullable) column->null_rate = meaning->null_rate;
    return;
  }
  if (free_length && DraftDefault(column, facts)) return;
  constexpr int64_t kOpenLength = 200;
  int64_t high = length > 0 ? length : kOpenLength;
  if (facts.length_max) high = std::min(high, *facts.length_max);
  const int64_t low = facts.length_min.value_or(0);
  constexpr int64_t kCodeLength = 8;
  if (facts.upper || facts.lower || high <= 4 || of.type.fixed_length) {
    const int64_t used = of.type.fixed_length ? std::min<int64_t>(high, 40)
                                              : std::max(low, std::min(high, kCodeLength));
    Decide(column,
           Generator(fmt::format(R"({{"regex": {{"pattern": "[{}]{{{}}}"}}}})",
                                 facts.lower ? "a-z" : "A-Z", used)),
           "letters that fit");
    return;
  }
  constexpr int64_t kWordsLength = 40;
  const int64_t most = std::max(low, std::min(high, of.type.length ? kWordsLength : kOpenLength));
  const int64_t least = std::max(low, std::min<int64_t>(most, most <= 12 ? 3 : 5));
  Decide(column, Generator(fmt::format(R"({{"text": {{"length": [{}, {}]}}}})", least, most)),
         "words that fit");
}

// What has a form of its own.
void TableDrafter::DraftOther(ColumnDraft* column) {
  const Column& of = *column->column;
  const schema::DataType& type = of.type;
  const auto decide = [&](const std::string& json, const char* reason) {
    Decide(column, Generator(json), reason);
  };
  const int64_t length = type.length.value_or(0);
  switch (type.family) {
    case TypeFamily::kJson:
      if (type.name == "hstore") {
        column->type = "string";
        decide(
            R"({"choice": {"choices": ["\"size\"=>\"M\"", "\"size\"=>\"L\", \"new\"=>\"yes\""]}})",
            "keys and values");
        return;
      }
      decide(
          R"({"choice": {"choices": [{"source": "web", "tags": ["new"]}, {"source": "app", "tags": []}, {"source": "shop", "tags": ["sale", "gift"]}]}})",
          "small documents");
      return;
    case TypeFamily::kXml:
      decide(
          R"({"choice": {"choices": ["<item id=\"1\"/>", "<item id=\"2\"><note>new</note></item>"]}})",
          "small documents");
      return;
    case TypeFamily::kUuid:
      decide(R"({"uuid": {}})", "a uuid");
      return;
    case TypeFamily::kBinary: {
      constexpr int64_t kBytesMax = 32;
      const ColumnFacts& facts = facts_.columns[column->name];
      int64_t bytes =
          length > 0 ? (type.fixed_length ? length : std::min(length, kBytesMax)) : kBytesMax;
      if (facts.length_max) bytes = std::min(bytes, *facts.length_max);
      if (facts.length_min) bytes = std::max(bytes, *facts.length_min);
      decide(fmt::format(R"({{"regex": {{"pattern": "[a-z0-9]{{{}}}"}}}})",
                         std::clamp<int64_t>(bytes, 1, 1000)),
             "bytes");
      return;
    }
    case TypeFamily::kBits:
      if (column->type == "int64") {
        const double high =
            std::ldexp(1.0, static_cast<int>(std::clamp<int64_t>(length, 1, 50))) - 1;
        decide(
            fmt::format(
                R"({{"distribution": {{"type": "uniform", "params": {{"min": 0, "max": {}}}}}}})",
                NumberText(high, 0)),
            "bits");
        return;
      }
      decide(fmt::format(R"({{"regex": {{"pattern": "[01]{{{}}}"}}}})",
                         std::clamp<int64_t>(length, 1, 1000)),
             "bits");
      return;
    case TypeFamily::kInterval:
      decide(R"({"regex": {"pattern": "[1-9][0-9]? days"}})", "some days");
      return;
    case TypeFamily::kNetwork:
      if (type.name.rfind("mac", 0) == 0) {
        decide(
            type.name == "macaddr8"
                ? R"({"regex": {"pattern": "02:00:00:ff:fe:[0-9a-f]{2}:[0-9a-f]{2}:[0-9a-f]{2}"}})"
                : R"({"faker": {"method": "mac_address"}})",
            "a hardware address");
      } else if (type.name == "inet6") {
        decide(R"({"faker": {"method": "ipv6"}})", "an address");
      } else {
        decide(R"({"faker": {"method": "ipv4"}})", "an address");
      }
      return;
    case TypeFamily::kGeometry: {
      const bool own_form = dialects::GetDialect(schema_.dialect).storage.points_are_pairs;
      if (own_form && type.name != "point" && type.name != "geometry" && type.name != "geography") {
        break;
      }
      decide(
          own_form && type.name == "point"
              ? R"json({"regex": {"pattern": "\\([1-8][0-9]\\.[0-9]{4},[1-8][0-9]\\.[0-9]{4}\\)"}})json"
              : R"json({"regex": {"pattern": "POINT\\([1-8][0-9]\\.[0-9]{4} [1-8][0-9]\\.[0-9]{4}\\)"}})json",
          "a point");
      return;
    }
    case TypeFamily::kArray: {
      const std::string& inner = column->type;
      if (inner == "array<bool>") {
        decide(R"({"choice": {"choices": [true, false]}})", "a few values");
      } else if (inner.find("int") != std::string::npos ||
                 inner.find("decimal") != std::string::npos ||
                 inner.find("float") != std::string::npos) {
        decide(R"({"distribution": {"type": "uniform", "params": {"min": 1, "max": 100}}})",
               "a few numbers");
      } else if (inner == "array<date>" || inner == "array<datetime>") {
        decide(R"({"datetime_series": {"within": "timeframe", "freq": "D"}})", "a few times");
      } else if (inner == "array<uuid>") {
        decide(R"({"uuid": {}})", "a few uuids");
      } else if (type.element != nullptr && !type.element->values.empty()) {
        std::vector<Json> choices;
        for (const std::string& value : type.element->values)
          choices.push_back(Json::String(value));
        Decide(column, ChoiceOf(std::move(choices), {}), "a few of the type's values");
      } else if (type.element != nullptr && type.element->family == TypeFamily::kNetwork) {
        decide(R"({"faker": {"method": "ipv4"}})", "a few addresses");
      } else {
        decide(R"({"faker": {"method": "word"}})", "a few words");
      }
      return;
    }
    default:
      break;
  }
  if (type.name == "tsvector" || type.name == "tsquery") {
    decide(R"({"faker": {"method": "word"}})", "a word to search");
    return;
  }
  if (type.name.find("range") != std::string::npos && type.name.find("int") != std::string::npos) {
    decide(R"json({"regex": {"pattern": "\\[[1-4][0-9],[5-9][0-9]\\)"}})json", "a range");
    return;
  }
  if (column->nullable) {
    decide(R"({"choice": {"choices": [null]}})", "null: the type is not known");
    column->null_rate = 1;
    return;
  }
  decide(R"({"faker": {"method": "word"}})", "a word: the type is not known");
}

void TableDrafter::DraftValue(ColumnDraft* column) {
  const Column& of = *column->column;
  const ColumnFacts& facts = facts_.columns[column->name];
  if (DraftListed(column, facts)) return;
  const MeaningRequest request{table_, of, facts};
  if (column->type == "bool") {
    Meaning meaning = BoolMeaning(request, "true", "false");
    const auto common = of.default_to ? ConstantOf(*of.default_to) : std::nullopt;
    if (common && (*common == "true" || *common == "false" || *common == "1" || *common == "0")) {
      const bool yes = *common == "true" || *common == "1";
      meaning.generator = ChoiceOf({Json::Bool(yes), Json::Bool(!yes)}, {85, 15});
      meaning.reason = "mostly its default";
    }
    Decide(column, meaning.generator, meaning.reason);
    return;
  }
  if (IsTimeType(column->type)) {
    DraftTime(column, facts, MeaningOfTime(of));
    return;
  }
  if (column->type == "time") {
    Decide(column, Generator(R"({"datetime_series": {"within": "timeframe", "freq": "15min"}})"),
           "a time of the day, in quarters of an hour");
    return;
  }
  if (IsNumberType(column->type) && of.type.family != TypeFamily::kBits) {
    const NumberLimits limits = LimitsOf(of.type, facts);
    const auto words = WordsOf(of.name);
    const bool flag = !words.empty() &&
                      (words.front() == "is" || words.front() == "has" || words.back() == "flag");
    // tinyint(1), NUMBER(1) and flags are truth values; whatever holds one digit alone may be.
    const bool truth = of.type.family == TypeFamily::kInteger && of.type.precision == 1;
    if ((truth || flag) && limits.low <= 0 && limits.high >= 1) {
      Meaning meaning = BoolMeaning(request, "1", "0");
      const auto common = of.default_to ? ConstantOf(*of.default_to) : std::nullopt;
      if (common && (*common == "1" || *common == "0")) {
        meaning.generator =
            Generator(fmt::format(R"({{"choice": {{"choices": [{}, {}], "weights": [85, 15]}}}})",
                                  *common, *common == "1" ? "0" : "1"));
        meaning.reason = "mostly its default";
      }
      Decide(column, meaning.generator, meaning.reason);
      return;
    }
    const NumberRange range = PlausibleRange(request);
    const bool counted = range.named && range.typical > 0;
    if (!counted && DraftDefault(column, facts)) return;
    const Meaning meaning = NumberMeaning(request);
    Decide(column, meaning.generator, meaning.reason);
    DraftMostly(column, limits);
    if (column->nullable) column->null_rate = meaning.null_rate;
    return;
  }
  if (of.type.family == TypeFamily::kText ||
      (dialects::GetDialect(schema_.dialect).storage.free_types &&
       of.type.family == TypeFamily::kOther)) {
    DraftText(column, facts);
    return;
  }
  DraftOther(column);
}

}  // namespace datagen::draft
