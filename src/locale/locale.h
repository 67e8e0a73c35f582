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

namespace datagen::locale {

// Items of one kind; `weights` is empty where all are equally likely. An empty list says that the
// locale has no such thing.
struct WordList {
  std::vector<std::string> items;
  std::vector<double> weights;
};

class Locale {
 public:
  [[nodiscard]] const std::string& name() const { return name_; }
  // The list at "person.first_name.female", from this locale or the nearest fallback that knows the
  // path; nullptr when none has items.
  [[nodiscard]] const WordList* Find(std::string_view path) const;

 private:
  friend class LocaleReader;

  std::string name_;
  std::vector<const Locale*> fallbacks_;
  std::map<std::string, WordList, std::less<>> lists_;
};

// The locale of this name ("en_US", "de_DE", "de-DE"), or of its language; nullptr when there is
// none. Lifetime: as long as the program.
const Locale* FindLocale(std::string_view name);

// The locale spoken in a country: ISO 3166 alpha-2 or alpha-3 code, any case; "" when not known.
std::string LocaleOfCountry(std::string_view country);

// Every country code that LocaleOfCountry knows, in capitals.
std::vector<std::string> CountryCodes();

std::vector<std::string> LocaleNames();

}  // namespace datagen::locale
