// Random and damaged expressions: nothing that a text says may crash, hang or trip a sanitizer.
//
//   fuzz_expressions [--cases N] [--seed S] [--case K]
//
// Each is read, typed over columns of all types and made for some rows. What is accepted must print
// as a text that reads as the same tree, give the same values row by row, as a list and in one
// piece, and lie within what it says of itself: type, nulls, limits. What is refused must say why
// and where. Which calls there are, the list of functions says (random_expression.h).
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>
#include <string>
#include <vector>

#include "expression_world.h"
#include "foundation/base/utf8.h"
#include "functions/expression/null_flow.h"
#include "fuzz_case.h"
#include "random_expression.h"

namespace {

using datagen::base::Diagnostics;
using datagen::expression::Code;
using datagen::expression::ExpressionPtr;
using datagen::expression::Tree;
using datagen::fuzz::Broken;
using datagen::fuzz::Draws;
using datagen::fuzz::ExpressionWorld;
using datagen::kernel::Physical;
using datagen::kernel::TypeKind;
using datagen::kernel::ValueType;
using datagen::kernel::Vector;
using datagen::kernel::VectorPtr;

bool SameTree(const Tree& a, const Tree& b) {
  return a.kind == b.kind && a.text == b.text &&
         std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(), SameTree);
}

// Whether value i of one is value j of the other.
bool SameValue(const Vector& a, int64_t i, const Vector& b, int64_t j) {
  if (a.physical != b.physical || a.IsValid(i) != b.IsValid(j)) return false;
  const auto x = static_cast<size_t>(i);
  const auto y = static_cast<size_t>(j);
  switch (a.physical) {
    case Physical::kInt64:
      return a.ints[x] == b.ints[y];
    case Physical::kInt128:
      return a.wide[x] == b.wide[y];
    case Physical::kFloat64:
      return std::memcmp(&a.floats[x], &b.floats[y], sizeof(double)) == 0;
    case Physical::kBool:
      return a.bools[x] == b.bools[y];
    case Physical::kString:
      return a.String(i) == b.String(j);
    case Physical::kList:
      return true;  // no expression makes lists
  }
  return false;
}

// What is wrong with value i of that type, or nothing.
std::string WrongValue(const Vector& values, int64_t i, const datagen::expression::Expression& of) {
  const ValueType& type = of.type();
  const auto at = static_cast<size_t>(i);
  // Not held against nullable(): doubles that are no finite numbers are null everywhere.
  if (!values.IsValid(i)) return "";
  long double number = 0;  // holds every int64
  switch (values.physical) {
    case Physical::kInt64:
      number = static_cast<long double>(values.ints[at]);
      break;
    case Physical::kInt128:
      if (type.kind != TypeKind::kDecimal) return "";
      number = static_cast<long double>(values.wide[at]);
      break;
    case Physical::kFloat64:
      number = values.floats[at];
      break;
    case Physical::kBool:
      return values.bools[at] > 1 ? "a truth that is neither" : "";
    case Physical::kString:
      return datagen::base::FindInvalidUtf8(values.String(i)) ? "a text that is no UTF-8" : "";
    case Physical::kList:
      return "";
  }
  if (type.kind == TypeKind::kDecimal) {
    if (std::abs(number) > std::pow(10.0L, type.precision)) return "more digits than the type has";
    number /= std::pow(10.0L, type.scale);
  }
  if (type.kind == TypeKind::kInt &&
      (values.ints[at] < type.int_min() || values.ints[at] > type.int_max())) {
    return "a whole number beyond its type";
  }
  if (!std::isfinite(number)) return "no finite number";
  if (!of.interval()) return "";
  // Of 128 bits this number keeps 64.
  const bool wide = values.physical == Physical::kInt128 || type.kind == TypeKind::kDecimal;
  const long double rounding = wide ? std::abs(number) * 0x1p-62L : 0;
  if (number < of.interval()->low - rounding || number > of.interval()->high + rounding) {
    return fmt::format("{:.20g} is not from {} to {}", number, of.interval()->low,
                       of.interval()->high);
  }
  return "";
}

std::string Said(const Code& code, const ExpressionPtr& compiled) {
  return fmt::format("{}\n  of type {}", code.text, compiled->type().Name());
}

constexpr int64_t kRows = 12;

// Values in one piece, checked; and that they are the same in others.
VectorPtr CheckValues(const Code& code, const ExpressionPtr& compiled, const ExpressionWorld& world,
                      int64_t first) {
  std::vector<int64_t> rows;
  rows.reserve(kRows);
  for (int64_t i = 0; i < kRows; ++i) rows.push_back(first + i);
  VectorPtr whole = world.Evaluate(*compiled, rows, false);
  const bool constant = compiled->is_constant();
  if (whole->length != (constant ? 1 : kRows)) Broken("a wrong number of values", code.text);
  if (whole->physical != compiled->type().physical()) Broken("a wrong form", code.text);
  for (int64_t i = 0; i < whole->length; ++i) {
    const std::string wrong = WrongValue(*whole, i, *compiled);
    if (!wrong.empty()) Broken(wrong, Said(code, compiled));
  }
  const std::vector<int64_t> backwards(rows.rbegin(), rows.rend());
  const VectorPtr list = world.Evaluate(*compiled, backwards, true);
  for (int64_t i = 0; i < list->length; ++i) {
    if (!SameValue(*list, i, *whole, whole->length - 1 - i)) {
      Broken("other values backwards", Said(code, compiled));
    }
  }
  for (int64_t i = 0; i < whole->length; i += 5) {
    const VectorPtr one = world.Evaluate(*compiled, {first + i}, false);
    if (!SameValue(*one, 0, *whole, i)) Broken("another value alone", Said(code, compiled));
  }
  return whole;
}

// The code when it reads; else nothing, after it was seen that the reason is told. Lifetime: the
// code points to its place.
std::optional<Code> Read(const datagen::base::Json& place, Diagnostics* diagnostics) {
  auto code = datagen::expression::ReadCode(place, diagnostics);
  if (code.has_value() == diagnostics->has_errors()) {
    Broken("refused without a reason", place.text());
  }
  return code;
}

// Reads what the tree prints: the same tree, and the same values.
void CheckPrinted(const Code& code, const VectorPtr& values, int64_t first) {
  Diagnostics diagnostics;
  const std::string printed = datagen::fuzz::PrintTree(*code.tree);
  const auto place = datagen::base::Json::String(printed);
  const auto again = Read(place, &diagnostics);
  if (!again || !SameTree(*code.tree, *again->tree)) {
    Broken("not what it prints: " + printed, code.text);
  }
  if (values == nullptr) return;
  ExpressionWorld world;
  const ExpressionPtr compiled = world.Compile(*again, &diagnostics);
  if (compiled == nullptr) Broken("what it prints is refused: " + printed, code.text);
  std::vector<int64_t> rows;
  rows.reserve(kRows);
  for (int64_t i = 0; i < kRows; ++i) rows.push_back(first + i);
  const VectorPtr found = world.Evaluate(*compiled, rows, false);
  for (int64_t i = 0; i < found->length; ++i) {
    if (!SameValue(*found, i, *values, i)) Broken("other values of " + printed, code.text);
  }
}

// A null of the columns that are said to make it null does.
void CheckNullFlow(const Code& code, const VectorPtr& values, int64_t first) {
  for (const std::string& name : datagen::expression::NullFlowOf(*code.tree).always) {
    Diagnostics diagnostics;
    const auto place = datagen::base::Json::String(datagen::expression::ColumnName(name));
    const auto column = Read(place, &diagnostics);
    ExpressionWorld world;
    const ExpressionPtr compiled = world.Compile(*column, &diagnostics);
    std::vector<int64_t> rows;
    rows.reserve(kRows);
    for (int64_t i = 0; i < kRows; ++i) rows.push_back(first + i);
    const VectorPtr read = world.Evaluate(*compiled, rows, false);
    for (int64_t i = 0; i < values->length; ++i) {
      if (!read->IsValid(i) && values->IsValid(i))
        Broken("a value beside a null " + name, code.text);
    }
  }
}

std::string Try(const std::string& text, Draws* draws) {
  datagen::fuzz::SetInput(text);
  Diagnostics diagnostics;
  const auto place = datagen::base::Json::String(text);
  const auto code = Read(place, &diagnostics);
  if (!code) {
    (void)datagen::RenderText(diagnostics.List("code"));
    return "refused: form";
  }
  ExpressionWorld world;
  const ExpressionPtr compiled = world.Compile(*code, &diagnostics);
  if ((compiled == nullptr) != diagnostics.has_errors()) Broken("refused without a reason", text);
  const auto first = static_cast<int64_t>(draws->Below(1000));
  VectorPtr values;
  if (compiled != nullptr) values = CheckValues(*code, compiled, world, first);
  if (compiled != nullptr && draws->OneIn(4)) CheckNullFlow(*code, values, first);
  // What stands in a cast is a type only when it compiles.
  const bool printable = compiled != nullptr || text.find("cast") == std::string::npos;
  if (printable && draws->OneIn(4)) CheckPrinted(*code, values, first);
  if (compiled != nullptr) return "made: " + compiled->type().Name().substr(0, 7);
  (void)datagen::RenderText(diagnostics.List("code"));
  return "refused: meaning";
}

// Texts can grow beyond all memory, which ends a run as an error.
std::string TryWithinMemory(const std::string& text, Draws* draws) {
  try {
    return Try(text, draws);
  } catch (const std::bad_alloc&) {
    return "out of memory";
  }
}

}  // namespace

int main(int argc, char** argv) {
  datagen::fuzz::Cases cases("fuzz_expressions", argc, argv);
  const datagen::fuzz::RandomExpressions random;
  cases.Run([&](int64_t, Draws* draws) {
    const bool damaged = draws->OneIn(3);
    const std::string text = damaged ? random.Damaged(draws) : random.Make(draws);
    cases.Count((damaged ? "damaged, " : "random, ") + TryWithinMemory(text, draws));
  });
  return 0;
}
