#include "inputs/draft/moments.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "foundation/base/calendar.h"
#include "inputs/draft/column_name.h"
#include "inputs/draft/generators.h"
#include "knowledge/meaning/words.h"

namespace datagen::draft {

using meaning::Meaning;

Meaning TimeMeaning(const schema::Table& table, const schema::Column& column) {
  static const meaning::Concept kAnyTime{.reason = "any time of the timeframe"};
  const auto found = meaning::MeaningOf(NameIn(table, column, meaning::Kind::kTime));
  return found ? *found : Meaning{.what = &kAnyTime, .reason = kAnyTime.reason};
}

std::optional<kernel::ValueType> TextMoment(const schema::Table& table,
                                            const schema::Column& column,
                                            const ColumnFacts& facts) {
  constexpr int64_t kDateLength = 10;
  constexpr int64_t kMomentLength = 20;
  if (facts.values || facts.pattern || facts.lower || facts.upper) return std::nullopt;
  const meaning::Words words = meaning::WordsOf(column.name);
  if (words.empty()) return std::nullopt;
  const std::string& last = words.back();
  const auto is_one_of = [&](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), last) != names.end();
  };
  const std::string given = schema::Lower(column.default_to.value_or(""));
  const bool dated = is_one_of({"date", "dob", "birthday"});
  const bool timed = (is_one_of({"at", "datetime", "timestamp"}) && words.size() > 1) ||
                     given.find("current_timestamp") != std::string::npos ||
                     given.find("datetime(") != std::string::npos ||
                     given.find("now()") != std::string::npos;
  const bool known = is_one_of({"time", "on"}) &&
                     meaning::MeaningOf(NameIn(table, column, meaning::Kind::kTime)).has_value();
  if (!dated && !timed && !known) return std::nullopt;
  const bool date = (dated && !timed) || last == "on";
  const int64_t length = date ? kDateLength : kMomentLength;
  const bool fits = column.type.length.value_or(length) >= length &&
                    facts.length_max.value_or(length) >= length &&
                    facts.length_min.value_or(0) <= length;
  if (!fits) return std::nullopt;
  return kernel::ValueType::Of(date ? kernel::TypeKind::kDate : kernel::TypeKind::kDatetime);
}

void DecideTextMoment(TableDraft* table, ColumnDraft* column, const kernel::ValueType& type) {
  const Meaning meaning = TimeMeaning(table->table(), *column->column);
  ColumnDraft& time = table->AddHidden(column->name + "_time", type, Moments("S"), meaning.reason);
  DecideMoment(table, &time, meaning);
  TableDraft::Decide(column, FormatPattern().Column(time.name).Made(), meaning.reason);
  if (column->nullable) column->null_rate = meaning.what->null_rate;
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
