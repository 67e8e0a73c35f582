#include <algorithm>
#include <cctype>
#include <map>

#include "foundation/base/case_folding.h"
#include "knowledge/locale/locale.h"

namespace datagen::locale {
namespace {

// Names of each country, in capitals, to the country. "UK" is what people write.
using Countries = std::map<std::string, Country, std::less<>>;

const Countries& All() {
  static const auto* countries = [] {
    auto* all = new Countries;
    const ItemList& lines = CommonLists().Find("country.locale")->items;
    for (size_t i = 0; i < lines.size(); ++i) {
      const std::string line(lines[i]);
      const std::string alpha2 = line.substr(0, 2);
      const std::string alpha3 = line.substr(3, 3);
      const Country country{alpha2, line.substr(7)};
      (*all)[alpha2] = country;
      (*all)[alpha3] = country;
    }
    (*all)["UK"] = all->at("GB");
    return all;
  }();
  return *countries;
}

}  // namespace

const Country* FindCountry(std::string_view code) {
  constexpr size_t kLongest = 3;
  if (code.size() > kLongest) return nullptr;
  std::string capitals(code);
  std::transform(capitals.begin(), capitals.end(), capitals.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const auto found = All().find(capitals);
  return found == All().end() ? nullptr : &found->second;
}

namespace {

struct CountryNameIndex {
  std::vector<std::string> names;
  std::map<std::string, const Country*, std::less<>> country_of;  // by small letters

  void Add(const Locale& locale) {
    const WordList* list = locale.Find("location.country");
    const WordList* codes = locale.Find("location.country@code");
    if (list == nullptr || codes == nullptr) return;
    for (size_t i = 0; i < std::min(list->items.size(), codes->items.size()); ++i) {
      const Country* country = FindCountry(codes->items[i]);
      const std::string name(list->items[i]);
      if (country == nullptr || FindCountry(name) != nullptr) continue;
      if (country_of.emplace(base::FoldCase(name), country).second) names.push_back(name);
    }
  }
};

const CountryNameIndex& NameIndex() {
  static const auto* index = [] {
    auto* made = new CountryNameIndex;
    made->Add(*FindLocale("en"));
    for (const std::string& name : LocaleNames()) made->Add(*FindLocale(name));
    return made;
  }();
  return *index;
}

}  // namespace

const Country* FindCountryByName(std::string_view name) {
  const auto found = NameIndex().country_of.find(base::FoldCase(name));
  return found == NameIndex().country_of.end() ? nullptr : found->second;
}

std::vector<std::string> CountryNames() { return NameIndex().names; }

std::string CountryOfLocale(const Locale& locale) {
  const WordList* country = locale.Find("locale.country");
  return country == nullptr ? "US" : std::string(country->items[0]);
}

std::vector<std::string> CountryCodes() {
  std::vector<std::string> codes;
  for (const auto& [code, country] : All()) codes.push_back(code);
  return codes;
}

}  // namespace datagen::locale
