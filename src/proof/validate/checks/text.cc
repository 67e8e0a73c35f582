#include <fmt/format.h>

#include <algorithm>

#include "proof/validate/check.h"

namespace datagen::validate {
namespace {

using base::Json;

bool IsClean(const std::string& text) {
  if (text.empty()) return true;
  const auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  return !blank(text.front()) && !blank(text.back());
}

// Whether the spec itself lists texts with stray blanks.
bool IsUnclean(const Json& json) {
  if (json.is_string()) return !IsClean(json.text());
  if (json.is_array()) {
    return std::any_of(json.items().begin(), json.items().end(), IsUnclean);
  }
  if (!json.is_object()) return false;
  return std::any_of(json.members().begin(), json.members().end(),
                     [](const base::JsonMember& member) { return IsUnclean(member.value); });
}

bool ListsUnclean(const spec::Column& column) {
  const auto& values = column.constraints.values;
  return IsUnclean(*column.generator->arguments) ||
         (values && std::any_of(values->begin(), values->end(), IsUnclean)) ||
         std::any_of(column.modifiers.begin(), column.modifiers.end(),
                     [](const auto& call) { return IsUnclean(*call.arguments); });
}

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    if (column.type.kind != kernel::TypeKind::kString || !column.generator) return;
    // A text that an expression or a pattern puts together, or one cut to a length, may well end in
    // a blank.
    static const std::vector<std::string> kPlain = {"faker", "choice", "enum_list", "lookup",
                                                    "markov"};
    const std::string& id = column.generator->function->id;
    if (std::find(kPlain.begin(), kPlain.end(), id) == kPlain.end()) return;
    if (column.type.length_max > 0 && id == "faker") return;
    if (ListsUnclean(column)) return;
    const std::string name = query::Identifier(column.name);
    // Blanks at an end; the replacement character; UTF-8 that was read as Latin-1 and written again
    // (looked for only where there is more than ASCII). Signs that may well follow a letter, like a
    // quotation mark or a no-break space, count only where they are damage nearly always.
    const std::string broken = fmt::format(
        "trim({0}, ' ' || chr(9) || chr(10) || chr(13)) <> {0} OR (strlen({0}) <> length({0}) AND "
        "(contains({0}, chr(65533)) OR "
        "regexp_matches({0}, "
        "'[\\x{{80}}-\\x{{9F}}]|[\\x{{C2}}\\x{{C3}}\\x{{D0}}\\x{{D1}}][\\x{{A0}}-\\x{{BF}}]"
        "|[\\x{{C2}}-\\x{{F4}}]([\\x{{A0}}-\\x{{BF}}]\\pL|[\\x{{A1}}-\\x{{A9}}\\x{{AC}}-\\x{{AF}}"
        "\\x{{B1}}-"
        "\\x{{B6}}\\x{{B8}}\\x{{B9}}\\x{{BC}}-\\x{{BE}}])')))",
        name);
    checks->push_back(std::make_unique<RowCheck>(
        info, context.Path(column.where), table, std::vector<std::string>{column.name},
        fmt::format("{}.{} has no stray blanks and no damaged letters", table.node->id,
                    column.name),
        broken));
  });
}

}  // namespace

const CheckInfo& TextCheck() {
  static const CheckInfo info{"text", Part::kConstraints, false,
                              "Finds blanks at the ends of texts, and encoding damage", Collect};
  return info;
}

}  // namespace datagen::validate
