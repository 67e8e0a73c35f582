#include <fmt/format.h>

#include "foundation/base/calendar.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/frequency.h"

namespace datagen::generators {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

class Grid : public Generator {
 public:
  // `slot` < 0: every parent starts at `start`.
  Grid(Frequency frequency, int64_t start, int slot, bool dates, bool family)
      : frequency_(frequency), start_(start), slot_(slot), dates_(dates), family_(family) {}

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    auto values = Vector::Make(Physical::kInt64, cells.size());
    for (int64_t i = 0; i < cells.size(); ++i) {
      const auto k = static_cast<size_t>(i);
      int64_t start = start_;
      if (slot_ >= 0) {
        const Vector& starts = cells.input(slot_);
        if (!starts.IsValid(i)) {
          values->SetNull(i);
          continue;
        }
        start = starts.ints[k] * (dates_ ? base::kMicrosPerDay : 1);
      }
      values->ints[k] = frequency_.Tick(start, family_ ? cells.child_indexes[i] : cells.rows[i]);
    }
    return values;
  }

 private:
  Frequency frequency_;
  int64_t start_;
  int slot_;
  bool dates_;
  bool family_;
};

std::optional<BoundGenerator> Bind(BindContext& context, const Arguments& arguments) {
  const std::string freq_text = arguments.String("freq", context.timeframe().freq);
  const auto frequency = Frequency::Parse(freq_text);
  if (!frequency) {
    context.Error("invalid-frequency", arguments.Where("freq"),
                  fmt::format("freq is '{}'", freq_text), {.expected = Frequency::kSpellings});
  }
  const std::string start_text = arguments.String("start", "timeframe");
  int64_t start = context.timeframe().start;
  int slot = -1;
  bool same_start = true;  // for all children of one parent
  bool dates = false;
  bool nulls = false;
  bool known_start = true;
  if (start_text != "timeframe") {
    if (const auto instant = base::ParseDatetime(start_text)) {
      start = *instant;
    } else {
      const auto column = context.UseColumn(arguments.Where("start"), start_text);
      if (!column) return std::nullopt;
      if (column->type.kind != TypeKind::kDate && column->type.kind != TypeKind::kDatetime) {
        context.Error("wrong-column-type", arguments.Where("start"),
                      fmt::format("column '{}' is {}", start_text, column->type.Name()),
                      {.expected = "a date or datetime"});
        return std::nullopt;
      }
      slot = column->slot;
      same_start = column->domain->same_in_parent;
      dates = column->type.kind == TypeKind::kDate;
      nulls = column->nullable;
      known_start = column->domain->min.has_value();
      if (known_start) {
        start = static_cast<int64_t>(*column->domain->min) * (dates ? base::kMicrosPerDay : 1);
      }
    }
  }
  if (!frequency) return std::nullopt;
  const bool family = !context.parent_name().empty();
  if (family && !context.UseFamily(arguments.json())) return std::nullopt;
  const int64_t steps = family ? context.children_max() : context.row_count();
  constexpr double kLastMicros = 253402300799e6;  // the end of year 9999
  const double last =
      frequency->months > 0
          ? static_cast<double>(start) + static_cast<double>(frequency->months * steps) * 2.678e12
          : static_cast<double>(start) +
                static_cast<double>(frequency->micros) * static_cast<double>(steps);
  if (last > kLastMicros) {
    context.Error("type-overflow", arguments.json(),
                  fmt::format("{} steps of {} go beyond the year 9999", steps, freq_text));
    return std::nullopt;
  }
  BoundGenerator bound;
  bound.kernel = std::make_unique<Grid>(*frequency, start, slot, dates, family);
  bound.type = ValueType::Of(TypeKind::kDatetime);
  if (known_start) bound.domain.min = static_cast<double>(start);
  if (slot < 0) bound.domain.max = last;
  bound.domain.nulls = nulls;
  bound.domain.whole = true;
  bound.domain.days_apart = frequency->days_apart();
  // Where each row counts from a start of its own, two rows may meet.
  bound.domain.unique_in_parent = same_start;
  bound.domain.unique = !family && slot < 0;
  return bound;
}

}  // namespace

const GeneratorInfo& GridInfo() {
  static const GeneratorInfo info{
      {.id = "grid",
       .summary = "Steps through time: child i of a parent gets start + i × freq",
       .details =
           "Without a parent the rows of the table are counted. With a fixed fan-out this is "
           "a complete panel: every meter, every quarter of an hour.",
       .parameters = {{"start", ParameterType::kString,
                       "`timeframe`, an ISO 8601 instant, or a date or datetime column of the row.",
                       false, "timeframe"},
                      {"freq", ParameterType::kString,
                       "The step: S, min, H, D, W, M, Q, Y with an optional multiple.", false,
                       "the timeframe's"}},
       .example = R"json([{"id": "meter", "kind": "entity", "pk": "id", "rows": 20, "columns": [
            {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}}]},
          {"id": "reading", "kind": "fact", "pk": ["meter_id", "at"], "parents": ["meter"],
           "fanout": {"distribution": "fixed", "count": 96}, "columns": [
            {"name": "meter_id", "type": "int", "nullable": false,
             "generator": {"lookup": {"from": "meter.id"}}},
            {"name": "at", "type": "datetime", "nullable": false,
             "generator": {"grid": {"start": "timeframe", "freq": "15min"}}}]}])json"},
      Bind};
  return info;
}

}  // namespace datagen::generators
