#include "inputs/draft/generators.h"

#include <fmt/format.h>

#include <algorithm>

#include "functions/kernel/reference.h"

namespace datagen::draft {

using base::Json;

Json Object(const Members& members) {
  Json object = Json::Object();
  for (const auto& [key, value] : members) object.Set(key, value.json());
  return object;
}

Generator Call(std::string_view id, const Members& arguments) {
  return spec::Generator(id, Object(arguments));
}

Json NumberOf(double number, int scale) {
  constexpr int kDigitsAny = 6;
  constexpr int kDigitsMax = 9;
  std::string text =
      fmt::format("{:.{}f}", number, scale < 0 ? kDigitsAny : std::min(scale, kDigitsMax));
  if (text.find('.') != std::string::npos) {
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  return Json::RawNumber(text == "-0" ? "0" : text);
}

Generator Choice(std::vector<Json> values, const std::vector<int>& weights) {
  Json list = Json::Array();
  for (Json& value : values) list.Push(std::move(value));
  Members arguments{{"choices", std::move(list)}};
  if (!weights.empty()) {
    Json weight_list = Json::Array();
    for (const int weight : weights) weight_list.Push(Json::Number(int64_t{weight}));
    arguments.emplace_back("weights", std::move(weight_list));
  }
  return Call("choice", arguments);
}

Generator AlwaysNull() { return Choice({Json::Null()}); }

Generator Faker(std::string_view method) {
  return Call("faker", {{"method", std::string(method)}});
}

Generator Regex(std::string_view pattern) {
  return Call("regex", {{"pattern", std::string(pattern)}});
}

Generator Uniform(double low, double high, int scale) {
  return Call(
      "distribution",
      {{"type", "uniform"},
       {"params", Object({{"min", NumberOf(low, scale)}, {"max", NumberOf(high, scale)}})}});
}

Generator Sequence() { return Call("sequence"); }

Generator Uuid() { return Call("uuid"); }

Generator Expression(std::string_view code) {
  return Call("expression", {{"code", std::string(code)}});
}

Generator Moments(std::string_view freq) {
  return Call("datetime_series", {{"within", "timeframe"}, {"freq", std::string(freq)}});
}

Generator Moments(std::string_view start, std::string_view end, std::string_view freq) {
  return Call("datetime_series",
              {{"within", Object({{"start", std::string(start)}, {"end", std::string(end)}})},
               {"freq", std::string(freq)}});
}

namespace {

Members Distance(const std::string& column, const Reach& reach) {
  return {{"column", column},
          {"min", NumberOf(reach.least, 0)},
          {"max", NumberOf(reach.most, 0)},
          {"unit", reach.unit}};
}

}  // namespace

Generator After(const std::string& column, const Reach& reach) {
  return Call("after", Distance(column, reach));
}

Generator SoonAfter(const std::string& column, int days_max) {
  Members arguments = Distance(column, {.most = static_cast<double>(days_max)});
  arguments.emplace_back("law", "exponential");
  return Call("after", arguments);
}

FormatPattern& FormatPattern::Word(std::string_view text) {
  for (const char c : text) {
    if (c == '{' || c == '}') pattern_ += c;
    pattern_ += c;
  }
  return *this;
}

FormatPattern& FormatPattern::Column(std::string_view name) {
  const bool plain = name.find_first_of("{}:`") == std::string_view::npos;
  pattern_ += fmt::format("{{{}}}", plain ? std::string(name) : kernel::QuotedName(name));
  return *this;
}

Generator FormatPattern::Made() const { return Call("format", {{"pattern", pattern_}}); }

}  // namespace datagen::draft
