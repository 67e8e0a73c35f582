// Columns of a row that must be in order: by CHECKs, and times by what their names say.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "data/dialects/dialect.h"
#include "foundation/base/calendar.h"
#include "inputs/draft/table_drafter.h"

namespace datagen::draft {

using schema::Column;

namespace {

// Every column in an expression divided by 1, which makes it a double.
std::string InDoubles(const std::string& code) {
  std::string result;
  for (size_t i = 0; i < code.size();) {
    const auto part = [&](size_t at) {
      return at < code.size() &&
             (std::isalnum(static_cast<unsigned char>(code[at])) != 0 || code[at] == '_');
    };
    if (!part(i) || std::isdigit(static_cast<unsigned char>(code[i])) != 0) {
      result += code[i++];
      continue;
    }
    const size_t begin = i;
    while (part(i)) ++i;
    result += "(" + code.substr(begin, i - begin) + " / 1)";
  }
  return result;
}

}  // namespace

// Two columns that are never equal: mostly references into one table, a sender and a recipient.
void TableDrafter::DraftDifference(const ColumnOrder& pair) {
  ColumnDraft* first = Find(pair.low);
  ColumnDraft* second = Find(pair.high);
  if (first == nullptr || second == nullptr) return;
  const auto warn = [&] {
    Warn(table_.place, fmt::format("'{}' <> '{}' in table '{}' is not kept by construction",
                                   pair.low, pair.high, table_.full_name));
  };
  if (first->generator.is_null() && second->generator.is_null() && IsNumberType(first->type) &&
      IsNumberType(second->type)) {
    facts_.orders.push_back(pair);  // below is different, too
    return;
  }
  if (second->reference == role().parent_key) std::swap(first, second);
  const auto numbered = [&](const ColumnDraft& column) -> const schema::ForeignKey* {
    if (column.reference < 0) return nullptr;
    const auto& key = table_.foreign_keys[static_cast<size_t>(column.reference)];
    const schema::Table* target = schema_.Find(key.target);
    const bool by_number =
        key.columns.size() == 1 && target->primary_key == key.target_columns &&
        target->FindColumn(key.target_columns[0])->type.family == schema::TypeFamily::kInteger;
    return by_number ? &key : nullptr;
  };
  const auto* a = numbered(*first);
  const auto* b = numbered(*second);
  const bool same = a != nullptr && b != nullptr && a->target == b->target;
  if (!same || second->never_repeats || second->never_repeats_in_parent) {
    warn();
    return;
  }
  // Where both are the same row, the neighbour by number.
  const std::string first_name = first->name;
  const std::string second_name = second->name;
  ColumnDraft any_column = *second;
  ColumnDraft& any = AddHidden(second_name + "_any", any_column.type, any_column.generator);
  any.reason = any_column.reason;
  const std::string code =
      fmt::format("if({0} == {1}, if({1} > 1, {1} - 1, {1} + 1), {0})", any.name, first_name);
  Decide(Find(second_name),
         Generator(fmt::format(R"({{"expression": {{"code": {}}}}})", Quoted(code))),
         fmt::format("{}, never that of {}", any_column.reason, first_name));
}

void TableDrafter::DraftOrders() {
  for (const ColumnOrder& pair : facts_.differences) DraftDifference(pair);
  for (const ColumnFormula& formula : facts_.formulas) {
    if (!IsOpen(formula.column)) continue;
    ColumnDraft* column = Find(formula.column);
    std::string code = formula.code;
    // SQLite computes its decimals with doubles: so must what it compares.
    const bool doubles = dialects::GetDialect(schema_.dialect).storage.decimals_are_doubles &&
                         column->type.rfind("decimal", 0) == 0 &&
                         code.find('(') != std::string::npos;
    if (doubles) {
      column->type = "float64";
      code = InDoubles(code);
    }
    Decide(column, Generator(fmt::format(R"({{"expression": {{"code": {}}}}})", Quoted(code))),
           "what its CHECK says");
  }
  for (const ColumnOrder& order : facts_.orders) {
    ColumnDraft* low = Find(order.low);
    ColumnDraft* high = Find(order.high);
    if (low == nullptr || high == nullptr) continue;
    const bool both_open = IsOpen(order.low) && IsOpen(order.high);
    if (IsTimeType(low->type) && IsTimeType(high->type) && IsOpen(order.high) &&
        (IsOpen(order.low) || low->generator.Find("after") != nullptr ||
         low->generator.Find("datetime_series") != nullptr)) {
      if (IsOpen(order.low)) {
        const TimeMeaning meaning = MeaningOfTime(*low->column);
        DraftTime(low, facts_.columns[order.low], meaning);
        // What comes after it needs it.
        if (!high->nullable) low->nullable = false;
      }
      // A birth lies before all that the timeframe has: no distance is needed.
      const TimeMeaning early = MeaningOfTime(*low->column);
      const TimeMeaning late = MeaningOfTime(*high->column);
      if (!early.window_end.empty() && late.window_start.empty() &&
          !facts_.columns[order.high].latest && low->generator.Find("after") == nullptr) {
        DraftTime(high, facts_.columns[order.high], late);
        continue;
      }
      Decide(high,
             Generator(fmt::format(
                 R"({{"after": {{"column": {}, "min": {}, "max": 30, "unit": "days"}}}})",
                 Quoted(order.low), order.strict ? 1 : 0)),
             fmt::format("after {}", order.low));
      if (high->nullable) high->null_rate = MeaningOfTime(*high->column).null_rate;
      continue;
    }
    if (both_open && low->type == "time" && high->type == "time") {
      const auto quarters = [](const char* from, const char* to) {
        return Generator(fmt::format(
            R"({{"datetime_series": {{"within": {{"start": "2024-01-01T{}:00Z", "end": "2024-01-01T{}:00Z"}}, "freq": "15min"}}}})",
            from, to));
      };
      Decide(low, quarters("06:00", "12:00"), fmt::format("before {}", order.high));
      Decide(high, quarters("13:00", "23:00"), fmt::format("after {}", order.low));
      continue;
    }
    if (both_open && IsNumberType(low->type) && IsNumberType(high->type)) {
      // Each has its own half of the numbers that both can be.
      const NumberLimits a = LimitsOf(low->column->type, facts_.columns[order.low]);
      const NumberLimits b = LimitsOf(high->column->type, facts_.columns[order.high]);
      const NumberRange low_range =
          PlausibleRange({table_, *low->column, facts_.columns[order.low]});
      const NumberRange high_range =
          PlausibleRange({table_, *high->column, facts_.columns[order.high]});
      const double bottom = std::max(low_range.low, std::min(high_range.low, low_range.high));
      const double top = std::max(bottom + 1, std::min({high_range.high, low_range.high, b.high}));
      const int scale = std::min(a.scale < 0 ? 2 : a.scale, b.scale < 0 ? 2 : b.scale);
      const double step = std::pow(10.0, -scale);
      const double middle = std::floor((bottom + top) / 2 / step) * step;
      const auto uniform = [&](double from, double to) {
        return Generator(fmt::format(
            R"({{"distribution": {{"type": "uniform", "params": {{"min": {}, "max": {}}}}}}})",
            NumberText(from, scale), NumberText(to, scale)));
      };
      if (middle + step > top && order.strict) continue;
      Decide(low, uniform(bottom, middle), fmt::format("at most {}", order.high));
      Decide(high, uniform(std::min(top, middle + (order.strict ? step : 0)), top),
             fmt::format("at least {}", order.low));
      continue;
    }
    if (low->generator.Find("expression") != nullptr ||
        high->generator.Find("expression") != nullptr) {
      continue;
    }
    Warn(table_.place,
         fmt::format("'{}' {} '{}' in table '{}' is not kept by construction", order.low,
                     order.strict ? "<" : "<=", order.high, table_.full_name));
  }
}

// Times of one row by what their names say: ordered before shipped, created before updated.
void TableDrafter::DraftTimes() {
  struct Timed {
    std::string name;
    TimeMeaning meaning;
  };
  std::vector<Timed> times;
  for (const ColumnDraft& column : columns_) {
    const bool drawn = column.generator.Find("datetime_series") != nullptr ||
                       column.generator.Find("grid") != nullptr ||
                       column.generator.Find("after") != nullptr;
    if (column.column == nullptr || !IsTimeType(column.type)) continue;
    if (!column.generator.is_null() && !drawn) continue;
    const ColumnFacts& facts = facts_.columns[column.name];
    TimeMeaning meaning = MeaningOfTime(*column.column);
    if (meaning.rank == 0 || facts.earliest || facts.latest || facts.always_null) continue;
    times.push_back({column.name, std::move(meaning)});
  }
  std::stable_sort(times.begin(), times.end(),
                   [](const Timed& a, const Timed& b) { return a.meaning.rank < b.meaning.rank; });
  const Timed* before = nullptr;
  for (const Timed& time : times) {
    ColumnDraft* column = Find(time.name);
    if (!column->generator.is_null()) {
      if (!column->nullable && time.meaning.window_start.empty()) before = &time;
      continue;
    }
    // A birth or a foundation lies far before what the others speak of.
    const bool chained = before != nullptr && before->meaning.rank < time.meaning.rank &&
                         before->meaning.window_start.empty();
    if (!chained) {
      DraftTime(column, facts_.columns[time.name], time.meaning);
    } else {
      const bool last = time.meaning.rank == 7;  // touched
      Decide(column,
             Generator(fmt::format(
                 R"({{"after": {{"column": {}, "min": {}, "max": {}, "unit": "days"{}}}}})",
                 Quoted(before->name), last ? 0 : 1, last ? 90 : 30,
                 last ? R"(, "law": "exponential")" : "")),
             fmt::format("{}: after {}", time.meaning.reason, before->name));
      if (column->nullable) column->null_rate = time.meaning.null_rate;
    }
    if (!column->nullable && time.meaning.window_start.empty()) before = &time;
  }
}

void TableDrafter::DraftTime(ColumnDraft* column, const ColumnFacts& facts,
                             const TimeMeaning& meaning) {
  // Instants in microseconds; what the CHECKs exclude is a step away.
  const int64_t step = column->type == "date" ? base::kMicrosPerDay : base::kMicrosPerSecond;
  std::optional<int64_t> first = base::ParseDatetime(meaning.window_start);
  std::optional<int64_t> last = base::ParseDatetime(meaning.window_end);
  if (facts.earliest) {
    const int64_t low = *base::ParseDatetime(*facts.earliest) + (facts.low_excluded ? step : 0);
    first = std::max(low, first.value_or(*base::ParseDatetime(kTimeframeStart)));
    if (!last) last = std::max(*first, *base::ParseDatetime(kTimeframeEnd));
  }
  if (facts.latest) {
    const int64_t high = *base::ParseDatetime(*facts.latest) - (facts.high_excluded ? step : 0);
    last = std::min(high, last.value_or(*base::ParseDatetime(kTimeframeEnd)));
    if (!first || (*first > *last && !facts.earliest)) first = *last - 365 * base::kMicrosPerDay;
    // What the name suggests lies outside: the limits alone count then.
    if (facts.earliest && *first > *last) {
      first = *base::ParseDatetime(*facts.earliest) + (facts.low_excluded ? step : 0);
    }
  }
  const char* freq = column->type == "date" ? "D" : "S";
  std::string window = R"("timeframe")";
  if (first && last) {
    window = fmt::format(R"({{"start": {}, "end": {}}})", Quoted(base::FormatDatetime(*first)),
                         Quoted(base::FormatDatetime(*last)));
  }
  Decide(column,
         Generator(
             fmt::format(R"({{"datetime_series": {{"within": {}, "freq": "{}"}}}})", window, freq)),
         meaning.reason);
  if (column->nullable) column->null_rate = meaning.null_rate;
}

}  // namespace datagen::draft
