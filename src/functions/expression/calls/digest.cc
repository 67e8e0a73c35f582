#include "foundation/base/sha256.h"
#include "functions/expression/function.h"

namespace datagen::expression {
namespace {

using kernel::ValueType;
using kernel::Vector;

constexpr int kHashBits = 60;

ExpressionPtr Hash(std::vector<ExpressionPtr> arguments, Mistake* /*mistake*/) {
  return MakeRowFunction(
      std::move(arguments), ValueType::Int(), false,
      [](const Operands& operands, int64_t i, Vector* result) {
        const auto digest = base::Sha256(operands[0]->String(i));
        uint64_t bits = 0;
        for (size_t k = 0; k < sizeof(bits); ++k) bits = bits << 8 | digest[k];
        result->ints[static_cast<size_t>(i)] = static_cast<int64_t>(bits >> (64 - kHashBits));
        return true;
      },
      Interval{0, 0x1p60});
}

}  // namespace

const std::vector<Function>& DigestFunctions() {
  static const auto* functions = new std::vector<Function>{
      {"hash",
       "hash(x)",
       "a whole number from 0 to 2^60 - 1: the first 15 hexadecimal digits of the SHA-256 of x as "
       "text",
       {Want::kText},
       0,
       false,
       Hash},
  };
  return *functions;
}

}  // namespace datagen::expression
