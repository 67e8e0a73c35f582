#include <fmt/format.h>

#include <algorithm>

#include "foundation/base/calendar.h"
#include "foundation/base/plural.h"
#include "foundation/random/alias_table.h"
#include "foundation/random/permutation.h"
#include "functions/kernel/binding.h"
#include "functions/kernel/frequency.h"
#include "functions/kernel/time_window.h"

namespace datagen::generators {
namespace {

using namespace kernel;  // NOLINT(google-build-using-namespace): the stage's own vocabulary

constexpr int64_t kBucketsMax = 16'000'000;  // 1,800 years of hours

// Ticks of one weight that follow each other: an hour's worth where ticks are closer than an hour.
struct Bucket {
  int64_t first_tick;
  int64_t tick_count;
};

class DatetimeSeries : public Generator {
 public:
  DatetimeSeries(Frequency frequency, int64_t start, int64_t tick_count,
                 std::vector<Bucket> buckets, const std::vector<double>& weights,
                 const random::Key& key, bool unique)
      : frequency_(frequency),
        start_(start),
        tick_count_(tick_count),
        buckets_(std::move(buckets)),
        bucket_stream_(key.Draw(0)),
        tick_stream_(key.Draw(1)) {
    if (!buckets_.empty()) alias_ = random::AliasTable(weights);
    if (unique) order_ = random::Permutation(key, static_cast<uint64_t>(tick_count));
  }

  [[nodiscard]] VectorPtr Fill(const Cells& cells) const override {
    auto values = Vector::Make(Physical::kInt64, cells.size());
    const auto fill = [&](auto tick_of) {
      if (frequency_.months == 0) {
        cells.rows.ForEach([&](int64_t i, int64_t row) {
          values->ints[static_cast<size_t>(i)] = start_ + frequency_.micros * tick_of(row);
        });
      } else {
        cells.rows.ForEach([&](int64_t i, int64_t row) {
          values->ints[static_cast<size_t>(i)] = frequency_.Tick(start_, tick_of(row));
        });
      }
    };
    if (order_.count() > 0) {
      fill([&](int64_t row) { return static_cast<int64_t>(order_(static_cast<uint64_t>(row))); });
    } else if (buckets_.empty()) {
      fill([&](int64_t row) { return Within(tick_count_, bucket_stream_.Bits(row)); });
    } else {
      fill([&](int64_t row) {
        const auto& bucket = buckets_[static_cast<size_t>(alias_.Pick(bucket_stream_.Bits(row)))];
        if (bucket.tick_count == 1) return bucket.first_tick;
        return bucket.first_tick + Within(bucket.tick_count, tick_stream_.Bits(row));
      });
    }
    return values;
  }

 private:
  static int64_t Within(int64_t count, uint64_t bits) {
    return static_cast<int64_t>(random::ToIndex(bits, static_cast<uint64_t>(count)));
  }

  Frequency frequency_;
  int64_t start_;
  int64_t tick_count_;
  std::vector<Bucket> buckets_;
  random::AliasTable alias_;
  random::Stream bucket_stream_;
  random::Stream tick_stream_;
  random::Permutation order_;
};

std::optional<std::vector<TimePattern>> ReadPatterns(const base::Json& json, BindContext& context) {
  std::vector<const base::Json*> given;
  if (json.is_array()) {
    for (const base::Json& item : json.items()) given.push_back(&item);
  } else {
    given.push_back(&json);
  }
  std::vector<TimePattern> patterns;
  bool ok = true;
  for (const base::Json* item : given) {
    if (!CheckArguments(*item,
                        {{"dimension", ParameterType::kAny, "", true, ""},
                         {"weights", ParameterType::kAny, "", true, ""}},
                        "pattern", context.diagnostics())) {
      ok = false;
      continue;
    }
    const auto pattern =
        TimePattern::Read(*item->Find("dimension"), *item->Find("weights"), context.diagnostics());
    if (pattern) {
      patterns.push_back(*pattern);
    } else {
      ok = false;
    }
  }
  if (!ok) return std::nullopt;
  return patterns;
}

// Of a day that ends the window: its last second, as ticks and what moves them are whole seconds.
int64_t LastMoment(const Timeframe& window) {
  const bool seconds = window.start % base::kMicrosPerSecond == 0;
  if (!window.ends_with_day || !seconds) return window.end;
  return window.end + 1 - base::kMicrosPerSecond;
}

// Whether a day that ends the window meant its midnight when this function's first version counted.
bool CountsOtherwise(const Timeframe& window, const Frequency& frequency,
                     const BindContext& context) {
  const int64_t midnight = window.end + 1 - base::kMicrosPerDay;
  return context.has_modifiers() || midnight < window.start ||
         frequency.Count(window.start, midnight) != frequency.Count(window.start, window.end);
}

std::optional<BoundGenerator> Bind(BindContext& context, const Arguments& arguments) {
  const base::Json* within = arguments.Find("within");
  const auto window = within == nullptr ? std::optional<Timeframe>(context.timeframe())
                                        : ReadWindow(*within, context);
  const std::string freq_text = arguments.String("freq", context.timeframe().freq);
  const auto frequency = Frequency::Parse(freq_text);
  if (!frequency) {
    context.Error("invalid-frequency", arguments.Where("freq"),
                  fmt::format("freq is '{}'", freq_text), {.expected = Frequency::kSpellings});
  }
  std::optional<std::vector<TimePattern>> patterns = std::vector<TimePattern>();
  if (const base::Json* pattern = arguments.Find("pattern"))
    patterns = ReadPatterns(*pattern, context);
  if (!window || !frequency || !patterns) return std::nullopt;

  const int64_t tick_count = frequency->Count(window->start, window->end);
  if (context.unique() && tick_count < context.row_count()) {
    context.Error(
        "not-enough-values", arguments.Where("freq"),
        fmt::format("{} {} of {} in the window for {} rows of a unique column", tick_count,
                    base::Plural(tick_count, "tick"), freq_text, context.row_count()),
        {.given = std::to_string(tick_count),
         .expected = fmt::format("at least {}", context.row_count()),
         .hint = "take a finer freq or a longer window"});
    return std::nullopt;
  }
  std::vector<Bucket> buckets;
  std::vector<double> weights;
  if (!patterns->empty() && !context.unique()) {
    double sum = 0;
    for (int64_t tick = 0; tick < tick_count;) {
      const int64_t time = frequency->Tick(window->start, tick);
      int64_t count = 1;
      if (frequency->months == 0 && frequency->micros < base::kMicrosPerHour) {
        const int64_t hour_end =
            (base::FloorDivide(time, base::kMicrosPerHour) + 1) * base::kMicrosPerHour;
        count = (hour_end - time + frequency->micros - 1) / frequency->micros;
        count = std::min(count, tick_count - tick);
      }
      double weight = static_cast<double>(count);
      for (const TimePattern& pattern : *patterns) weight *= pattern.weights[pattern.Class(time)];
      buckets.push_back({tick, count});
      weights.push_back(weight);
      sum += weight;
      tick += count;
      if (static_cast<int64_t>(buckets.size()) > kBucketsMax) {
        context.Error("too-large", arguments.Where("pattern"),
                      fmt::format("a pattern over more than {} hours or ticks", kBucketsMax),
                      {.hint = "shorten the window"});
        return std::nullopt;
      }
    }
    if (!(sum > 0)) {
      context.Error("invalid-weights", arguments.Where("pattern"),
                    "the pattern gives every tick of the window the weight 0",
                    {.expected = "one above 0"});
      return std::nullopt;
    }
  }
  if (window->ends_with_day && CountsOtherwise(*window, *frequency, context)) context.NoteChange(2);
  BoundGenerator bound;
  bound.kernel =
      std::make_unique<DatetimeSeries>(*frequency, window->start, tick_count, std::move(buckets),
                                       weights, context.key(), context.unique());
  bound.type = ValueType::Of(TypeKind::kDatetime);
  bound.domain.min = static_cast<double>(window->start);
  bound.domain.max = static_cast<double>(LastMoment(*window));
  bound.domain.distinct = static_cast<double>(tick_count);
  bound.domain.whole = true;
  bound.domain.unique = context.unique();
  bound.domain.days_apart = frequency->days_apart();
  bound.clamp = {{*bound.domain.min, *bound.domain.max}};
  return bound;
}

}  // namespace

const GeneratorInfo& DatetimeSeriesInfo() {
  static const GeneratorInfo info{
      {.id = "datetime_series",
       .summary = "Draws ticks of a clock, more often where a pattern weighs more",
       .details =
           "Ticks start at the window's start. The chance of a tick is proportional to the product "
           "of its patterns' weights, so a window with five Mondays has more Mondays. `dow`: 0 = "
           "Monday. The window holds after the modifiers too.",
       .parameters =
           {{"within",
             ParameterType::kAny,
             "`timeframe`, or a start and an end (both included; a date as the end is the whole "
             "day).",
             false,
             "timeframe",
             {},
             {},
             {},
             kWindowSchema},
            {"freq", ParameterType::kString,
             "Distance of the ticks: S, min, H, D, W, M, Q, Y with an optional multiple.", false,
             "the timeframe's"},
            {"pattern",
             ParameterType::kAny,
             "{\"dimension\": \"hour\" | \"dow\" | \"month\", \"weights\": […]} or a list of them, "
             "which multiply.",
             false,
             "",
             {},
             {},
             {},
             R"json({"anyOf": [{"$ref": "#/$defs/pattern"},
                {"type": "array", "items": {"$ref": "#/$defs/pattern"}}]})json"}},
       .example = R"json([{"name": "seen_at", "type": "datetime", "nullable": false, "generator":
          {"datetime_series": {"within": {"start": "2024-01-01T00:00:00Z",
            "end": "2024-03-31T23:59:59Z"}, "freq": "15min", "pattern": [
             {"dimension": "dow", "weights": [1, 1, 1, 1, 1.4, 1.6, 1.2]},
             {"dimension": "hour", "weights": [1,1,1,1,1,1,2,4,6,8,8,8,9,8,8,8,9,9,8,6,5,4,3,2]}
           ]}}}])json",
       .changes = {{"2026-11-30",
                    "a date as the end of the window is its whole day, where only its midnight "
                    "belonged to it"}}},
      Bind};
  return info;
}

}  // namespace datagen::generators
