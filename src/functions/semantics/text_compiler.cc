#include "functions/semantics/text_compiler.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "functions/semantics/method.h"

namespace datagen::semantics {
namespace {

using locale::Locale;
using locale::WordList;
using random::Stream;

// Paths that name a method of the data's own package, and where its lists are.
struct Alias {
  std::string_view path;
  std::vector<std::string_view> lists;  // the first that the locale has
};

const std::vector<Alias>& Aliases() {
  static const auto* aliases = new std::vector<Alias>{
      {"location.city", {"location.city_pattern", "location.city_name"}},
      {"location.street", {"location.street_pattern", "location.street_name"}},
      {"location.street_address", {"location.street_address.normal"}},
      {"location.zip_code", {"location.state@postcode", "location.postcode"}},
      {"location.state({\"abbreviated\":true})", {"location.state@abbr"}},
      {"company.company_name", {"company.company_name", "company.name_pattern"}},
      {"phone_number.human", {"phone_number.of", "phone_number.format.human"}},
  };
  return *aliases;
}

// Lists whose items carry digit symbols.
bool HasSymbols(std::string_view path) {
  return path == "location.postcode" || path == "location.building_number" ||
         path == "location.secondary_address" || path.substr(0, 21) == "location.postcode_of." ||
         path.substr(0, 13) == "phone_number.";
}

// What a symbol of a pattern stands for: see method.h.
struct SignSet {
  char symbol;
  std::string_view signs;
};

const SignSet* FindSignSet(char symbol) {
  static constexpr SignSet kSets[] = {
      {'#', "0123456789"},
      {'%', "123456789"},
      {'!', "23456789"},
      {'?', "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
      {'^', "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
      {'*', "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
      {'&', "ABCEGHJKLMNPRSTVWXYZ"},
      {'~', "ABDEFGHJLNPQRSTUWXYZ"},
      {'$', "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"},
  };
  const auto* found = std::find_if(std::begin(kSets), std::end(kSets),
                                   [symbol](const SignSet& set) { return set.symbol == symbol; });
  return found == std::end(kSets) ? nullptr : found;
}

bool HasTemplates(const locale::ItemList& items) {
  for (size_t i = 0; i < items.size(); ++i) {
    if (items[i].find("{{") != std::string_view::npos) return true;
  }
  return false;
}

// Draws under these belong to the row's person, place, firm, account or card, not to the column.
bool IsShared(std::string_view path) {
  return std::any_of(
      std::begin(kSharedModules), std::end(kSharedModules),
      [&](std::string_view module) { return path.substr(0, module.size()) == module; });
}

// Names that go by sex.
bool IsSexed(std::string_view path) {
  return path == "person.first_name" || path == "person.last_name" || path == "person.prefix" ||
         path == "person.middle_name" || path == "person.gender";
}

// Lists that methods bring with them.
const WordList* FindOwnList(std::string_view path) {
  static const auto* lists = [] {
    auto* all = new std::map<std::string, WordList, std::less<>>;
    for (const Method* method : Methods()) {
      for (const OwnList& list : method->lists)
        (*all)[list.path] = {locale::ItemList(list.items), {}};
    }
    return all;
  }();
  const auto found = lists->find(path);
  return found == lists->end() ? nullptr : &found->second;
}

constexpr int kNestingMax = 12;

}  // namespace

// Expands templates and lists recursively into steps.
class TextCompiler {
 public:
  TextCompiler(const Locale& locale, std::string_view country, const SubjectKeys& keys,
               std::string* missing)
      : locale_(locale), country_(country), keys_(keys), missing_(missing) {}

  bool Template(std::string_view text, std::string_view scope, int depth,
                std::vector<TextStep>* steps) {
    while (!text.empty()) {
      size_t at = std::min(text.find("{{"), text.find("{n}"));
      if (at > 0) {
        if (symbols_path_.empty()) {
          Literal(text.substr(0, at), steps);
        } else {
          Digits(text.substr(0, at), symbols_path_, scope, steps);
        }
        if (at == std::string_view::npos) break;
        text.remove_prefix(at);
        continue;
      }
      if (text[1] == 'n') {
        steps->emplace_back().kind = TextStep::Kind::kNumber;
        text.remove_prefix(3);
        continue;
      }
      const size_t end = text.find("}}");
      if (end == std::string_view::npos) {
        Literal(text, steps);
        break;
      }
      if (!Reference(text.substr(2, end - 2), scope, depth, steps)) return false;
      text.remove_prefix(end + 2);
    }
    return true;
  }

  // Whether a list was taken that other locales or countries may have otherwise.
  [[nodiscard]] bool goes_by_place() const { return goes_by_place_; }

 private:
  using Step = TextStep;

  static void Literal(std::string_view text, std::vector<Step>* steps) {
    // Addresses come on several lines; a table wants one.
    std::string line;
    for (const char c : text) line += c == '\n' ? std::string(", ") : std::string(1, c);
    if (!steps->empty() && steps->back().kind == Step::Kind::kLiteral) {
      steps->back().text += line;
    } else {
      steps->emplace_back().text = line;
    }
  }

  // What a draw is named by. A person inside a place or a firm (a street's namesake) is not the
  // row's person: it is named by the list it stands in. All else is named by its own module, so
  // that the city of an address is that of the column beside it.
  static std::string_view ScopeOf(std::string_view path, std::string_view scope) {
    const size_t dot = path.find('.');
    const std::string_view module = path.substr(0, dot);
    if (dot == std::string_view::npos || (module == "person" && !scope.empty())) {
      return scope.empty() ? path : scope;
    }
    return module;
  }

  // The next draw under this path: the second "{{person.last_name}}" of a text is another person's.
  // The forms of a list ("location.state@abbr") draw together.
  Stream NextStream(std::string_view path, std::string_view scope) {
    const std::string_view named_by = ScopeOf(path, scope);
    const int occurrence = occurrences_[fmt::format("{}:{}", named_by, path)]++;
    path = path.substr(0, path.find('@'));
    const std::string name = fmt::format("{}:{}", named_by, path);
    const random::Key& key = IsShared(path) || IsShared(scope) ? keys_.subject : keys_.own;
    return key.Child(fmt::format("{}#{}", name, occurrence)).Draw(0);
  }

  // The list of the locale or of a method; "….of": that of the country, where there is one.
  [[nodiscard]] const WordList* Find(std::string_view path) {
    constexpr std::string_view kOf = ".of";
    if (path.size() > kOf.size() && path.substr(path.size() - kOf.size()) == kOf) {
      goes_by_place_ = true;
      const std::string of_country = fmt::format("{}.{}", path, country_);
      if (const WordList* own = FindOwnList(of_country)) return own;
      if (const WordList* list = locale_.Find(of_country)) return list;
    }
    if (const WordList* own = FindOwnList(path)) return own;
    const WordList* list = locale_.Find(path);
    goes_by_place_ |= list != locale::CommonLists().Find(path);
    return list;
  }

  bool Missing(std::string_view path) {
    *missing_ = path;
    return false;
  }

  bool Reference(std::string_view path, std::string_view scope, int depth,
                 std::vector<Step>* steps) {
    if (depth > kNestingMax) return Missing(path);
    if (path == "uuid") {
      Step& step = steps->emplace_back();
      step.kind = Step::Kind::kUuid;
      step.stream = NextStream(path, scope);
      step.sex = NextStream(path, scope);
      return true;
    }
    if (path == "country") {
      goes_by_place_ = true;
      Literal(country_, steps);
      return true;
    }
    if (path == "country.name") return CountryName(steps);
    const size_t colon = path.find(':');
    const std::string_view form = path.substr(0, colon == std::string_view::npos ? 0 : colon);
    const std::string_view rest = path.substr(colon == std::string_view::npos ? 0 : colon + 1);
    if (form == "digits") {
      Digits(rest, "digits", scope, steps);
      return true;
    }
    if (form == "check") return Checked(rest, scope, steps);
    if (form == "words" || form == "Words" || form == "sentences") {
      return Prose(form, rest, scope, steps);
    }
    if (form == "int" || form == "hex") {
      Step& step = steps->emplace_back();
      step.kind = form == "int" ? Step::Kind::kInteger : Step::Kind::kHex;
      step.stream = NextStream(form, scope);
      return Range(rest, &step);
    }
    if (form == "rest") {
      // Without country and check digits: the account behind an IBAN.
      if (!List(rest, scope, depth, steps)) return false;
      DropHead(&steps->back());
      return true;
    }
    if (path.substr(0, 11) == "number.int(") return Integer(path, scope, steps);
    const bool ascii = form == "ascii";
    if (ascii) path = rest;
    if (IsSexed(path)) return Sexed(path, ascii, scope, steps);
    return List(path, scope, depth, steps);
  }

  // Of the country, in the language of the locale, else in English.
  bool CountryName(std::vector<Step>* steps) {
    goes_by_place_ = true;
    for (const Locale* locale : {&locale_, locale::FindLocale("en")}) {
      const WordList* names = locale->Find("location.country");
      const WordList* codes = locale->Find("location.country@code");
      if (names == nullptr || codes == nullptr) continue;
      for (size_t i = 0; i < std::min(names->items.size(), codes->items.size()); ++i) {
        if (codes->items[i] != country_) continue;
        Literal(names->items[i], steps);
        return true;
      }
    }
    return Missing("country.name");
  }

  // Names that go by sex; those of a language without the distinction stand under "generic".
  bool Sexed(std::string_view path, bool ascii, std::string_view scope, std::vector<Step>* steps) {
    const char* form = ascii ? "@ascii" : "";
    std::vector<std::string> paths;
    for (const char* sex : {".female", ".male", ".generic", ""}) {
      paths.push_back(fmt::format("{}{}{}", path, sex, form));
    }
    std::vector<const WordList*> lists = locale_.FindTogether(paths);
    goes_by_place_ = true;
    for (size_t i = 0; i < paths.size(); ++i) {
      if (const WordList* own = FindOwnList(paths[i])) lists[i] = own;
    }
    const WordList* female = lists[0];
    const WordList* male = lists[1];
    const WordList* generic = lists[2] != nullptr ? lists[2] : lists[3];
    if (generic == nullptr) generic = female != nullptr ? female : male;
    if (generic == nullptr) return Missing(path);
    Step& step = steps->emplace_back();
    step.kind = Step::Kind::kSexedItem;
    step.items = &(female != nullptr && male != nullptr ? female : generic)->items;
    step.other_items = &(female != nullptr && male != nullptr ? male : generic)->items;
    step.stream = NextStream(path, scope);
    step.sex = keys_.subject.Child(fmt::format("{}:sex", ScopeOf(path, scope))).Draw(0);
    return true;
  }

  bool List(std::string_view path, std::string_view scope, int depth, std::vector<Step>* steps) {
    const WordList* list = nullptr;
    std::string list_path(path);
    for (const Alias& alias : Aliases()) {
      if (alias.path != path) continue;
      for (const std::string_view candidate : alias.lists) {
        if (list == nullptr && (list = Find(candidate)) != nullptr) list_path = candidate;
      }
    }
    if (list == nullptr) list = Find(path);
    if (list == nullptr) return Missing(path);
    const bool of_person = list_path.substr(0, 7) == "person.";
    const std::string inner = of_person ? std::string(scope.empty() ? "person" : scope) : list_path;
    const bool symbols = HasSymbols(list_path);
    const bool templates = symbols || !list->weights.empty() || HasTemplates(list->items);
    if (!templates) {
      Step& step = steps->emplace_back();
      step.kind = Step::Kind::kItem;
      step.items = &list->items;
      step.stream = NextStream(list_path, scope);
      return true;
    }
    Step choice;
    choice.kind = Step::Kind::kChoice;
    // A form of a list draws as the list itself does.
    const bool is_form = list_path.find('@') != std::string::npos;
    choice.stream = NextStream(is_form ? list_path : list_path + "?", scope);
    // Each alternative starts from the first person again: the row's, or the first of this list.
    const auto before = occurrences_;
    const std::string outer_symbols = std::exchange(symbols_path_, symbols ? list_path : "");
    for (size_t i = 0; i < list->items.size(); ++i) {
      if (of_person) {
        occurrences_ = before;
      } else {
        occurrences_.clear();
      }
      std::vector<Step> part;
      const bool ok = Template(list->items[i], inner, depth + 1, &part);
      // An alternative that the locale can't fill is left out; the others carry on.
      if (!ok) continue;
      choice.choices.push_back(std::move(part));
      choice.shares.push_back(list->weights.empty() ? 1.0 : list->weights[i]);
    }
    symbols_path_ = outer_symbols;
    if (!of_person) occurrences_ = before;
    if (choice.choices.empty()) return Missing(path);
    if (!list->weights.empty()) choice.weights = random::AliasTable(choice.shares);
    if (choice.choices.size() == 1) {
      for (Step& step : choice.choices[0]) steps->push_back(std::move(step));
    } else {
      steps->push_back(std::move(choice));
    }
    return true;
  }

  void Digits(std::string_view pattern, std::string_view path, std::string_view scope,
              std::vector<Step>* steps) {
    Step& step = steps->emplace_back();
    step.kind = Step::Kind::kDigits;
    step.text = pattern;
    // No house or flat number starts with a zero.
    if (path == "location.building_number" || path == "location.secondary_address") {
      for (size_t i = 0; i < step.text.size(); ++i) {
        if (step.text[i] == '#' && (i == 0 || step.text[i - 1] == ' ')) step.text[i] = '%';
      }
    }
    for (size_t i = 0; i < step.text.size(); ++i) {
      if (const SignSet* set = FindSignSet(step.text[i])) {
        step.blanks.push_back({static_cast<uint32_t>(i), static_cast<uint32_t>(set->signs.size()),
                               set->signs.data()});
        step.text[i] = '0';
      }
    }
    step.stream = NextStream(path, scope);
  }

  // SCHEME:PATTERN with _ for the characters that the scheme computes.
  bool Checked(std::string_view path, std::string_view scope, std::vector<Step>* steps) {
    const size_t colon = path.find(':');
    Digits(path.substr(colon + 1), "check", scope, steps);
    steps->back().check = FindCheckDigits(path.substr(0, colon));
    return steps->back().check != nullptr || Missing(path);
  }

  // "3-10" or "32".
  bool Range(std::string_view text, Step* step) {
    const char* end = text.data() + text.size();
    const auto low = std::from_chars(text.data(), end, step->low);
    step->high = step->low;
    if (low.ec == std::errc() && low.ptr != end) std::from_chars(low.ptr + 1, end, step->high);
    return low.ec == std::errc() || Missing(text);
  }

  bool Prose(std::string_view form, std::string_view range, std::string_view scope,
             std::vector<Step>* steps) {
    goes_by_place_ = true;
    const WordList* words = locale_.Find("lorem.word");
    if (words == nullptr) return Missing("lorem.word");
    Step& step = steps->emplace_back();
    step.kind = form == "sentences" ? Step::Kind::kSentences : Step::Kind::kWords;
    step.items = &words->items;
    step.capital = form == "Words";
    step.stream = NextStream("words", scope);
    return Range(range, &step);
  }

  static void DropHead(Step* step) {
    constexpr size_t kHead = 4;
    if (step->kind == Step::Kind::kDigits) step->low = kHead;
    for (std::vector<Step>& choice : step->choices) {
      if (!choice.empty()) DropHead(&choice[0]);
    }
  }

  // number.int({"min": 1,"max": 9})
  bool Integer(std::string_view path, std::string_view scope, std::vector<Step>* steps) {
    const auto number_after = [&](std::string_view name, int64_t* number) {
      size_t at = path.find(name);
      if (at == std::string_view::npos) return false;
      at += name.size();
      while (at < path.size() && (path[at] == ':' || path[at] == ' ')) ++at;
      return std::from_chars(path.data() + at, path.data() + path.size(), *number).ec ==
             std::errc();
    };
    Step& step = steps->emplace_back();
    step.kind = Step::Kind::kInteger;
    step.stream = NextStream("number", scope);
    return (number_after("\"min\"", &step.low) && number_after("\"max\"", &step.high) &&
            step.low <= step.high) ||
           Missing(path);
  }

  const Locale& locale_;
  const std::string country_;
  const SubjectKeys& keys_;
  std::string* missing_;
  std::map<std::string, int, std::less<>> occurrences_;
  bool goes_by_place_ = false;
  std::string symbols_path_;  // of the list whose text is a pattern of digits; "" elsewhere
};

std::unique_ptr<TextProgram> CompileText(const Locale& locale, std::string_view country,
                                         std::string_view text, const SubjectKeys& keys,
                                         std::string* missing) {
  std::vector<TextStep> steps;
  TextCompiler compiler(locale, country, keys, missing);
  if (!compiler.Template(text, "", 0, &steps)) return nullptr;
  return std::make_unique<TextProgram>(std::move(steps), compiler.goes_by_place());
}

}  // namespace datagen::semantics
