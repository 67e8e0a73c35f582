// What a comparison says of the distance of two columns: b <= a + 10, b - a < INTERVAL '4 hours',
// DATEDIFF(day, a, b) >= 1.
//
// Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string>

#include "data/schema/condition.h"
#include "data/schema/schema.h"

namespace datagen::draft {

// `high` lies from `least` to `most` behind `low`: seconds of times, else numbers.
struct ColumnDistance {
  std::string low;  // Column::name
  std::string high;
  std::optional<double> least;
  std::optional<double> most;
  bool strict = false;  // the limits themselves are excluded
};

// nullopt where it compares anything but two columns of one kind. A limit of the distance that lets
// either be the greater one is read as of the column that was named first: the later.
std::optional<ColumnDistance> DistanceIn(const schema::Table& table, const schema::Condition& left,
                                         const std::string& sign, const schema::Condition& right);

}  // namespace datagen::draft
