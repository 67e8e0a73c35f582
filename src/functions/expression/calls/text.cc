#include <algorithm>
#include <cmath>

#include "foundation/base/letter_case.h"
#include "foundation/base/utf8.h"
#include "functions/expression/function.h"

namespace datagen::expression {
namespace {

using kernel::TypeKind;
using kernel::ValueType;
using kernel::Vector;

const ValueType kText = ValueType::Of(TypeKind::kString);
const ValueType kCondition = ValueType::Of(TypeKind::kBool);

size_t At(int64_t i) { return static_cast<size_t>(i); }

void Give(std::string_view text, Vector* result) {
  result->strings.chars().Append(text.data(), text.size());
}

// The first `count` characters, none for a negative count.
std::string_view First(std::string_view text, int64_t count) {
  return text.substr(0, base::PrefixBytes(text, static_cast<size_t>(std::max<int64_t>(count, 0))));
}
std::string_view Without(std::string_view text, int64_t count) {
  return text.substr(base::PrefixBytes(text, static_cast<size_t>(std::max<int64_t>(count, 0))));
}
int64_t Length(std::string_view text) { return static_cast<int64_t>(base::CharacterCount(text)); }

// Calls whose arguments are all given, by what they do with row i.
template <auto fill>
ExpressionPtr Texts(std::vector<ExpressionPtr> arguments, Mistake* /*mistake*/) {
  return MakeRowFunction(std::move(arguments), kText, false,
                         [](const Operands& operands, int64_t i, Vector* result) {
                           fill(operands, i, result);
                           return true;
                         });
}

template <auto holds>
ExpressionPtr Test(std::vector<ExpressionPtr> arguments, Mistake* /*mistake*/) {
  return MakeRowFunction(std::move(arguments), kCondition, false,
                         [](const Operands& operands, int64_t i, Vector* result) {
                           result->bools[At(i)] =
                               holds(operands[0]->String(i), operands[1]->String(i)) ? 1 : 0;
                           return true;
                         });
}

ExpressionPtr LengthOf(std::vector<ExpressionPtr> arguments, Mistake* /*mistake*/) {
  return MakeRowFunction(
      std::move(arguments), ValueType::Int(), false,
      [](const Operands& operands, int64_t i, Vector* result) {
        result->ints[At(i)] = Length(operands[0]->String(i));
        return true;
      },
      Interval{0, INT32_MAX, false});
}

template <char32_t (*change)(char32_t)>
void ChangeCase(const Operands& operands, int64_t i, Vector* result) {
  std::string changed;
  for (const char32_t c : base::DecodeUtf8(operands[0]->String(i))) {
    base::AppendUtf8(change(c), &changed);
  }
  Give(changed, result);
}

void Concat(const Operands& operands, int64_t i, Vector* result) {
  for (const kernel::VectorPtr& operand : operands) Give(operand->String(i), result);
}

void Substr(const Operands& operands, int64_t i, Vector* result) {
  const int64_t start = std::max<int64_t>(operands[1]->ints[At(i)], 1);
  std::string_view text = Without(operands[0]->String(i), start - 1);
  if (operands.size() > 2) text = First(text, operands[2]->ints[At(i)]);
  Give(text, result);
}

void Left(const Operands& operands, int64_t i, Vector* result) {
  const std::string_view text = operands[0]->String(i);
  const int64_t count = operands[1]->ints[At(i)];
  Give(First(text, count < 0 ? Length(text) + std::max<int64_t>(count, INT32_MIN) : count), result);
}

void Right(const Operands& operands, int64_t i, Vector* result) {
  const std::string_view text = operands[0]->String(i);
  const int64_t count = operands[1]->ints[At(i)];
  Give(Without(text, count < 0 ? -std::max<int64_t>(count, INT32_MIN) : Length(text) - count),
       result);
}

// Whether the text starts (ends) with a character of the set; its bytes, else 0.
size_t StartsInSet(std::string_view text, std::string_view set) {
  const std::string_view first = First(text, 1);
  return !first.empty() && set.find(first) != std::string_view::npos ? first.size() : 0;
}
size_t EndsInSet(std::string_view text, std::string_view set) {
  if (text.empty()) return 0;
  size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return set.find(text.substr(at)) != std::string_view::npos ? text.size() - at : 0;
}

template <bool left, bool right>
void Trim(const Operands& operands, int64_t i, Vector* result) {
  std::string_view text = operands[0]->String(i);
  const std::string_view set = operands.size() > 1 ? operands[1]->String(i) : " ";
  while (left) {
    const size_t bytes = StartsInSet(text, set);
    if (bytes == 0) break;
    text.remove_prefix(bytes);
  }
  while (right) {
    const size_t bytes = EndsInSet(text, set);
    if (bytes == 0) break;
    text.remove_suffix(bytes);
  }
  Give(text, result);
}

void Replace(const Operands& operands, int64_t i, Vector* result) {
  std::string_view text = operands[0]->String(i);
  const std::string_view from = operands[1]->String(i);
  while (!from.empty()) {
    const size_t at = text.find(from);
    if (at == std::string_view::npos) break;
    Give(text.substr(0, at), result);
    Give(operands[2]->String(i), result);
    text.remove_prefix(at + from.size());
  }
  Give(text, result);
}

// The number-th part from the left, a negative number from the right; empty where there is none.
void SplitPart(const Operands& operands, int64_t i, Vector* result) {
  std::string_view text = operands[0]->String(i);
  const std::string_view separator = operands[1]->String(i);
  int64_t number = operands[2]->ints[At(i)];
  const auto next = [&] {
    return separator.empty() ? std::string_view::npos : text.find(separator);
  };
  if (number < 0) {
    int64_t parts = 1;
    const std::string_view whole = text;
    for (size_t at = next(); at != std::string_view::npos; at = next(), ++parts) {
      text.remove_prefix(at + separator.size());
    }
    text = whole;
    number = number < -parts ? 0 : parts + 1 + number;
  }
  for (; number > 1; --number) {
    const size_t at = next();
    if (at == std::string_view::npos) return;
    text.remove_prefix(at + separator.size());
  }
  if (number == 1) Give(text.substr(0, next()), result);
}

// Made no longer than this, whatever is asked for.
constexpr int64_t kPadMax = 4096;

template <bool left>
void Pad(const Operands& operands, int64_t i, Vector* result) {
  const std::string_view text = operands[0]->String(i);
  const int64_t count = std::clamp(operands[1]->ints[At(i)], int64_t{0}, kPadMax);
  const std::string_view fill = operands.size() > 2 ? operands[2]->String(i) : " ";
  int64_t missing = count - Length(text);
  if (missing <= 0 || fill.empty()) {
    Give(First(text, count), result);
    return;
  }
  if (!left) Give(text, result);
  const int64_t fill_length = Length(fill);
  for (; missing >= fill_length; missing -= fill_length) Give(fill, result);
  Give(First(fill, missing), result);
  if (left) Give(text, result);
}

void Reverse(const Operands& operands, int64_t i, Vector* result) {
  std::string turned;
  std::vector<char32_t> characters = base::DecodeUtf8(operands[0]->String(i));
  std::reverse(characters.begin(), characters.end());
  for (const char32_t c : characters) base::AppendUtf8(c, &turned);
  Give(turned, result);
}

ExpressionPtr Position(std::vector<ExpressionPtr> arguments, Mistake* /*mistake*/) {
  return MakeRowFunction(
      std::move(arguments), ValueType::Int(), false,
      [](const Operands& operands, int64_t i, Vector* result) {
        const std::string_view text = operands[1]->String(i);
        const size_t at = text.find(operands[0]->String(i));
        result->ints[At(i)] = at == std::string_view::npos ? 0 : Length(text.substr(0, at)) + 1;
        return true;
      },
      Interval{0, INT32_MAX, false});
}

bool StartsWith(std::string_view text, std::string_view part) { return text.starts_with(part); }
bool EndsWith(std::string_view text, std::string_view part) { return text.ends_with(part); }
bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// ---- The most bytes of what they give

// The letters that ChangeCase knows keep their size, or lose a byte.
double BytesOfFirst(const std::vector<TextSize>& arguments) { return arguments[0].bytes; }

double BytesOfAll(const std::vector<TextSize>& arguments) {
  double sum = 0;
  for (const TextSize& argument : arguments) sum += argument.bytes;
  return sum;
}

double BytesReplaced(const std::vector<TextSize>& arguments) {
  const TextSize& from = arguments[1];
  // Of a text that stands in the call the length is known; another can be one byte.
  const double least = from.is_text_constant ? std::max(1.0, from.bytes) : 1;
  const double times = std::floor(arguments[0].bytes / least);
  return arguments[0].bytes + times * arguments[2].bytes;
}

double BytesPadded(const std::vector<TextSize>& arguments) {
  constexpr double kCharacterBytesMax = 4;
  const auto most = static_cast<double>(kPadMax);
  return kCharacterBytesMax * std::clamp(arguments[1].number.value_or(most), 0.0, most);
}

constexpr Want kT = Want::kText;
constexpr Want kN = Want::kWhole;

std::vector<Function> Wholes() {
  return {
      {"length", "length(text)", "characters in the text", {kT}, 0, false, LengthOf},
      {"lower",
       "lower(text)",
       "in small letters, character by character",
       {kT},
       0,
       false,
       Texts<ChangeCase<base::LowerCase>>,
       BytesOfFirst},
      {"upper",
       "upper(text)",
       "in capital letters, character by character: `ß` stays",
       {kT},
       0,
       false,
       Texts<ChangeCase<base::UpperCase>>,
       BytesOfFirst},
      {"concat",
       "concat(a, b, …)",
       "the texts of its arguments, one behind the other",
       {kT},
       0,
       true,
       Texts<Concat>,
       BytesOfAll},
      {"substr",
       "substr(text, start, length)",
       "characters from `start` (1 = first; less counts as 1); to the end without a length",
       {kT, kN, kN},
       1,
       false,
       Texts<Substr>,
       BytesOfFirst},
      {"left",
       "left(text, n)",
       "the first n characters; all but the last -n for n < 0",
       {kT, kN},
       0,
       false,
       Texts<Left>,
       BytesOfFirst},
      {"right",
       "right(text, n)",
       "the last n characters; all but the first -n for n < 0",
       {kT, kN},
       0,
       false,
       Texts<Right>,
       BytesOfFirst},
  };
}

std::vector<Function> Parts() {
  return {
      {"trim",
       "trim(text, characters = ' ')",
       "without those characters at both ends",
       {kT, kT},
       1,
       false,
       Texts<Trim<true, true>>,
       BytesOfFirst},
      {"ltrim",
       "ltrim(text, characters = ' ')",
       "without them at the start",
       {kT, kT},
       1,
       false,
       Texts<Trim<true, false>>,
       BytesOfFirst},
      {"rtrim",
       "rtrim(text, characters = ' ')",
       "without them at the end",
       {kT, kT},
       1,
       false,
       Texts<Trim<false, true>>,
       BytesOfFirst},
      {"replace",
       "replace(text, from, to)",
       "with `to` for every `from`",
       {kT, kT, kT},
       0,
       false,
       Texts<Replace>,
       BytesReplaced},
      {"split_part",
       "split_part(text, separator, n)",
       "the n-th part, from the right for n < 0; empty where there is none",
       {kT, kT, kN},
       0,
       false,
       Texts<SplitPart>,
       BytesOfFirst},
  };
}

std::vector<Function> Others() {
  return {
      {"lpad",
       "lpad(text, n, fill = ' ')",
       "filled at the start to n characters (at most 4,096), or cut to n",
       {kT, kN, kT},
       1,
       false,
       Texts<Pad<true>>,
       BytesPadded},
      {"rpad",
       "rpad(text, n, fill = ' ')",
       "the same with the filling at the end",
       {kT, kN, kT},
       1,
       false,
       Texts<Pad<false>>,
       BytesPadded},
      {"reverse",
       "reverse(text)",
       "the characters from the last to the first",
       {kT},
       0,
       false,
       Texts<Reverse>,
       BytesOfFirst},
      {"position",
       "position(part, text)",
       "where the part starts, 1 = first; 0: not in the text",
       {kT, kT},
       0,
       false,
       Position},
      {"starts_with",
       "starts_with(text, part)",
       "whether the text starts with the part",
       {kT, kT},
       0,
       false,
       Test<StartsWith>},
      {"ends_with",
       "ends_with(text, part)",
       "whether it ends with it",
       {kT, kT},
       0,
       false,
       Test<EndsWith>},
      {"contains",
       "contains(text, part)",
       "whether it holds it",
       {kT, kT},
       0,
       false,
       Test<Contains>},
  };
}

}  // namespace

const std::vector<Function>& TextFunctions() {
  static const auto* functions = [] {
    auto* all = new std::vector<Function>(Wholes());
    for (auto* more : {Parts, Others}) {
      for (const Function& function : more()) all->push_back(function);
    }
    return all;
  }();
  return *functions;
}

}  // namespace datagen::expression
