#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "foundation/base/calendar.h"
#include "foundation/base/small_letters.h"
#include "foundation/base/spelling.h"
#include "foundation/random/permutation.h"
#include "functions/kernel/binding.h"
#include "functions/semantics/method.h"
#include "functions/semantics/row_places.h"
#include "functions/semantics/text_compiler.h"
#include "knowledge/locale/locale.h"

namespace datagen::generators {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary
using semantics::PlaceIndex;
using semantics::TextProgram;

using Programs = std::vector<std::unique_ptr<TextProgram>>;

class Faker : public Generator {
 public:
  Faker(Programs programs, PlaceIndex index, double mean_bytes, random::Permutation order)
      : programs_(std::move(programs)),
        index_(std::move(index)),
        mean_bytes_(mean_bytes),
        order_(std::move(order)) {}

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    auto values = Vector::Make(Physical::kString, cells.size());
    const auto bytes =
        static_cast<int64_t>(static_cast<double>(cells.size()) * mean_bytes_ * 1.1) + kSpareBytes;
    values->strings.Reserve(cells.size(), bytes);
    if (programs_.size() == 1) {
      cells.rows.ForEach(
          [&](int64_t, int64_t row) { Append(*programs_[0], row, &values->strings); });
    } else {
      FillByProgram(cells, bytes, &values->strings);
    }
    return values;
  }

 private:
  static constexpr int64_t kSpareBytes = 1024;

  void Append(const TextProgram& program, int64_t row, StringTable* texts) const {
    const uint64_t number = order_.count() > 0 ? order_(static_cast<uint64_t>(row)) : 0;
    program.Append(row, number, &texts->chars());
    texts->EndString();
  }

  // All rows of one program, then those of the next: a program's steps and lists stay in the cache
  // and its branches are foreseen. Then the texts are put in the order of the rows.
  void FillByProgram(const Cells& cells, int64_t bytes, StringTable* strings) const {
    const auto size = static_cast<size_t>(cells.size());
    base::Buffer<PlaceIndex::Index> indexes;
    index_.Fill(cells, &indexes);
    std::vector<int64_t> begins(programs_.size() + 1, 0);
    for (const PlaceIndex::Index index : indexes) ++begins[index + 1];
    for (size_t p = 1; p < begins.size(); ++p) begins[p] += begins[p - 1];
    base::Buffer<int64_t> positions(size);  // of the rows, by program
    base::Buffer<int64_t> places(size);     // of each row in that order
    std::vector<int64_t> next(begins);
    for (size_t i = 0; i < size; ++i) {
      places[i] = next[indexes[i]]++;
      positions[static_cast<size_t>(places[i])] = static_cast<int64_t>(i);
    }
    StringTable texts;
    texts.Reserve(cells.size(), bytes);
    for (size_t p = 0; p < programs_.size(); ++p) {
      for (int64_t k = begins[p]; k < begins[p + 1]; ++k) {
        Append(*programs_[p], cells.rows[positions[static_cast<size_t>(k)]], &texts);
      }
    }
    strings->Reserve(cells.size(), static_cast<int64_t>(texts.chars().size()));
    for (size_t i = 0; i < size; ++i) strings->Append(texts[places[i]]);
  }

  Programs programs_;
  PlaceIndex index_;
  double mean_bytes_;
  random::Permutation order_;
};

// Every program draws from one list: the values stay codes into all lists together.
class FakerFromLists : public Generator {
 public:
  // `key`, when given: no item comes twice, in an order that it draws. Requires: then one program.
  FakerFromLists(Programs programs, PlaceIndex index, const random::Key* key)
      : programs_(std::move(programs)), index_(std::move(index)) {
    std::vector<std::string> all;
    std::map<std::string, int32_t> code_of;
    for (const auto& program : programs_) {
      std::vector<int32_t>& codes = codes_.emplace_back();
      const locale::ItemList& items = *program->OnlyList();
      for (size_t i = 0; i < items.size(); ++i) {
        const std::string item(items[i]);
        const auto [at, added] = code_of.emplace(item, static_cast<int32_t>(all.size()));
        if (added) all.push_back(item);
        codes.push_back(at->second);
      }
    }
    dictionary_ = MakeDictionary(all);
    if (key != nullptr) order_ = random::Permutation(*key, all.size());
  }

  // How many different items there are.
  [[nodiscard]] int64_t distinct() const { return dictionary_->size(); }

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    base::Buffer<PlaceIndex::Index> indexes;
    index_.Fill(cells, &indexes);
    auto values = Vector::Make(Physical::kString, cells.size());
    values->dictionary = dictionary_;
    values->codes.Resize(static_cast<size_t>(cells.size()));
    cells.rows.ForEach([&](int64_t i, int64_t row) {
      const size_t program = indexes[static_cast<size_t>(i)];
      values->codes[static_cast<size_t>(i)] =
          order_.count() > 0
              ? static_cast<int32_t>(order_(static_cast<uint64_t>(row)))
              : codes_[program][static_cast<size_t>(programs_[program]->OnlyIndex(row))];
    });
    return values;
  }

 private:
  Programs programs_;
  PlaceIndex index_;
  std::vector<std::vector<int32_t>> codes_;  // of each list's items
  std::shared_ptr<const StringTable> dictionary_;
  random::Permutation order_;
};

// Words of column names that say what a value is, not whose: those of the methods' names, and
// these.
const std::set<std::string>& KindWords() {
  static const auto* words = [] {
    auto* all = new std::set<std::string>{
        "full",    "fullname", "firstname", "lastname", "given",    "family", "surname", "middle",
        "title",   "mail",     "e",         "phone",    "mobile",   "tel",    "sex",     "username",
        "login",   "town",     "zip",       "postal",   "firm",     "id",     "birth",   "birthday",
        "account", "bic",      "plate",     "region",   "province", "lat",    "lon",     "lng"};
    for (const semantics::Method* method : semantics::Methods()) {
      size_t begin = 0;
      while (begin < method->name.size()) {
        const size_t end = std::min(method->name.find('_', begin), method->name.size());
        all->insert(method->name.substr(begin, end - begin));
        begin = end + 1;
      }
    }
    return all;
  }();
  return *words;
}

// Whose name, place or firm a column speaks of, when `of` does not say: what is left of the
// column's name without the words for the kind of value, so buyer_name and buyer_email are one
// person and seller_name is another.
std::string SubjectOfColumn(const std::string& column) {
  const std::set<std::string>& kinds = KindWords();
  std::string subject;
  std::string word;
  const auto end_word = [&] {
    const std::string lower = base::InSmallLetters(word);
    if (!lower.empty() && !kinds.contains(lower)) subject += (subject.empty() ? "" : "_") + lower;
    word.clear();
  };
  for (const char c : column) {
    if (c == '_' || c == '-' || c == ' ') {
      end_word();
    } else {
      word += c;
    }
  }
  end_word();
  return subject;
}

const char* SubjectName(semantics::Subject subject) {
  switch (subject) {
    case semantics::Subject::kPerson:
      return "person";
    case semantics::Subject::kPlace:
      return "place";
    case semantics::Subject::kCompany:
      return "company";
    case semantics::Subject::kAccount:
      return "account";
    case semantics::Subject::kCard:
      return "card";
    case semantics::Subject::kNone:
      return "";
  }
  return "";
}

// Numbers that stay numbers: degrees, and dates as days.
class FakerNumber : public Generator {
 public:
  FakerNumber(int64_t low, int64_t high, double unit, const random::Stream& stream)
      : low_(low), high_(high), unit_(unit), stream_(stream) {}

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    const bool days = unit_ == 0;
    auto values = Vector::Make(days ? Physical::kInt64 : Physical::kFloat64, cells.size());
    const auto count = static_cast<uint64_t>(high_ - low_ + 1);
    cells.rows.ForEach([&](int64_t i, int64_t row) {
      const int64_t whole = low_ + static_cast<int64_t>(random::ToIndex(stream_.Bits(row), count));
      if (days) {
        values->ints[static_cast<size_t>(i)] = whole;
      } else {
        values->floats[static_cast<size_t>(i)] = static_cast<double>(whole) / unit_;
      }
    });
    return values;
  }

 private:
  int64_t low_;
  int64_t high_;
  double unit_;  // units in one; 0: days
  random::Stream stream_;
};

std::optional<BoundGenerator> BindNumber(BindContext& context, const semantics::Method& method,
                                         const random::Key& key) {
  constexpr double kDaysPerYear = 365.2425;
  constexpr double kMicrodegrees = 1e6;
  const bool date = method.made == semantics::Made::kDate;
  const auto start =
      static_cast<double>(base::FloorDivide(context.timeframe().start, base::kMicrosPerDay));
  const double unit = date ? 0 : kMicrodegrees;
  const double low = date ? start - method.high * kDaysPerYear : method.low * unit;
  const double high = date ? start - method.low * kDaysPerYear : method.high * unit;
  BoundGenerator bound;
  bound.type = date ? ValueType::Of(TypeKind::kDate) : ValueType::Float();
  bound.domain.min = date ? low : method.low;
  bound.domain.max = date ? high : method.high;
  bound.domain.whole = date;
  bound.kernel = std::make_unique<FakerNumber>(
      static_cast<int64_t>(low), static_cast<int64_t>(high), unit, key.Child(method.name).Draw(0));
  return bound;
}

// Of a method that gives the same everywhere: whether a place was asked for, which is reported.
bool RefusePlace(BindContext& context, const Arguments& arguments,
                 const semantics::Method& method) {
  bool refused = false;
  for (const char* key : {"locale_from", "locale"}) {
    if (!arguments.Has(key)) continue;
    context.Error("key-does-not-apply", arguments.Where(key),
                  fmt::format("'{}' changes nothing: method '{}' gives the same in all locales",
                              key, method.name),
                  {.expected = fmt::format("no '{}'", key)});
    refused = true;
  }
  return refused;
}

std::nullopt_t RefuseUnique(BindContext& context, const Arguments& arguments,
                            const std::string& method) {
  context.Error("unique-not-kept", arguments.Where("method"),
                fmt::format("method '{}' has no unique form, but the column is unique", method),
                {.hint = "use regex, format or a sequence for a unique text"});
  return std::nullopt;
}

// The method that the arguments name; nullptr after a report.
const semantics::Method* FindMethod(BindContext& context, const Arguments& arguments) {
  const std::string method_name = arguments.String("method");
  const semantics::Method* method = semantics::FindMethod(method_name);
  if (method == nullptr) {
    std::vector<std::string> names;
    for (const semantics::Method* known : semantics::Methods()) names.push_back(known->name);
    const std::string meant = semantics::MeantMethod(method_name);
    context.Error("unknown-method", arguments.Where("method"),
                  fmt::format("unknown method '{}'", method_name),
                  {.expected = fmt::format("one of {}", base::JoinNames(names, 100)),
                   .hint = meant.empty() ? "" : "did you mean '" + meant + "'?"});
  }
  return method;
}

// The text of each place, and what is known of all.
struct Compiled {
  Programs programs;
  BoundGenerator bound;
  bool lists = true;  // each takes an item of one list
  bool goes_by_place = false;
  double distinct = 0;
};

std::optional<Compiled> CompilePrograms(BindContext& context, const Arguments& arguments,
                                        const semantics::RowPlaces& places, const std::string& text,
                                        const semantics::SubjectKeys& keys) {
  Compiled made;
  Domain& domain = made.bound.domain;
  for (const semantics::Place& place : places.all) {
    std::string missing;
    auto program = CompileText(*place.locale, place.country, text, keys, &missing);
    if (program == nullptr) {
      context.Error("internal-error", arguments.Where("method"),
                    fmt::format("locale {} has no data for '{}', which method '{}' needs",
                                place.locale->name(), missing, arguments.String("method")));
      return std::nullopt;
    }
    domain.mean_bytes += program->mean_bytes() / static_cast<double>(places.all.size());
    domain.max_bytes = std::max(domain.max_bytes, program->max_bytes());
    made.goes_by_place |= program->goes_by_place();
    made.lists = made.lists && program->OnlyList() != nullptr;
    if (made.lists) made.distinct += static_cast<double>(program->OnlyList()->size());
    made.programs.push_back(std::move(program));
  }
  return made;
}

std::optional<BoundGenerator> Bind(BindContext& context, const Arguments& arguments) {
  const semantics::Method* method = FindMethod(context, arguments);
  const auto places = semantics::BindPlaces(context, arguments);
  if (method == nullptr || !places) return std::nullopt;
  const std::string& method_name = method->name;
  const std::string subject = arguments.String("of", SubjectOfColumn(context.column_name()));
  semantics::SubjectKeys keys;
  keys.own = context.key();
  keys.subject = method->subject == semantics::Subject::kNone
                     ? context.key()
                     : context.NodeKey(fmt::format("{}/{}", SubjectName(method->subject), subject));
  if (method->made != semantics::Made::kText) {
    if (context.unique()) return RefuseUnique(context, arguments, method_name);
    if (RefusePlace(context, arguments, *method)) return std::nullopt;
    return BindNumber(context, *method, keys.subject);
  }
  const bool of_country =
      !method->text_of_country.empty() && (arguments.Has("locale_from") || arguments.Has("locale"));
  if (of_country && !context.unique()) context.NoteChange(2);
  // Without a form that holds a number, a unique column takes each item of its only list once.
  const bool each_once = context.unique() && method->unique_text.empty();
  const std::string& text = context.unique() && !each_once ? method->unique_text
                            : of_country                   ? method->text_of_country
                                                           : method->text;

  auto compiled = CompilePrograms(context, arguments, *places, text, keys);
  if (!compiled) return std::nullopt;
  auto& [programs, bound, lists, goes_by_place, distinct] = *compiled;
  if (!goes_by_place && RefusePlace(context, arguments, *method)) return std::nullopt;
  random::Permutation order;
  if (context.unique() && context.row_count() > 0 && text.find("{n}") != std::string::npos) {
    order = random::Permutation(context.key().Child("order"),
                                static_cast<uint64_t>(context.row_count()));
  }
  if (each_once && (!lists || programs.size() > 1)) {
    return RefuseUnique(context, arguments, method_name);
  }
  if (arguments.Has("locale_from") && !method->of_own_place.empty()) {
    context.diagnostics()->Warn(
        "key-does-not-apply", arguments.Where("locale_from"),
        fmt::format("method '{}' gives any country in the language of 'locale_from', not the "
                    "row's own",
                    method_name),
        {.hint = fmt::format("the row's own is the method '{}'", method->of_own_place)});
  }
  bound.domain.unique = context.unique();
  bound.type = ValueType::Of(TypeKind::kString);
  if (lists && (each_once || !context.unique())) {
    // Forms of one list come in the same order, as columns of one subject agree.
    const random::Key order_key = keys.subject.Child("order of a list");
    auto kernel = std::make_unique<FakerFromLists>(std::move(programs), places->index,
                                                   each_once ? &order_key : nullptr);
    if (each_once && kernel->distinct() < context.row_count()) {
      context.Error(
          "not-enough-values", arguments.Where("method"),
          fmt::format("method '{}' has {} different values here, but the column is unique "
                      "and has {} rows",
                      method_name, kernel->distinct(), context.row_count()),
          {.given = std::to_string(kernel->distinct()),
           .expected = fmt::format("at least {}", context.row_count()),
           .hint = "make fewer rows, or a text by regex, format or a sequence"});
      return std::nullopt;
    }
    bound.domain.distinct = each_once ? static_cast<double>(kernel->distinct()) : distinct;
    bound.kernel = std::move(kernel);
  } else {
    bound.kernel = std::make_unique<Faker>(std::move(programs), places->index,
                                           bound.domain.mean_bytes, std::move(order));
  }
  return std::move(bound);
}

std::vector<std::string> CountriesWithoutData() {
  std::vector<std::string> codes;
  for (const std::string& code : locale::CountryCodes()) {
    if (code.size() == 2 && locale::FindCountry(code)->locale == "en") codes.push_back(code);
  }
  return codes;
}

bool IsSameEverywhere(const semantics::Method& method) {
  if (method.made != semantics::Made::kText) return true;
  if (!method.text_of_country.empty()) return false;
  std::string missing;
  const auto program =
      semantics::CompileText(*locale::FindLocale("en"), "US", method.text,
                             {random::Key::FromPath(""), random::Key::FromPath("")}, &missing);
  return program != nullptr && !program->goes_by_place();
}

std::string MethodTable() {
  std::string table = "\n\n| method | gives |\n|---|---|\n";
  for (const semantics::Method* method : semantics::Methods()) {
    table += fmt::format("| `{}` | {}{} |\n", method->name, method->doc,
                         IsSameEverywhere(*method) ? "; takes no locale" : "");
  }
  return table;
}

}  // namespace

const GeneratorInfo& FakerInfo() {
  static const GeneratorInfo info{
      {.id = "faker",
       .summary = "Makes names, addresses, firms and words of a locale, with Faker's method names",
       .details =
           "`locale_from` names a column of the row that holds a country code (any of ISO 3166, "
           "two "
           "or three letters), a country's name in any of the languages, or a locale. A country "
           "stands for the language that most of its people speak and the data have, else for "
           "English, and always for its own telephones, accounts, number plates, currency and time "
           "zones. Rows that name no place use `locale`; listed values that name none are an "
           "error, "
           "as is a place for a method that gives the same everywhere. What a locale lacks comes "
           "from its language, then from English. Columns of a row that speak of the same person, "
           "place or firm agree (of a list of which each value comes once, unique ones with unique "
           "ones); which one a column speaks of is `of`, by default what is left of "
           "its name without words like name, email or city.\n\nLocales: " +
           base::JoinNames(locale::LocaleNames(), 1000) +
           ".\n\nCountries that speak English here, "
           "for want of data in their language: " +
           base::JoinNames(CountriesWithoutData(), 1000) + "." + MethodTable(),
       .parameters = {{"method", ParameterType::kString, "What to make: see the table.", true, ""},
                      {"locale_from", ParameterType::kColumn,
                       "The column with the country or locale.", false, ""},
                      {"locale", ParameterType::kString,
                       "The locale where `locale_from` gives none.", false, "the spec's"},
                      {"of", ParameterType::kString,
                       "Whose it is: columns of a row with the same `of` agree.", false,
                       "from the column's name"}},
       .example = R"json([{"name": "country", "type": "string", "nullable": false, "generator":
            {"choice": {"choices": ["US", "DE", "IN", "BR", "GB"]}}},
          {"name": "name", "type": "string", "nullable": false,
           "generator": {"faker": {"method": "name", "locale_from": "country"}}},
          {"name": "email", "type": "string", "nullable": false, "unique": true,
           "generator": {"faker": {"method": "email", "locale_from": "country"}}},
          {"name": "phone", "type": "string", "nullable": true,
           "generator": {"faker": {"method": "phone_number", "locale_from": "country"}}},
          {"name": "city", "type": "string", "nullable": false,
           "generator": {"faker": {"method": "city", "locale": "de"}}},
          {"name": "employer", "type": "string", "nullable": false,
           "generator": {"faker": {"method": "company"}}}])json",
       .second_example = R"json([{"name": "buyer", "type": "string", "nullable": false,
           "generator": {"faker": {"method": "name", "of": "buyer"}}},
          {"name": "contact", "type": "string", "nullable": false,
           "generator": {"faker": {"method": "email", "of": "buyer"}}}])json",
       .changes = {{"2026-11-29",
                    "currencies and time zones are those of the country that locale or locale_from "
                    "names, where they were drawn from those of the whole world"},
                   WideCasts()}},
      Bind};
  return info;
}

}  // namespace datagen::generators
