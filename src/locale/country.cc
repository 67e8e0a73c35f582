#include <algorithm>
#include <cctype>

#include "locale/locale.h"

namespace datagen::locale {
namespace {

// The main language of each country that the locale data speak. Codes: ISO 3166-1.
struct Country {
  const char* alpha2;
  const char* alpha3;
  const char* locale;
};

constexpr Country kCountries[] = {
    {"AE", "ARE", "ar"},         {"AM", "ARM", "hy"},          {"AR", "ARG", "es"},
    {"AT", "AUT", "de_AT"},      {"AU", "AUS", "en_AU"},       {"AZ", "AZE", "az"},
    {"BD", "BGD", "bn_BD"},      {"BE", "BEL", "nl_BE"},       {"BR", "BRA", "pt_BR"},
    {"CA", "CAN", "en_CA"},      {"CH", "CHE", "de_CH"},       {"CL", "CHL", "es"},
    {"CN", "CHN", "zh_CN"},      {"CO", "COL", "es"},          {"CZ", "CZE", "cs_CZ"},
    {"DE", "DEU", "de"},         {"DK", "DNK", "da"},          {"DZ", "DZA", "ar"},
    {"EG", "EGY", "ar"},         {"ES", "ESP", "es"},          {"FI", "FIN", "fi"},
    {"FR", "FRA", "fr"},         {"GB", "GBR", "en_GB"},       {"GE", "GEO", "ka_GE"},
    {"GH", "GHA", "en_GH"},      {"GR", "GRC", "el"},          {"HK", "HKG", "en_HK"},
    {"HR", "HRV", "hr"},         {"HU", "HUN", "hu"},          {"ID", "IDN", "id_ID"},
    {"IE", "IRL", "en_IE"},      {"IL", "ISR", "he"},          {"IN", "IND", "en_IN"},
    {"IR", "IRN", "fa"},         {"IT", "ITA", "it"},          {"JP", "JPN", "ja"},
    {"KR", "KOR", "ko"},         {"LU", "LUX", "fr_LU"},       {"LV", "LVA", "lv"},
    {"MA", "MAR", "ar"},         {"MD", "MDA", "ro_MD"},       {"MK", "MKD", "mk"},
    {"MN", "MNG", "mn_MN_cyrl"}, {"MV", "MDV", "dv"},          {"MX", "MEX", "es_MX"},
    {"NG", "NGA", "en_NG"},      {"NL", "NLD", "nl"},          {"NO", "NOR", "nb_NO"},
    {"NP", "NPL", "ne"},         {"NZ", "NZL", "en_AU"},       {"PE", "PER", "es"},
    {"PK", "PAK", "ur"},         {"PL", "POL", "pl"},          {"PT", "PRT", "pt_PT"},
    {"RO", "ROU", "ro"},         {"RS", "SRB", "sr_RS_latin"}, {"RU", "RUS", "ru"},
    {"SA", "SAU", "ar"},         {"SE", "SWE", "sv"},          {"SI", "SVN", "sl_SI"},
    {"SK", "SVK", "sk"},         {"SN", "SEN", "fr_SN"},       {"TH", "THA", "th"},
    {"TR", "TUR", "tr"},         {"TW", "TWN", "zh_TW"},       {"UA", "UKR", "uk"},
    {"UK", "UK", "en_GB"},       {"US", "USA", "en_US"},       {"UZ", "UZB", "uz_UZ_latin"},
    {"VE", "VEN", "es"},         {"VN", "VNM", "vi"},          {"ZA", "ZAF", "en_ZA"},
};

}  // namespace

std::string LocaleOfCountry(std::string_view country) {
  std::string code(country);
  std::transform(code.begin(), code.end(), code.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  for (const Country& known : kCountries) {
    if (code == known.alpha2 || code == known.alpha3) return known.locale;
  }
  return "";
}

std::vector<std::string> CountryCodes() {
  std::vector<std::string> codes;
  for (const Country& known : kCountries) {
    codes.emplace_back(known.alpha2);
    codes.emplace_back(known.alpha3);
  }
  return codes;
}

}  // namespace datagen::locale
