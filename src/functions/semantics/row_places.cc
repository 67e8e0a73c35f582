#include "functions/semantics/row_places.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "foundation/base/case_folding.h"
#include "foundation/base/spelling.h"

namespace datagen::semantics {
namespace {

// The place that a value of the locale_from column asks for; nullopt where it names none.
std::optional<Place> PlaceOf(const std::string& value) {
  const locale::Country* country = locale::FindCountry(value);
  if (country == nullptr) country = locale::FindCountryByName(value);
  if (country != nullptr) return Place{locale::FindLocale(country->locale), country->code};
  if (const locale::Locale* named = locale::FindLocale(value)) {
    return Place{named, locale::CountryOfLocale(*named)};
  }
  return std::nullopt;
}

}  // namespace

PlaceIndex::PlaceIndex(int slot, IndexOf index_of) : slot_(slot), index_of_(std::move(index_of)) {
  for (const auto& [place, index] : index_of_) {
    index_of_small_.emplace(base::FoldCase(place), index);
  }
}

void PlaceIndex::Fill(const kernel::Cells& cells, base::Buffer<Index>* indexes) const {
  indexes->Assign(static_cast<size_t>(cells.size()), 0);
  if (slot_ < 0) return;
  const kernel::Vector& places = cells.input(slot_);
  std::vector<std::optional<Index>> of_code;
  if (places.dictionary != nullptr) {
    for (int64_t k = 0; k < places.dictionary->size(); ++k) {
      of_code.push_back(Find((*places.dictionary)[k]));
    }
  }
  int64_t placeless = 0;
  for (int64_t i = 0; i < cells.size(); ++i) {
    const auto k = static_cast<size_t>(i);
    if (!places.IsValid(i)) continue;
    const std::optional<Index> index = places.dictionary != nullptr
                                           ? of_code[static_cast<size_t>(places.codes[k])]
                                           : Find(places.String(i));
    placeless += index ? 0 : 1;
    (*indexes)[k] = index.value_or(0);
  }
  if (cells.placeless != nullptr) *cells.placeless += placeless;
}

std::optional<PlaceIndex::Index> PlaceIndex::Find(std::string_view place) const {
  auto found = index_of_.find(place);
  if (found != index_of_.end()) return static_cast<Index>(found->second);
  found = index_of_small_.find(base::FoldCase(place));
  if (found == index_of_small_.end()) return std::nullopt;
  return static_cast<Index>(found->second);
}

// The default locale first, then those that the column's values ask for.
std::optional<RowPlaces> BindPlaces(kernel::BindContext& context,
                                    const kernel::Arguments& arguments) {
  RowPlaces places;
  const std::string name = arguments.String("locale", context.locale());
  const locale::Locale* otherwise = locale::FindLocale(name);
  if (otherwise == nullptr) {
    context.Error(
        "unknown-locale", arguments.Where("locale"), fmt::format("unknown locale '{}'", name),
        {.expected = fmt::format("one of {}", base::JoinNames(locale::LocaleNames(), 100)),
         .hint = base::DidYouMean(name, locale::LocaleNames())});
    return std::nullopt;
  }
  // "de_AT" means Austria, "de" the country where most people speak it.
  places.all.push_back({otherwise, locale::CountryOfLocale(*otherwise)});
  if (!arguments.Has("locale_from")) return places;
  const auto column =
      context.UseColumn(arguments.Where("locale_from"), arguments.String("locale_from"));
  if (!column) return std::nullopt;
  if (column->type.kind != kernel::TypeKind::kString) {
    context.Error(
        "wrong-column-type", arguments.Where("locale_from"),
        fmt::format("column '{}' is {}", arguments.String("locale_from"), column->type.Name()),
        {.expected = "a string with country codes or locales"});
    return std::nullopt;
  }
  PlaceIndex::IndexOf index_of;
  // Known values need their locales only; of unknown values, any country or locale may come.
  std::vector<std::string> values = column->domain->labels;
  const bool listed = !values.empty();
  if (!listed) {
    values = locale::CountryCodes();
    for (const std::string& country : locale::CountryNames()) values.push_back(country);
    for (const std::string& locale_name : locale::LocaleNames()) {
      values.push_back(locale_name);
      values.push_back(locale_name);
      std::replace(values.back().begin(), values.back().end(), '_', '-');
    }
  }
  for (const std::string& value : values) {
    const std::optional<Place> named = PlaceOf(value);
    if (!named && listed) {
      context.Error("unknown-locale", arguments.Where("locale_from"),
                    fmt::format("column '{}' can be '{}', which is no country and no locale",
                                arguments.String("locale_from"), value),
                    {.given = value, .expected = "codes of ISO 3166, countries' names or locales"});
      return std::nullopt;
    }
    const Place& wanted = named ? *named : places.all[0];
    auto at = std::find(places.all.begin(), places.all.end(), wanted);
    if (at == places.all.end()) at = places.all.insert(at, wanted);
    index_of[value] = static_cast<size_t>(at - places.all.begin());
  }
  places.index = PlaceIndex(column->slot, std::move(index_of));
  return places;
}

}  // namespace datagen::semantics
