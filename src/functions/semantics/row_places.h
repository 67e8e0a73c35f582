// Whose language, postcodes, telephones and accounts the rows of a column have: one place for all,
// or one that another column of the row names.
//
// Thread-safety: immutable after construction.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/base/buffer.h"
#include "functions/kernel/binding.h"
#include "knowledge/locale/locale.h"

namespace datagen::semantics {

struct Place {
  const locale::Locale* locale;
  std::string country;  // ISO 3166 alpha-2

  friend bool operator==(const Place& a, const Place& b) {
    return a.locale == b.locale && a.country == b.country;
  }
};

// Which place a row has, by what a column says: codes, names, locales, capitals or not.
class PlaceIndex {
 public:
  using Index = uint16_t;  // there are some 250 countries
  using IndexOf = std::map<std::string, size_t, std::less<>>;

  PlaceIndex() = default;  // the first for all rows
  PlaceIndex(int slot, IndexOf index_of);

  // One a cell; the first for a null, and for what names no place, which the cells count.
  void Fill(const kernel::Cells& cells, base::Buffer<Index>* indexes) const;

 private:
  [[nodiscard]] std::optional<Index> Find(std::string_view place) const;

  int slot_ = -1;
  IndexOf index_of_;
  IndexOf index_of_small_;  // by small letters
};

struct RowPlaces {
  std::vector<Place> all;  // the default first
  PlaceIndex index;
};

// The places that the arguments `locale` and `locale_from` lead to; nullopt after a report.
std::optional<RowPlaces> BindPlaces(kernel::BindContext& context,
                                    const kernel::Arguments& arguments);

}  // namespace datagen::semantics
