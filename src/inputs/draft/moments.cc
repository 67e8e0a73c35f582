#include "inputs/draft/moments.h"

#include <algorithm>

#include "foundation/base/calendar.h"
#include "inputs/draft/column_name.h"
#include "inputs/draft/generators.h"

namespace datagen::draft {

using meaning::Meaning;

Meaning TimeMeaning(const schema::Table& table, const schema::Column& column) {
  static const meaning::Concept kAnyTime{.reason = "any time of the timeframe"};
  const auto found = meaning::MeaningOf(NameIn(table, column, meaning::Kind::kTime));
  return found ? *found : Meaning{.what = &kAnyTime, .reason = kAnyTime.reason};
}

void DecideMoment(TableDraft* table, ColumnDraft* column, const Meaning& meaning) {
  const ColumnFacts& facts = table->FactsOf(column->name);
  const bool date = column->type.kind == kernel::TypeKind::kDate;
  // Instants in microseconds; what the CHECKs exclude is a step away.
  const int64_t step = date ? base::kMicrosPerDay : base::kMicrosPerSecond;
  const auto instant = [](const std::string& text) { return base::ParseDatetime(text); };
  std::optional<int64_t> first = instant(meaning.what->window_start);
  std::optional<int64_t> last = instant(meaning.what->window_end);
  std::optional<int64_t> earliest;
  if (facts.earliest) {
    earliest = *instant(*facts.earliest) + (facts.low_excluded ? step : 0);
    first = std::max(*earliest, first.value_or(*instant(kTimeframeStart)));
    if (!last) last = std::max(*first, *instant(kTimeframeEnd));
  }
  if (facts.latest) {
    const int64_t latest = *instant(*facts.latest) - (facts.high_excluded ? step : 0);
    last = std::min(latest, last.value_or(*instant(kTimeframeEnd)));
    if (!first || (*first > *last && !earliest)) first = *last - 365 * base::kMicrosPerDay;
    // What the name suggests lies outside: the limits alone count then.
    if (earliest && *first > *last) first = earliest;
  }
  const char* freq = date ? "D" : "S";
  TableDraft::Decide(column,
                     first && last
                         ? Moments(base::FormatDatetime(*first), base::FormatDatetime(*last), freq)
                         : Moments(freq),
                     meaning.reason);
  if (column->nullable) column->null_rate = meaning.what->null_rate;
}

}  // namespace datagen::draft
