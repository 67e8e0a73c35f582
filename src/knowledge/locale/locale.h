// Names, places and words of each locale, carried inside the program.
//
// The data come from @faker-js/faker (MIT), converted at build time by scripts/convert_locales.mjs,
// which also describes the format.
//
// Thread-safety: all functions may be called from any thread; a Locale is immutable.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/locale/item_list.h"

namespace datagen::locale {

// Items of one kind; `weights` is empty where all are equally likely. An empty list says that the
// locale has no such thing.
struct WordList {
  ItemList items;
  std::vector<double> weights;
};

class Locale {
 public:
  [[nodiscard]] const std::string& name() const { return name_; }
  // The list at "person.first_name.female", from this locale or the nearest fallback that knows the
  // path; nullptr when none has items.
  [[nodiscard]] const WordList* Find(std::string_view path) const;
  // The lists at these paths, all of one locale: the nearest that has any of them. nullptr for each
  // that it lacks.
  [[nodiscard]] std::vector<const WordList*> FindTogether(
      const std::vector<std::string>& paths) const;

 private:
  friend class LocaleReader;

  std::string name_;
  std::vector<const Locale*> fallbacks_;
  std::map<std::string, WordList, std::less<>> lists_;
};

// The locale of this name ("en_US", "de_DE", "de-DE"), or of its language; nullptr when there is
// none. Lifetime: as long as the program.
const Locale* FindLocale(std::string_view name);

struct Country {
  std::string code;    // ISO 3166-1 alpha-2
  std::string locale;  // of its most spoken language that the data have; "en" where they have none
};

// The country of an ISO 3166-1 code of two or three letters, any case; nullptr when it is none.
const Country* FindCountry(std::string_view code);

// The country of this name in the language of any locale ("Germany", "Deutschland", "Allemagne"),
// small and capital ASCII letters alike; nullptr when it is none. Where a name means one country in
// English and another elsewhere, the English one.
const Country* FindCountryByName(std::string_view name);

// Every name that FindCountryByName knows, as the data spell it.
std::vector<std::string> CountryNames();

// The country whose people a locale describes, as alpha-2 code.
std::string CountryOfLocale(const Locale& locale);

// Every code that FindCountry knows, in capitals.
std::vector<std::string> CountryCodes();

// What belongs to no language: codes, and what goes by country.
const Locale& CommonLists();

// The names that FindLocale knows, without the languages that stand for one of them.
std::vector<std::string> LocaleNames();

}  // namespace datagen::locale
