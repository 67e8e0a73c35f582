#include "functions/kernel/value_type.h"

#include <fmt/format.h>

#include <charconv>
#include <vector>

namespace datagen::kernel {
namespace {

struct NamedType {
  const char* name;
  TypeKind kind;
  int bits;
};

// The first spelling of a type is the canonical one.
constexpr NamedType kNamedTypes[] = {
    {"int", TypeKind::kInt, 64},           {"int64", TypeKind::kInt, 64},
    {"int32", TypeKind::kInt, 32},         {"int16", TypeKind::kInt, 16},
    {"int8", TypeKind::kInt, 8},           {"float", TypeKind::kFloat, 64},
    {"float64", TypeKind::kFloat, 64},     {"float32", TypeKind::kFloat, 32},
    {"bool", TypeKind::kBool, 64},         {"string", TypeKind::kString, 64},
    {"date", TypeKind::kDate, 64},         {"time", TypeKind::kTime, 64},
    {"datetime", TypeKind::kDatetime, 64}, {"uuid", TypeKind::kUuid, 64},
    {"binary", TypeKind::kBinary, 64},     {"json", TypeKind::kJson, 64},
};

constexpr int kDigitsMax = 38;
constexpr int64_t kStringLengthMax = 1'000'000;

// "name(1,2)" -> the numbers between the brackets, when the text has this form.
std::optional<std::vector<int64_t>> ReadNumbers(std::string_view text, std::string_view name) {
  if (text.substr(0, name.size()) != name || text.size() < name.size() + 3) return std::nullopt;
  text.remove_prefix(name.size());
  if (text.front() != '(' || text.back() != ')') return std::nullopt;
  text = text.substr(1, text.size() - 2);
  std::vector<int64_t> numbers;
  const char* at = text.data();
  const char* end = at + text.size();
  while (true) {
    while (at < end && *at == ' ') ++at;
    int64_t number = 0;
    const auto [next, error] = std::from_chars(at, end, number);
    if (error != std::errc()) return std::nullopt;
    numbers.push_back(number);
    at = next;
    while (at < end && *at == ' ') ++at;
    if (at == end) return numbers;
    if (*at != ',') return std::nullopt;
    ++at;
  }
}

}  // namespace

std::optional<ValueType> ValueType::Parse(std::string_view text) {
  for (const NamedType& named : kNamedTypes) {
    if (text == named.name) return ValueType{.kind = named.kind, .bits = named.bits};
  }
  if (const auto numbers = ReadNumbers(text, "decimal")) {
    const int64_t precision = (*numbers)[0];
    const int64_t scale = numbers->size() > 1 ? (*numbers)[1] : 0;
    if (numbers->size() > 2 || precision < 1 || precision > kDigitsMax || scale < 0 ||
        scale > precision) {
      return std::nullopt;
    }
    return Decimal(static_cast<int>(precision), static_cast<int>(scale));
  }
  if (const auto numbers = ReadNumbers(text, "string")) {
    if (numbers->size() != 1 || (*numbers)[0] < 1 || (*numbers)[0] > kStringLengthMax) {
      return std::nullopt;
    }
    return ValueType{.kind = TypeKind::kString, .length_max = (*numbers)[0]};
  }
  constexpr std::string_view kArrayPrefix = "array<";
  if (text.size() > kArrayPrefix.size() && text.substr(0, kArrayPrefix.size()) == kArrayPrefix &&
      text.back() == '>') {
    const auto element =
        Parse(text.substr(kArrayPrefix.size(), text.size() - kArrayPrefix.size() - 1));
    if (!element || element->kind == TypeKind::kArray) return std::nullopt;
    return ValueType{.kind = TypeKind::kArray,
                     .element = std::make_shared<const ValueType>(*element)};
  }
  return std::nullopt;
}

std::string ValueType::Name() const {
  if (kind == TypeKind::kDecimal) return fmt::format("decimal({},{})", precision, scale);
  if (kind == TypeKind::kString && length_max > 0) return fmt::format("string({})", length_max);
  if (kind == TypeKind::kArray) return fmt::format("array<{}>", element->Name());
  const bool sized = kind == TypeKind::kInt || kind == TypeKind::kFloat;
  for (const NamedType& named : kNamedTypes) {
    if (named.kind == kind && (!sized || named.bits == bits)) return named.name;
  }
  return "?";
}

Physical ValueType::physical() const {
  constexpr int kInt64Digits = 18;
  switch (kind) {
    case TypeKind::kInt:
    case TypeKind::kDate:
    case TypeKind::kTime:
    case TypeKind::kDatetime:
      return Physical::kInt64;
    case TypeKind::kFloat:
      return Physical::kFloat64;
    case TypeKind::kDecimal:
      return precision <= kInt64Digits ? Physical::kInt64 : Physical::kInt128;
    case TypeKind::kUuid:
      return Physical::kInt128;
    case TypeKind::kBool:
      return Physical::kBool;
    case TypeKind::kString:
    case TypeKind::kBinary:
    case TypeKind::kJson:
      return Physical::kString;
    case TypeKind::kArray:
      return Physical::kList;
  }
  return Physical::kInt64;
}

int64_t ValueType::int_min() const { return -int_max() - 1; }

int64_t ValueType::int_max() const { return static_cast<int64_t>((uint64_t{1} << (bits - 1)) - 1); }

bool operator==(const ValueType& a, const ValueType& b) { return a.Name() == b.Name(); }

std::string TypeSpellings() {
  std::string text;
  for (const NamedType& named : kNamedTypes) text += std::string(named.name) + ", ";
  return text + "string(n), decimal(p,s) with p up to 38, array<T>";
}

std::string TypePattern() {
  std::string names;
  for (const NamedType& named : kNamedTypes) names += std::string(named.name) + "|";
  names += R"(string\([0-9]+\)|decimal\([0-9]+(, ?[0-9]+)?\))";
  return "^(" + names + "|array<(" + names + ")>)$";
}

}  // namespace datagen::kernel
