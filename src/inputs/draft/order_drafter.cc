#include "inputs/draft/order_drafter.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "foundation/base/calendar.h"
#include "functions/expression/parser.h"
#include "inputs/draft/generators.h"
#include "inputs/draft/moments.h"
#include "inputs/draft/number_limits.h"

namespace datagen::draft {
namespace {

using base::Json;
using expression::ColumnName;
using kernel::TypeKind;
using kernel::ValueType;
using meaning::Meaning;

constexpr double kDay = 86400;

// How far apart two times are: as the order limits it, else some days. nullopt where no whole
// number of units lies within. `apart`: whole days behind a time of day.
std::optional<Reach> ReachOf(const ColumnOrder& order, bool whole_days, bool apart) {
  constexpr double kDaysMax = 30;
  constexpr double kMinute = 60;
  constexpr double kFewMinutes = 30;
  const bool short_time = order.most.value_or(kDay * kDaysMax) < 2 * kDay;
  const double least_asked = order.least.value_or(0);
  Reach reach;
  if (!whole_days && (short_time || std::fmod(least_asked, kDay) != 0)) {
    const double most = order.most.value_or(least_asked + kDaysMax * kDay);
    const bool minutes = most >= kFewMinutes * kMinute;
    reach.unit = minutes ? "minutes" : "seconds";
    reach.unit_seconds = minutes ? kMinute : 1;
    reach.most = std::floor(most / reach.unit_seconds);
    // Shorter ones are seldom what is meant: a sixteenth of four hours are fifteen minutes.
    constexpr double kShortest = 16;
    reach.least = order.least ? std::ceil(*order.least / reach.unit_seconds)
                              : std::ceil(reach.most / kShortest);
  } else {
    reach.least = std::ceil(least_asked / kDay);
    if (order.strict || apart) reach.least = std::max(reach.least, 1.0);
    reach.most = order.most ? std::floor(*order.most / kDay) : reach.least + kDaysMax;
    if (!order.least && !order.most) reach.most = kDaysMax;
  }
  return reach.least <= reach.most ? std::optional(reach) : std::nullopt;
}

bool IsMadeBy(const ColumnDraft& column, const char* function) {
  return column.generator && column.generator->function->id == function;
}

}  // namespace

void OrderDrafter::Draft() {
  for (const ColumnOrder& pair : draft_.facts().differences) DraftDifference(pair);
  for (const ColumnFormula& formula : draft_.facts().formulas) DraftFormula(formula);
  for (const ColumnOrder& order : draft_.facts().orders) DraftOrder(order);
  DraftTimes();
}

void OrderDrafter::WarnUnkept(const ColumnOrder& pair, const char* sign) {
  draft_.Warn("constraint-not-kept", draft_.table().place,
              fmt::format("'{}' {} '{}' in table '{}' is not kept by construction", pair.low, sign,
                          pair.high, draft_.table().full_name));
}

const schema::ForeignKey* OrderDrafter::NumberedReference(const ColumnDraft& column) const {
  if (column.reference < 0) return nullptr;
  const auto& key = draft_.table().foreign_keys[static_cast<size_t>(column.reference)];
  const schema::Table* target = draft_.schema().Find(key.target);
  const bool by_number =
      key.columns.size() == 1 && target->primary_key == key.target_columns &&
      target->FindColumn(key.target_columns[0])->type.family == schema::TypeFamily::kInteger;
  return by_number ? &key : nullptr;
}

// Two columns that are never equal: mostly references into one table, a sender and a recipient.
void OrderDrafter::DraftDifference(const ColumnOrder& pair) {
  ColumnDraft* first = draft_.Find(pair.low);
  ColumnDraft* second = draft_.Find(pair.high);
  if (first == nullptr || second == nullptr) return;
  if (first->is_open() && second->is_open() && first->type.is_numeric() &&
      second->type.is_numeric()) {
    draft_.facts().orders.push_back(pair);  // below is different, too
    return;
  }
  if (second->reference == draft_.role().parent_key) std::swap(first, second);
  const auto* a = NumberedReference(*first);
  const auto* b = NumberedReference(*second);
  const bool same = a != nullptr && b != nullptr && a->target == b->target;
  if (!same || second->never_repeats || second->never_repeats_in_parent) {
    WarnUnkept(pair, "<>");
    return;
  }
  // Where both are the same row, the neighbour by number.
  const std::string reason = fmt::format("{}, never that of {}", second->reason, first->name);
  const ColumnDraft& any =
      draft_.AddHidden(second->name + "_any", second->type, *second->generator, second->reason);
  const std::string code = fmt::format("if({0} == {1}, if({1} > 1, {1} - 1, {1} + 1), {0})",
                                       ColumnName(any.name), ColumnName(first->name));
  TableDraft::Decide(second, Expression(code), reason);
}

void OrderDrafter::DraftFormula(const ColumnFormula& formula) {
  ColumnDraft* column = draft_.Find(formula.column);
  if (column == nullptr || !column->is_open()) return;
  // SQLite computes its decimals with doubles: so must what it compares.
  const bool doubles = draft_.storage().decimals_are_doubles &&
                       column->type.kind == TypeKind::kDecimal && formula.is_arithmetic;
  if (doubles) column->type = ValueType::Float();
  TableDraft::Decide(column, Expression(doubles ? formula.code_in_doubles : formula.code),
                     "what its CHECK says");
}

void OrderDrafter::DraftOrder(const ColumnOrder& order) {
  ColumnDraft* low = draft_.Find(order.low);
  ColumnDraft* high = draft_.Find(order.high);
  if (low == nullptr || high == nullptr) return;
  if (DraftMoments(order, low, high) || DraftNumbers(order, low, high)) return;
  if (IsMadeBy(*low, "expression") || IsMadeBy(*high, "expression")) return;
  WarnUnkept(order, order.strict ? "<" : "<=");
}

bool OrderDrafter::DraftMoments(const ColumnOrder& order, ColumnDraft* low, ColumnDraft* high) {
  if (low->type.kind == TypeKind::kTime && high->type.kind == TypeKind::kTime) {
    return low->is_open() && high->is_open() && DraftClocks(order, low, high);
  }
  if (!IsMoment(low->type) || !IsMoment(high->type)) return false;
  if (!low->is_open() && !high->is_open()) return false;
  const Meaning early = TimeMeaning(draft_.table(), *low->column);
  const Meaning late = TimeMeaning(draft_.table(), *high->column);
  const bool whole_days = high->type.kind == TypeKind::kDate;
  const auto reach = ReachOf(order, whole_days, whole_days && low->type.kind != TypeKind::kDate);
  if (!reach) return false;
  if (!high->is_open()) {
    TableDraft::Decide(low,
                       Call("after", {{"column", order.high},
                                      {"min", NumberOf(-reach->most, 0)},
                                      {"max", NumberOf(-reach->least, 0)},
                                      {"unit", reach->unit}}),
                       "before " + order.high);
    return true;
  }
  if (low->is_open()) {
    LimitByLater(order, *reach);
    DecideMoment(&draft_, low, early);
    // What comes after it needs it.
    if (!high->nullable) low->nullable = false;
  }
  // A birth lies before all that the timeframe has: no distance is needed.
  if (!early.what->window_end.empty() && late.what->window_start.empty() && !order.least &&
      !order.most && !draft_.FactsOf(order.high).latest && !IsMadeBy(*low, "after")) {
    DecideMoment(&draft_, high, late);
    return true;
  }
  TableDraft::Decide(high, After(order.low, *reach), "after " + order.low);
  if (high->nullable) high->null_rate = late.what->null_rate;
  return true;
}

// What limits the later one limits the earlier one, as far as they may be apart.
void OrderDrafter::LimitByLater(const ColumnOrder& order, const Reach& reach) {
  const ColumnFacts later = draft_.FactsOf(order.high);
  ColumnFacts& facts = draft_.facts().columns[order.low];
  if (later.latest) {
    const auto most =
        static_cast<int64_t>(reach.most * reach.unit_seconds) * (base::kMicrosPerSecond);
    KeepTimeBound(later.high_excluded ? "<" : "<=",
                  base::FormatDatetime(*base::ParseDatetime(*later.latest) - most), &facts);
  }
  if (later.earliest) {
    KeepTimeBound(later.low_excluded ? ">" : ">=", *later.earliest, &facts);
  }
}

// Times of any day: the one in the morning, the other behind it.
bool OrderDrafter::DraftClocks(const ColumnOrder& order, ColumnDraft* low, ColumnDraft* high) {
  constexpr double kNoonToMidnight = 11 * 3600;
  TableDraft::Decide(low, Moments("2024-01-01T06:00:00Z", "2024-01-01T12:00:00Z", "15min"),
                     "before " + order.high);
  if (!order.least && !order.most) {
    TableDraft::Decide(high, Moments("2024-01-01T13:00:00Z", "2024-01-01T23:00:00Z", "15min"),
                       "after " + order.low);
    return true;
  }
  ColumnOrder near = order;
  near.most = std::min(order.most.value_or(kNoonToMidnight), kNoonToMidnight);
  const auto reach = ReachOf(near, false, false);
  if (!reach) return false;
  TableDraft::Decide(high, After(order.low, *reach), "after " + order.low);
  if (!high->nullable) low->nullable = false;
  return true;
}

bool OrderDrafter::DraftNumbers(const ColumnOrder& order, ColumnDraft* low, ColumnDraft* high) {
  if (!low->type.is_numeric() || !high->type.is_numeric()) return false;
  if (low->is_open() && high->is_open() && !order.least && !order.most) {
    return DraftHalves(order, low, high);
  }
  // Both number rows: one runs ahead.
  if (IsMadeBy(*low, "sequence") && IsMadeBy(*high, "sequence") && !order.least && !order.most) {
    const auto start = [](const ColumnDraft& column) {
      const Json* given = spec::ArgumentOf(*column.generator, "start");
      return given == nullptr ? 1.0 : given->AsDouble().value_or(1.0);
    };
    const bool plain = spec::ArgumentOf(*low->generator, "per") == nullptr &&
                       spec::ArgumentOf(*high->generator, "per") == nullptr;
    if (!plain) return false;
    const double ahead = start(*low) + (order.strict ? 1 : 0);
    TableDraft::Decide(high, Call("sequence", {{"start", NumberOf(ahead, 0)}}), high->reason);
    return true;
  }
  return DraftNumberBehind(order, low, high);
}

// One of them is made already, or the distance has limits: the other lies so far before or behind.
bool OrderDrafter::DraftNumberBehind(const ColumnOrder& order, ColumnDraft* low,
                                     ColumnDraft* high) {
  const ColumnFacts& low_facts = draft_.FactsOf(order.low);
  const ColumnFacts& high_facts = draft_.FactsOf(order.high);
  const NumberLimits b = LimitsOf(high->schema_type(), high_facts);
  const int scale = std::min(b.scale < 0 ? 2 : b.scale, 6);
  const double step = std::pow(10.0, -scale);
  constexpr double kSteps = 100;
  const double least = order.least.value_or(order.strict ? step : 0);
  const double most = std::max(least, order.most.value_or(least + kSteps * step));
  const auto distances = [&](double from, double to) -> Members {
    return {{"min", NumberOf(from, scale)}, {"max", NumberOf(to, scale)}};
  };
  if (!high->is_open()) {
    // How small the other one can be is not known here.
    if (!low->is_open() || low_facts.low || low_facts.high || low_facts.values) return false;
    Members arguments = distances(-most, -least);
    arguments.emplace_back("column", order.high);
    TableDraft::Decide(low, Call("after", arguments), "at most " + order.high);
    return true;
  }
  if (high_facts.values || (!low->is_open() && (high_facts.low || high_facts.high))) return false;
  if (low->is_open()) {
    if (low_facts.values) return false;
    ColumnFacts narrowed = low_facts;
    if (high_facts.low) KeepBound(">=", b.low - least, &narrowed);
    if (high_facts.high) KeepBound("<=", b.high - most, &narrowed);
    if (!CanHold(narrowed)) return false;
    const NumberRange range = PlausibleRange(draft_.table(), *low->column, narrowed);
    TableDraft::Decide(low, NumberGenerator(range, LimitsOf(low->schema_type(), narrowed).scale),
                       range.reason);
    if (!high->nullable) low->nullable = false;
  }
  Members arguments = distances(least, most);
  arguments.emplace_back("column", order.low);
  TableDraft::Decide(high, Call("after", arguments), "at least " + order.low);
  return true;
}

// Each has its own half of the numbers that both can be.
bool OrderDrafter::DraftHalves(const ColumnOrder& order, ColumnDraft* low, ColumnDraft* high) {
  const ColumnFacts& low_facts = draft_.FactsOf(order.low);
  const ColumnFacts& high_facts = draft_.FactsOf(order.high);
  const NumberLimits a = LimitsOf(low->schema_type(), low_facts);
  const NumberLimits b = LimitsOf(high->schema_type(), high_facts);
  const NumberRange low_range = PlausibleRange(draft_.table(), *low->column, low_facts);
  const NumberRange high_range = PlausibleRange(draft_.table(), *high->column, high_facts);
  const double bottom = std::max(low_range.low, std::min(high_range.low, low_range.high));
  const double top = std::max(bottom + 1, std::min({high_range.high, low_range.high, b.high}));
  constexpr int kScaleOfAny = 2;
  const int scale =
      std::min(a.scale < 0 ? kScaleOfAny : a.scale, b.scale < 0 ? kScaleOfAny : b.scale);
  const double step = std::pow(10.0, -scale);
  const double middle = std::floor((bottom + top) / 2 / step) * step;
  if (middle + step > top && order.strict) return true;
  TableDraft::Decide(low, Uniform(bottom, middle, scale), "at most " + order.high);
  TableDraft::Decide(high, Uniform(std::min(top, middle + (order.strict ? step : 0)), top, scale),
                     "at least " + order.low);
  return true;
}

// Times of one row by what their names say: ordered before shipped, created before updated.
void OrderDrafter::DraftTimes() {
  struct Timed {
    ColumnDraft* column;
    Meaning meaning;
    [[nodiscard]] bool is_of_now() const { return meaning.what->window_start.empty(); }
  };
  std::vector<Timed> times;
  for (ColumnDraft& column : draft_.columns()) {
    if (column.is_hidden() || !IsMoment(column.type)) continue;
    const bool drawn = IsMadeBy(column, "datetime_series") || IsMadeBy(column, "grid") ||
                       IsMadeBy(column, "after");
    if (!column.is_open() && !drawn) continue;
    const ColumnFacts& facts = draft_.FactsOf(column.name);
    Meaning meaning = TimeMeaning(draft_.table(), *column.column);
    if (meaning.what->rank == 0 || facts.earliest || facts.latest || facts.always_null) continue;
    const auto& splits = draft_.facts().splits;
    const bool by_case = std::any_of(splits.begin(), splits.end(), [&](const CaseSplit& split) {
      return split.DecidesValues(column.name);
    });
    if (by_case) continue;
    times.push_back({&column, std::move(meaning)});
  }
  std::stable_sort(times.begin(), times.end(), [](const Timed& a, const Timed& b) {
    return a.meaning.what->rank < b.meaning.what->rank;
  });
  const Timed* before = nullptr;
  for (const Timed& time : times) {
    if (time.column->is_open()) {
      // A birth or a foundation lies far before what the others speak of.
      const bool chained = before != nullptr && before->is_of_now() &&
                           before->meaning.what->rank < time.meaning.what->rank;
      if (chained) {
        DraftAfter(time.column, time.meaning, before->column->name);
      } else {
        DecideMoment(&draft_, time.column, time.meaning);
      }
    }
    if (!time.column->nullable && time.is_of_now()) before = &time;
  }
}

void OrderDrafter::DraftAfter(ColumnDraft* column, const Meaning& meaning,
                              const std::string& before) {
  constexpr int kDaysOfStep = 30;
  constexpr int kDaysOfTouch = 90;
  TableDraft::Decide(column,
                     meaning.what->is_last_touch ? SoonAfter(before, kDaysOfTouch)
                                                 : After(before, Reach{1, kDaysOfStep}),
                     fmt::format("{}: after {}", meaning.reason, before));
  if (column->nullable) column->null_rate = meaning.what->null_rate;
}

}  // namespace datagen::draft
