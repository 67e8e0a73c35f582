// The keys of a table: which column makes each of them hold.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "inputs/draft/table_drafter.h"
#include "inputs/draft/words.h"

namespace datagen::draft {

using base::Json;
using schema::Column;
using schema::ForeignKey;
using schema::TypeFamily;

namespace {

// How many values a whole-number type has from 1 on.
double IntegerCapacity(const NumberLimits& limits) {
  return limits.high - std::max(limits.low, std::min(1.0, limits.high)) + 1;
}

// A pattern of at most `length` characters that has many more texts than `rows`.
std::string KeyPattern(int64_t length, bool fixed, double rows, double* capacity) {
  constexpr int64_t kUsedMax = 10;
  int64_t used = fixed ? length : std::min(length, kUsedMax);
  // Capital letters first, then digits, while digits alone have room: AB12345.
  const auto count = [](int64_t letters, int64_t digits) {
    return std::pow(26.0, static_cast<double>(letters)) *
           std::pow(10.0, static_cast<double>(digits));
  };
  constexpr double kRoom = 20;
  if (!fixed) {
    constexpr int64_t kShort = 6;
    while (used > kShort && count(2, used - 3) > rows * kRoom) --used;
  }
  for (int64_t letters = std::min<int64_t>(2, used); letters <= used; ++letters) {
    const double texts = count(letters, used - letters);
    if (texts < rows * kRoom && letters < used) continue;
    *capacity = texts;
    if (texts < rows) break;
    return letters == used ? fmt::format("[A-Z]{{{}}}", used)
                           : fmt::format("[A-Z]{{{}}}[0-9]{{{}}}", letters, used - letters);
  }
  *capacity = std::pow(36.0, static_cast<double>(used));
  return fmt::format("[A-Z0-9]{{{}}}", used);
}

}  // namespace

double TableDrafter::ExpectedRows() const { return static_cast<double>(role().rows); }

void TableDrafter::LimitRows(double rows, const std::string& why) {
  TableRole& own = role();
  if (rows >= ExpectedRows()) return;
  const auto limit = static_cast<int64_t>(std::max(1.0, std::floor(rows)));
  own.reason += fmt::format("; fewer rows: {}", why);
  if (own.parent_key >= 0) {
    // The number of children varies: stay well below.
    constexpr double kSafe = 0.7;
    own.children_mean *= static_cast<double>(limit) * kSafe / std::max(1.0, ExpectedRows());
  }
  own.rows = limit;
}

void TableDrafter::DraftKeys() {
  if (!table_.primary_key.empty()) DraftKey(table_.primary_key, true);
  for (const schema::Key& key : table_.unique_keys) DraftKey(key.columns, false);
  primary_key_ = table_.primary_key;
  // A key needs the columns that the database computes: the spec has another one then.
  for (const std::string& name : primary_key_) {
    if (Find(name) == nullptr) {
      primary_key_.clear();
      break;
    }
  }
  if (!primary_key_.empty()) return;
  for (const schema::Key& key : table_.unique_keys) {
    const bool required =
        std::all_of(key.columns.begin(), key.columns.end(), [&](const std::string& name) {
          const ColumnDraft* column = Find(name);
          return column != nullptr && !column->nullable;
        });
    if (!required) continue;
    primary_key_ = key.columns;
    return;
  }
  ColumnDraft& row = AddHidden("row_number", "int64", Generator(R"({"sequence": {}})"));
  row.reason = "the table has no key; this one is not written";
  row.never_repeats = true;
  primary_key_ = {row.name};
}

void TableDrafter::DraftKey(const std::vector<std::string>& columns, bool primary) {
  for (const std::string& name : columns) {
    const ColumnDraft* column = Find(name);
    if (column == nullptr || column->never_repeats) return;
  }
  const int parent_key = role().parent_key;
  if (parent_key >= 0) {
    const auto& parent_columns = table_.foreign_keys[static_cast<size_t>(parent_key)].columns;
    const bool holds_parent =
        std::all_of(parent_columns.begin(), parent_columns.end(),
                    [&](const std::string& name) { return HasName(columns, name); });
    if (holds_parent) {
      if (role().one_to_one) return;
      if (DraftKeyInParent(columns, parent_columns)) return;
    }
  }
  if (DraftKeyAlone(columns, primary)) return;
  Warn(table_.place, fmt::format("the key ({}) of '{}' can't be kept by construction",
                                 fmt::join(columns, ", "), table_.full_name));
}

bool TableDrafter::DraftKeyInParent(const std::vector<std::string>& columns,
                                    const std::vector<std::string>& parent_columns) {
  std::vector<std::string> rest;
  for (const std::string& name : columns) {
    if (!HasName(parent_columns, name)) rest.push_back(name);
  }
  if (rest.empty()) return false;
  for (const std::string& name : rest) {
    if (Find(name)->never_repeats_in_parent) return true;
  }
  TableRole& own = role();
  const auto limit_children = [&](double most, const std::string& why) {
    constexpr double kFanoutMax = 1e6;
    if (most >= kFanoutMax) return;
    const auto limit = static_cast<int64_t>(std::max(1.0, std::floor(most)));
    if (own.children_max == 0 || limit < own.children_max) own.children_max = limit;
    if (own.children_mean > static_cast<double>(own.children_max)) {
      own.children_mean = static_cast<double>(own.children_max);
      own.reason += fmt::format("; fewer rows: {}", why);
    }
  };
  // A number that counts within the parent.
  for (const std::string& name : rest) {
    ColumnDraft* column = Find(name);
    if (!IsOpen(name) || column->type.rfind("int", 0) != 0) continue;
    const NumberLimits limits = LimitsOf(column->column->type, facts_.columns[name]);
    const double start = std::clamp(1.0, limits.low, limits.high);
    limit_children(limits.high - start + 1, "the numbers of " + name);
    Decide(column,
           Generator(fmt::format(R"({{"sequence": {{"start": {}, "per": "parent"}}}})",
                                 NumberText(start, 0))),
           "counts within the row that it belongs to");
    column->never_repeats_in_parent = true;
    return true;
  }
  // Another reference: a junction.
  for (const std::string& name : rest) {
    const ColumnDraft* column = Find(name);
    if (column->reference < 0 || column->reference == own.parent_key) continue;
    const auto key_index = static_cast<size_t>(column->reference);
    const ForeignKey& key = table_.foreign_keys[key_index];
    const bool inside =
        std::all_of(key.columns.begin(), key.columns.end(),
                    [&](const std::string& part) { return HasName(columns, part); });
    const int target = TableIndex(schema_, key.target);
    if (!inside || target == index_ || target < 0) continue;
    const TableRole& other = roles_[static_cast<size_t>(target)];
    // The rows of a table with a parent are known only about.
    const double share = other.parent_key < 0 ? 1.0 : 0.8;
    limit_children(static_cast<double>(other.rows) * share, "the rows of " + key.target);
    for (const std::string& part : key.columns) {
      Find(part)->generator = Json();
      Find(part)->never_repeats_in_parent = true;
    }
    DraftLookups(key_index, "unique_in_parent",
                 fmt::format("a row of {}, another for each row of {}", key.target,
                             table_.foreign_keys[static_cast<size_t>(own.parent_key)].target));
    return true;
  }
  // Days or hours that go on.
  for (const std::string& name : rest) {
    ColumnDraft* column = Find(name);
    if (!IsOpen(name) || (column->type != "date" && column->type != "datetime")) continue;
    limit_children(600, "the days of the timeframe");
    // Months look like changes of something; days are many enough for long histories.
    constexpr double kFewChildren = 6;
    const bool months = column->type == "date" && own.children_mean <= kFewChildren;
    Decide(column,
           Generator(fmt::format(R"({{"grid": {{"start": "timeframe", "freq": "{}"}}}})",
                                 months ? "M" : "D")),
           "goes on in time for each row of one parent");
    column->never_repeats_in_parent = true;
    return true;
  }
  // Listed values: fewer children than values would do, but only one is certain.
  const bool free_column = std::any_of(rest.begin(), rest.end(), [&](const std::string& name) {
    const ColumnDraft* column = Find(name);
    const ColumnFacts& facts = facts_.columns[name];
    return IsOpen(name) && !facts.values && column->column->type.values.empty() &&
           column->type != "bool";
  });
  if (free_column) return false;
  limit_children(1, "one value of a short list for each parent");
  return true;
}

bool TableDrafter::DraftKeyAlone(const std::vector<std::string>& columns, bool primary) {
  // The column with the most values decides; the others are free.
  const auto rank = [&](const std::string& name) {
    const ColumnDraft* column = Find(name);
    if (!column->generator.is_null()) return 0;
    const ColumnFacts& facts = facts_.columns[name];
    if (facts.values || !column->column->type.values.empty()) return 1;
    if (column->type == "bool") return 1;
    if (column->type == "uuid") return 8;
    if (column->type == "int64" || column->type == "int32") return 9;
    if (column->type.rfind("string", 0) == 0 || column->type == "binary") {
      constexpr int64_t kShort = 4;
      const int64_t length = column->column->type.length.value_or(kShort);
      return length < kShort ? 3 : 7;
    }
    if (column->type.rfind("int", 0) == 0) return 4;
    if (column->type.rfind("decimal", 0) == 0) return 6;
    if (column->type == "datetime") return 5;
    return column->type == "date" ? 2 : 1;
  };
  std::vector<std::string> order = columns;
  std::stable_sort(order.begin(), order.end(),
                   [&](const std::string& a, const std::string& b) { return rank(a) > rank(b); });
  for (const std::string& name : order) {
    ColumnDraft copy = *Find(name);
    if (!copy.generator.is_null()) continue;
    if (!MakeUnique(&copy, primary && columns.size() == 1)) continue;
    *Find(name) = std::move(copy);
    return true;
  }
  return PickReferenceOnce(columns);
}

// No free column: a reference that picks no row twice.
bool TableDrafter::PickReferenceOnce(const std::vector<std::string>& columns) {
  for (const std::string& name : columns) {
    const ColumnDraft* column = Find(name);
    if (column->reference < 0 || column->reference == role().parent_key) continue;
    const auto key_index = static_cast<size_t>(column->reference);
    const ForeignKey& key = table_.foreign_keys[key_index];
    const bool inside =
        std::all_of(key.columns.begin(), key.columns.end(),
                    [&](const std::string& part) { return HasName(columns, part); });
    const int target = TableIndex(schema_, key.target);
    if (!inside || target == index_ || target < 0) continue;
    const TableRole& other = roles_[static_cast<size_t>(target)];
    LimitRows(static_cast<double>(other.rows) * (other.parent_key < 0 ? 1.0 : 0.8),
              "each row of " + key.target + " is referred to once");
    for (const std::string& part : key.columns) {
      Find(part)->generator = Json();
      Find(part)->never_repeats = true;
    }
    DraftLookups(key_index, "unique",
                 fmt::format("a row of {} that no other row refers to", key.target));
    return true;
  }
  return false;
}

bool TableDrafter::MakeUniqueChoice(ColumnDraft* column, const std::vector<std::string>& values) {
  LimitRows(static_cast<double>(values.size()), "the listed values of " + column->name);
  const bool number = column->type.rfind("int", 0) == 0 || column->type.rfind("decimal", 0) == 0 ||
                      column->type.rfind("float", 0) == 0;
  Json list = Json::Array();
  for (const std::string& value : values) {
    list.Push(number ? Json::RawNumber(value) : Json::String(value));
  }
  Json arguments = Json::Object();
  arguments.Set("choices", std::move(list));
  Json generator = Json::Object();
  generator.Set("choice", std::move(arguments));
  Decide(column, std::move(generator), "each of the listed values once");
  column->unique = column->never_repeats = true;
  return true;
}

bool TableDrafter::MakeUnique(ColumnDraft* column, bool primary) {
  const ColumnFacts& facts = facts_.columns[column->name];
  const schema::DataType& type = column->column->type;
  if (facts.values) return MakeUniqueChoice(column, *facts.values);
  if (type.family == TypeFamily::kEnum) return MakeUniqueChoice(column, type.values);
  const NumberLimits limits = LimitsOf(type, facts);
  if (column->type.rfind("int", 0) == 0 && type.family != TypeFamily::kText) {
    const double start = std::clamp(1.0, limits.low, limits.high);
    LimitRows(IntegerCapacity(limits), "the numbers that " + column->name + " can hold");
    Decide(column,
           start == 1
               ? Generator(R"({"sequence": {}})")
               : Generator(fmt::format(R"({{"sequence": {{"start": {}}}}})", NumberText(start, 0))),
           primary ? "the key: numbers rows" : "numbers rows, so that it is unique");
    column->never_repeats = true;
    return true;
  }
  if (column->type == "uuid") {
    Decide(column, Generator(R"({"uuid": {}})"), "the key: a uuid");
    column->never_repeats = true;
    return true;
  }
  if (column->type.rfind("decimal", 0) == 0) {
    constexpr double kHigh = 1e9;
    const double low = std::max(0.0, limits.low);
    const double high = std::min(limits.high, low + kHigh);
    LimitRows((high - low) * std::pow(10.0, std::max(0, limits.scale)), "the values of a decimal");
    Decide(column,
           Generator(fmt::format(
               R"({{"distribution": {{"type": "uniform", "params": {{"min": {}, "max": {}}}}}}})",
               NumberText(low, limits.scale), NumberText(high, limits.scale))),
           "any number, each once");
    column->unique = column->never_repeats = true;
    return true;
  }
  if (column->type == "date" || column->type == "datetime") {
    constexpr double kDays = 730;
    if (column->type == "date") LimitRows(kDays, "the days of the timeframe");
    Decide(
        column,
        Generator(fmt::format(R"({{"datetime_series": {{"within": "timeframe", "freq": "{}"}}}})",
                              column->type == "date" ? "D" : "S")),
        "any time, each once");
    column->unique = column->never_repeats = true;
    return true;
  }
  if (column->type.rfind("string", 0) == 0 || column->type == "binary") {
    return MakeUniqueText(column, primary);
  }
  return false;
}

bool TableDrafter::MakeUniqueText(ColumnDraft* column, bool primary) {
  const ColumnFacts& facts = facts_.columns[column->name];
  const schema::DataType& type = column->column->type;
  constexpr int64_t kOpenLength = 60;
  int64_t length = type.length && *type.length > 0 ? *type.length : kOpenLength;
  if (type.family != TypeFamily::kText && type.family != TypeFamily::kBinary &&
      type.family != TypeFamily::kBits && type.family != TypeFamily::kOther) {
    if (type.family != TypeFamily::kNetwork) return false;
    LimitRows(16000000, "the addresses of one network");
    const bool hardware = type.name.rfind("mac", 0) == 0;
    Decide(
        column,
        Generator(hardware
                      ? R"({"regex": {"pattern": "02:00:00:[0-9a-f]{2}:[0-9a-f]{2}:[0-9a-f]{2}"}})"
                      : R"({"regex": {"pattern": "10\\.[1-9][0-9]\\.[1-9][0-9]\\.[1-9][0-9]"}})"),
        "an address, each once");
    column->unique = column->never_repeats = true;
    if (!hardware) LimitRows(90.0 * 90 * 90, "the addresses of one network");
    return true;
  }
  if (facts.length_max) length = std::min(length, *facts.length_max);
  if (facts.length_min && *facts.length_min > length) return false;
  column->unique = column->never_repeats = true;
  if (facts.pattern && !(facts.like && facts.like->find('@') != std::string::npos)) {
    Decide(column,
           Generator(fmt::format(R"({{"regex": {{"pattern": {}}}}})", Quoted(*facts.pattern))),
           "what its CHECK admits, each once");
    return true;
  }
  if (type.family == TypeFamily::kBits) {
    LimitRows(std::pow(2.0, static_cast<double>(std::min<int64_t>(length, 60))), "the bits");
    Decide(column, Generator(fmt::format(R"({{"regex": {{"pattern": "[01]{{{}}}"}}}})", length)),
           "bits, each once");
    return true;
  }
  const auto words_of_name = WordsOf(column->name);
  constexpr int64_t kUuidLength = 36;
  const bool uuid = type.family == TypeFamily::kText && type.length == kUuidLength &&
                    !words_of_name.empty() &&
                    (words_of_name.back() == "id" || words_of_name.back() == "uuid" ||
                     words_of_name.back() == "guid" || words_of_name.back() == "key");
  if (uuid) {
    column->unique = false;
    Decide(column, Generator(R"({"uuid": {}})"), "a uuid, as text");
    return true;
  }
  const auto meaning = TextMeaning({table_, *column->column, facts});
  if (meaning && type.family == TypeFamily::kText) {
    const Json* faker = meaning->generator.Find("faker");
    const std::string method = faker != nullptr ? faker->Find("method")->text() : "";
    // Addresses and accounts have a form of their own that never repeats.
    if (method == "email" || method == "user_name") {
      Decide(column, meaning->generator, meaning->reason + ", each once");
      return true;
    }
    if (method == "uuid4") {
      column->unique = false;
      Decide(column, Generator(R"({"uuid": {}})"), "a uuid");
      return true;
    }
    // Short lists: as many rows as names, where the table is one.
    const auto listed = ListedNames(table_);
    if (role().reference && !listed.empty() &&
        ExpectedRows() <= static_cast<double>(listed.size())) {
      const bool fits = std::all_of(listed.begin(), listed.end(), [&](const std::string& name) {
        return static_cast<int64_t>(name.size()) <= length;
      });
      const auto words = WordsOf(column->name);
      if (fits && !words.empty() && (words.back() == "name" || words.back() == "title")) {
        return MakeUniqueChoice(column, listed);
      }
    }
    const Json* regex = meaning->generator.Find("regex");
    if (regex != nullptr) {
      double capacity = 0;
      const std::string pattern = KeyPattern(length, type.fixed_length, ExpectedRows(), &capacity);
      LimitRows(capacity, "the texts that " + column->name + " can hold");
      Decide(column, Generator(fmt::format(R"({{"regex": {{"pattern": "{}"}}}})", pattern)),
             meaning->reason + ", each once");
      return true;
    }
    if (method == "isbn13" || method == "ean13") {
      Decide(column,
             Generator(method == "isbn13" ? R"({"regex": {"pattern": "978[0-9]{10}"}})"
                                          : R"({"regex": {"pattern": "4[0-9]{12}"}})"),
             meaning->reason + ", each once (without its check digit)");
      return true;
    }
    // A readable text with a number that makes it unique.
    constexpr int64_t kReadableMin = 30;
    if (length >= kReadableMin && !facts.upper && meaning->hidden.empty()) {
      constexpr int64_t kNumberLength = 12;
      Json of = meaning->generator;
      if (const Json* text = of.Find("text"); text != nullptr) {
        of = Generator(R"({"text": {"words": [1, 2]}})");
      }
      const std::string name = column->name;
      const std::string type_name = fmt::format("string({})", length - kNumberLength);
      ColumnDraft& base_text = AddHidden(name + "_text", type_name, std::move(of));
      base_text.reason = meaning->reason;
      const std::string base_name = base_text.name;
      ColumnDraft& number = AddHidden(name + "_number", "int64", Generator(R"({"sequence": {}})"));
      number.reason = "makes the text unique";
      Decide(column,
             Generator(fmt::format(R"({{"format": {{"pattern": "{{{}}} {{{}}}"}}}})", base_name,
                                   number.name)),
             meaning->reason + ", with a number that makes it unique");
      return true;
    }
  }
  double capacity = 0;
  if (type.family == TypeFamily::kBinary || facts.lower) {
    constexpr int64_t kHexMax = 20;
    const int64_t used = type.fixed_length
                             ? length
                             : std::max(std::min(length, kHexMax), facts.length_min.value_or(1));
    LimitRows(std::pow(36.0, static_cast<double>(std::min<int64_t>(used, 10))), "the texts");
    Decide(column, Generator(fmt::format(R"({{"regex": {{"pattern": "[a-z0-9]{{{}}}"}}}})", used)),
           "letters and digits, each once");
    return true;
  }
  const std::string pattern =
      KeyPattern(std::max(length, facts.length_min.value_or(0)),
                 type.fixed_length || facts.length_min.value_or(0) > 6, ExpectedRows(), &capacity);
  LimitRows(capacity, "the texts that " + column->name + " can hold");
  Decide(column, Generator(fmt::format(R"({{"regex": {{"pattern": "{}"}}}})", pattern)),
         primary ? "the key: a code" : "a code, each once");
  return true;
}

}  // namespace datagen::draft
