#include "functions/kernel/cast.h"

#include <fmt/format.h>

#include "functions/expression/function.h"
#include "functions/expression/text_cast.h"

namespace datagen::expression {
namespace {

using kernel::TypeKind;
using kernel::ValueType;

ExpressionPtr Cast(std::vector<ExpressionPtr> arguments, Mistake* mistake) {
  const std::string name(arguments[1]->Evaluate({})->String(0));
  const auto type = ValueType::Parse(name);
  if (!type || type->kind == TypeKind::kArray) {
    *mistake = {"unknown-type", fmt::format("unknown type '{}'", name), kernel::TypeSpellings(),
                ""};
    return nullptr;
  }
  ExpressionPtr operand = std::move(arguments[0]);
  const ValueType& from = operand->type();
  const bool text = from.kind == TypeKind::kString || from.kind == TypeKind::kJson;
  if (text && !operand->is_null_word() && !kernel::CanCast(from, *type)) {
    if (ExpressionPtr read = MakeTextCast(operand, *type)) return read;
  }
  if (!operand->is_null_word() && !kernel::CanCast(from, *type)) {
    *mistake = {"expression-type", fmt::format("{} does not become {}", from.Name(), type->Name()),
                "", type->kind == TypeKind::kBool ? "write x != 0" : ""};
    return nullptr;
  }
  return MakeConversion(std::move(operand), *type, Misfits::kNearest);
}

double BytesOfCast(const std::vector<TextSize>& arguments) { return arguments[0].bytes; }

}  // namespace

const std::vector<Function>& CastFunctions() {
  static const auto* functions = new std::vector<Function>{
      {"cast",
       "cast(x as type)",
       "x in another type: numbers rounded half to even, the nearest that the type holds "
       "(counted); of a text the value that it spells, else null",
       {Want::kAny, Want::kPlainText},
       0,
       false,
       Cast,
       BytesOfCast},
  };
  return *functions;
}

}  // namespace datagen::expression
