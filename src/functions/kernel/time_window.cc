#include "functions/kernel/time_window.h"

#include <fmt/format.h>

#include "foundation/base/calendar.h"
#include "foundation/base/spelling.h"

namespace datagen::kernel {

const char* const kWindowSchema = R"json({"anyOf": [{"const": "timeframe"},
  {"type": "object", "additionalProperties": false, "required": ["start", "end"],
   "properties": {"start": {"type": "string"}, "end": {"type": "string"}}}]})json";

std::optional<Timeframe> ReadWindow(const base::Json& window, BindContext& context) {
  if (window.is_string() && window.text() == "timeframe") return context.timeframe();
  if (!window.is_object()) {
    context.Error("wrong-json-type", window, fmt::format("the window is {}", window.Excerpt()),
                  {.expected = "\"timeframe\" or {\"start\": …, \"end\": …}"});
    return std::nullopt;
  }
  Timeframe read = context.timeframe();
  bool ok = true;
  for (const base::JsonMember& member : window.members()) {
    if (member.key != "start" && member.key != "end") {
      context.diagnostics()->KeyError("unknown-key", window, member,
                                      fmt::format("unknown key '{}' of a window", member.key),
                                      {.expected = "one of start, end"});
      ok = false;
    }
  }
  for (const char* name : {"start", "end"}) {
    const base::Json* value = window.Find(name);
    if (value == nullptr) {
      context.Error("missing-key", window, fmt::format("the window has no '{}'", name),
                    {.expected = "ISO 8601 like 2024-01-31T00:00:00Z"});
      ok = false;
      continue;
    }
    const bool is_start = name[0] == 's';
    std::optional<int64_t> instant;
    if (value->is_string()) {
      instant =
          is_start ? base::ParseDatetime(value->text()) : base::ParseDatetimeEnd(value->text());
    }
    if (!instant) {
      context.Error("invalid-datetime", *value, fmt::format("'{}' is {}", name, value->Excerpt()),
                    {.expected = "ISO 8601 like 2024-01-31T00:00:00Z"});
      ok = false;
      continue;
    }
    (is_start ? read.start : read.end) = *instant;
    if (!is_start) read.ends_with_day = base::ParseDate(value->text()).has_value();
  }
  if (!ok) return std::nullopt;
  if (read.end < read.start) {
    context.Error("reversed-range", *window.Find("end"),
                  fmt::format("end {} is before start {}", window.Find("end")->text(),
                              window.Find("start")->text()));
    return std::nullopt;
  }
  return read;
}

std::optional<TimePattern> TimePattern::Read(const base::Json& dimension, const base::Json& weights,
                                             base::Diagnostics* diagnostics) {
  constexpr size_t kCounts[] = {24, 7, 12};
  const std::vector<std::string> names = Dimensions();
  for (size_t i = 0; i < names.size(); ++i) {
    if (!dimension.is_string() || dimension.text() != names[i]) continue;
    const auto read = ReadWeights(weights, kCounts[i], names[i] + " classes", diagnostics);
    if (!read) return std::nullopt;
    return TimePattern{static_cast<Dimension>(i), *read};
  }
  diagnostics->Error("value-not-listed", dimension,
                     fmt::format("dimension is {}", dimension.Excerpt()),
                     {.expected = fmt::format("one of {}", base::JoinNames(names)),
                      .hint = base::DidYouMean(dimension.text(), names)});
  return std::nullopt;
}

size_t TimePattern::Class(int64_t micros) const {
  const int64_t days = base::FloorDivide(micros, base::kMicrosPerDay);
  switch (dimension) {
    case Dimension::kHour:
      return static_cast<size_t>((micros - days * base::kMicrosPerDay) / base::kMicrosPerHour);
    case Dimension::kDow:
      return static_cast<size_t>(base::DayOfWeek(days));
    case Dimension::kMonth:
      return static_cast<size_t>(base::CivilFromDays(days).month - 1);
  }
  return 0;
}

}  // namespace datagen::kernel
