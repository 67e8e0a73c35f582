#include "inputs/ddl/duration_reader.h"

#include <fmt/format.h>

#include <charconv>
#include <string_view>

#include "data/schema/schema.h"

namespace datagen::ddl {
namespace {

using schema::Condition;
using Kind = Condition::Kind;

struct Duration {
  double months = 0;
  double seconds = 0;
};

constexpr double kHour = 3600;
constexpr double kDay = 86400;

struct Unit {
  std::string_view name;  // without the s of many
  Duration length;
};

constexpr Unit kUnits[] = {{"microsecond", {0, 1e-6}},
                           {"millisecond", {0, 1e-3}},
                           {"second", {0, 1}},
                           {"sec", {0, 1}},
                           {"minute", {0, 60}},
                           {"min", {0, 60}},
                           {"mi", {0, 60}},
                           {"hour", {0, kHour}},
                           {"hh", {0, kHour}},
                           {"day", {0, kDay}},
                           {"dd", {0, kDay}},
                           {"week", {0, 7 * kDay}},
                           {"month", {1, 0}},
                           {"mon", {1, 0}},
                           {"mm", {1, 0}},
                           {"quarter", {3, 0}},
                           {"year", {12, 0}},
                           {"yyyy", {12, 0}}};

const Unit* UnitOf(std::string name) {
  name = schema::Lower(name);
  if (name.size() > 3 && name.back() == 's') name.pop_back();
  for (const Unit& unit : kUnits) {
    if (unit.name == name) return &unit;
  }
  return nullptr;
}

std::optional<double> NumberIn(std::string_view text) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

// 04:00, 04:00:00
std::optional<double> ClockIn(std::string_view text) {
  double seconds = 0;
  double unit = kHour;
  int parts = 0;
  while (!text.empty()) {
    const size_t colon = text.find(':');
    const auto number = NumberIn(text.substr(0, colon));
    if (!number || ++parts > 3) return std::nullopt;
    seconds += *number * unit;
    unit /= 60;
    text = colon == std::string_view::npos ? "" : text.substr(colon + 1);
  }
  return parts >= 2 ? std::optional(seconds) : std::nullopt;
}

Condition Number(double number) { return {Kind::kNumber, fmt::format("{}", number), {}}; }

Condition Made(const Duration& duration) {
  return {Kind::kInterval, "", {Number(duration.months), Number(duration.seconds)}};
}

Condition Times(double count, const Unit& unit) {
  return Made({count * unit.length.months, count * unit.length.seconds});
}

Condition Joined(const char* sign, Condition left, Condition right) {
  return {Kind::kOperator, sign, {std::move(left), std::move(right)}};
}

std::vector<std::string_view> WordsOf(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

// `amount` units before or behind a time, however the dialect orders its arguments.
std::optional<Condition> Moved(const Condition& unit, const Condition& amount,
                               const Condition& time) {
  const Unit* known =
      unit.kind == Kind::kColumn || unit.kind == Kind::kText ? UnitOf(unit.text) : nullptr;
  const auto count = amount.kind == Kind::kNumber ? NumberIn(amount.text) : std::nullopt;
  if (known == nullptr || !count) return std::nullopt;
  return Joined("+", time, Times(*count, *known));
}

std::optional<Condition> Counted(const Condition& unit, const Condition& from,
                                 const Condition& to) {
  const bool named = unit.kind == Kind::kColumn || unit.kind == Kind::kText;
  const Unit* known = named ? UnitOf(unit.text) : nullptr;
  if (known == nullptr) return std::nullopt;
  return Joined("/", Joined("-", to, from), Times(1, *known));
}

}  // namespace

std::optional<Condition> IntervalOf(const std::string& text) {
  Duration sum;
  const auto words = WordsOf(text);
  for (size_t i = 0; i < words.size(); ++i) {
    if (const auto clock = ClockIn(words[i])) {
      sum.seconds += *clock;
      continue;
    }
    const auto count = NumberIn(words[i]);
    const Unit* unit = i + 1 < words.size() ? UnitOf(std::string(words[i + 1])) : nullptr;
    if (!count || unit == nullptr) return std::nullopt;
    sum.months += *count * unit->length.months;
    sum.seconds += *count * unit->length.seconds;
    ++i;
  }
  return words.empty() ? std::nullopt : std::optional(Made(sum));
}

std::optional<Condition> ReadInterval(TokenCursor* cursor) {
  const size_t before = cursor->at();
  const Token& amount = cursor->Peek();
  if (amount.kind != Token::Kind::kText && amount.kind != Token::Kind::kNumber) {
    return std::nullopt;
  }
  cursor->Take();
  const auto count = NumberIn(amount.text);
  const Unit* unit =
      count && cursor->Peek().kind == Token::Kind::kWord ? UnitOf(cursor->Peek().lower) : nullptr;
  if (unit != nullptr) {
    cursor->Take();
    return Times(*count, *unit);
  }
  auto interval = IntervalOf(amount.text);
  if (!interval) cursor->MoveTo(before);
  return interval;
}

Condition InUnits(Condition distance, const std::string& unit) {
  return Joined("/", std::move(distance), Times(1, *UnitOf(unit)));
}

std::optional<Condition> CallOfTimes(const std::string& function,
                                     const std::vector<Condition>& arguments) {
  const size_t count = arguments.size();
  if (count == 2 && arguments[1].kind == Kind::kInterval) {
    if (function == "date_add" || function == "adddate") {
      return Joined("+", arguments[0], arguments[1]);
    }
    if (function == "date_sub" || function == "subdate") {
      return Joined("-", arguments[0], arguments[1]);
    }
  }
  if (count == 3 && (function == "dateadd" || function == "timestampadd")) {
    return Moved(arguments[0], arguments[1], arguments[2]);
  }
  if (count == 3 &&
      (function == "datediff" || function == "date_diff" || function == "timestampdiff")) {
    return Counted(arguments[0], arguments[1], arguments[2]);
  }
  if (count == 2 && function == "datediff") {
    return InUnits(Joined("-", arguments[0], arguments[1]), "day");
  }
  if (count == 1 && function == "julianday") return InUnits(arguments[0], "day");
  return std::nullopt;
}

}  // namespace datagen::ddl
