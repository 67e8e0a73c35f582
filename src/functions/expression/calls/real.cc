#include <cmath>

#include "foundation/random/elementary.h"
#include "foundation/random/trigonometric.h"
#include "functions/expression/function.h"

namespace datagen::expression {
namespace {

using kernel::ValueType;
using kernel::Vector;

double SquareRoot(double x) { return std::sqrt(x); }  // IEEE 754 defines it exactly

template <double (*function)(double)>
ExpressionPtr Real(std::vector<ExpressionPtr> arguments, Mistake* /*mistake*/) {
  return MakeRowFunction({MakeConversion(std::move(arguments[0]), ValueType::Float())},
                         ValueType::Float(), true,
                         [](const Operands& operands, int64_t i, Vector* result) {
                           const auto k = static_cast<size_t>(i);
                           result->floats[k] = function(operands[0]->floats[k]);
                           return std::isfinite(result->floats[k]);
                         });
}

ExpressionPtr Power(std::vector<ExpressionPtr> arguments, Mistake* mistake) {
  return MakeArithmetic(Arithmetic::kPower, arguments[0], arguments[1], mistake);
}

}  // namespace

const std::vector<Function>& RealFunctions() {
  static const auto* functions = new std::vector<Function>{
      {"sqrt", "sqrt(x)", "square root; null below 0", {Want::kNumber}, 0, false, Real<SquareRoot>},
      {"log",
       "log(x)",
       "natural logarithm; null at 0 and below",
       {Want::kNumber},
       0,
       false,
       Real<random::Log>},
      {"ln", "ln(x)", "the same as log(x)", {Want::kNumber}, 0, false, Real<random::Log>},
      {"exp", "exp(x)", "e to the x", {Want::kNumber}, 0, false, Real<random::Exp>},
      {"power",
       "power(x, y)",
       "the same as x ** y",
       {Want::kNumber, Want::kNumber},
       0,
       false,
       Power},
      {"sin",
       "sin(x)",
       "sine of an angle in radians",
       {Want::kNumber},
       0,
       false,
       Real<random::Sin>},
      {"cos", "cos(x)", "cosine", {Want::kNumber}, 0, false, Real<random::Cos>},
      {"tan", "tan(x)", "tangent", {Want::kNumber}, 0, false, Real<random::Tan>},
  };
  return *functions;
}

}  // namespace datagen::expression
