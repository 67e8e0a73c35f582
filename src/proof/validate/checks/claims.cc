#include <fmt/format.h>

#include "proof/validate/check.h"

namespace datagen::validate {
namespace {

// Whether some check looks at the texts of the column.
bool HasPlainTexts(const claims::Values& values, const spec::Column& column) {
  if (column.type.kind != kernel::TypeKind::kString) return false;
  return values.texts == claims::Texts::kPlain ||
         (values.texts == claims::Texts::kPlainUnlessCut && column.type.length_max == 0);
}

// Whether something of what the generator claims holds after modifiers, or is judged with them.
bool OutlivesModifiers(const claims::Values& values) {
  return values.Find<claims::NumberLaw>() != nullptr || values.Find<claims::Limits>() != nullptr ||
         values.Find<claims::TimeWindow>() != nullptr;
}

// Why nothing of what the column's functions claim can be held against its values; "" when
// something can.
std::string WhyUnchecked(const Context& context, const spec::Column& column) {
  const claims::Values& values = context.claims.ValuesOf(column);
  if (const auto* nothing = values.Find<claims::Nothing>()) {
    if (HasPlainTexts(values, column)) return "";
    return fmt::format("{} claims nothing: {}", values.function, nothing->why);
  }
  const std::vector<claims::Change>& changes = context.claims.ChangesOf(column);
  if (changes.empty() || OutlivesModifiers(values)) return "";
  return fmt::format("the modifier '{}' leaves nothing of what {} claims", changes[0].function,
                     values.function);
}

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    if (!column.generator) return;
    const std::string why = WhyUnchecked(context, column);
    if (why.empty()) return;
    checks->push_back(std::make_unique<Untestable>(
        info, context.Path(column.generator->where), table.node->id,
        std::vector<std::string>{column.name},
        fmt::format("{}.{} is as its generator claims", table.node->id, column.name),
        "not checked: " + why));
    checks->back()->set_rule({.kind = Rule::Kind::kNothing});
  });
}

}  // namespace

const CheckInfo& ClaimsCheck() {
  static const CheckInfo info{"claims", Part::kConstraints, false,
                              "Names the columns whose generator claims nothing that could be "
                              "checked",
                              Collect};
  return info;
}

}  // namespace datagen::validate
