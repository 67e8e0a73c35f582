#include <fmt/format.h>

#include <algorithm>

#include "functions/claims/plain_text.h"
#include "proof/validate/check.h"

namespace datagen::validate {
namespace {

// Whether the column's texts have no stray blanks by what its functions say, and the spec lists
// none that have.
bool ClaimsPlainTexts(const Context& context, const spec::Column& column) {
  if (context.claims.ValuesOf(column).texts == claims::Texts::kAny) return false;
  const std::vector<claims::Change>& changes = context.claims.ChangesOf(column);
  const auto& values = column.constraints.values;
  return std::all_of(changes.begin(), changes.end(),
                     [](const claims::Change& change) { return change.keeps_texts_plain; }) &&
         (!values || std::all_of(values->begin(), values->end(), claims::ListsPlainTexts));
}

// The characters at which a text may have been cut, maybe behind a blank; 0 where none is.
int64_t CutAt(const Context& context, const spec::Column& column) {
  const bool as_told = context.claims.ValuesOf(column).texts == claims::Texts::kPlain;
  return as_told ? 0 : column.type.length_max;
}

std::string StrayBlanksIn(const std::string& name, int64_t cut_at) {
  constexpr const char* kBlanks = "' ' || chr(9) || chr(10) || chr(13)";
  if (cut_at == 0) return fmt::format("trim({0}, {1}) <> {0}", name, kBlanks);
  return fmt::format("ltrim({0}, {1}) <> {0} OR (length({0}) <> {2} AND rtrim({0}, {1}) <> {0})",
                     name, kBlanks, cut_at);
}

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachColumn(context, [&](const Table& table, const spec::Column& column) {
    if (column.type.kind != kernel::TypeKind::kString || !column.generator) return;
    // A text that an expression or a pattern puts together may well end in a blank.
    if (!ClaimsPlainTexts(context, column)) return;
    const std::string name = query::Identifier(column.name);
    const int64_t cut_at = CutAt(context, column);
    // Blanks at an end; the replacement character; UTF-8 that was read as Latin-1 and written again
    // (looked for only where there is more than ASCII). Signs that may well follow a letter, like a
    // quotation mark or a no-break space, count only where they are damage nearly always.
    const std::string broken = fmt::format(
        "{1} OR (strlen({0}) <> length({0}) AND "
        "(contains({0}, chr(65533)) OR "
        "regexp_matches({0}, "
        "'[\\x{{80}}-\\x{{9F}}]|[\\x{{C2}}\\x{{C3}}\\x{{D0}}\\x{{D1}}][\\x{{A0}}-\\x{{BF}}]"
        "|[\\x{{C2}}-\\x{{F4}}]([\\x{{A0}}-\\x{{BF}}]\\pL|[\\x{{A1}}-\\x{{A9}}\\x{{AC}}-\\x{{AF}}"
        "\\x{{B1}}-"
        "\\x{{B6}}\\x{{B8}}\\x{{B9}}\\x{{BC}}-\\x{{BE}}])')))",
        name, StrayBlanksIn(name, cut_at));
    checks->push_back(std::make_unique<RowCheck>(
        info, context.Path(column.where), table, std::vector<std::string>{column.name},
        fmt::format("{}.{} has no stray blanks and no damaged letters", table.node->id,
                    column.name),
        Condition(broken, StrayBlanks{column.name, cut_at})));
  });
}

}  // namespace

const CheckInfo& TextCheck() {
  static const CheckInfo info{"text",  Part::kConstraints,
                              false,   "Finds blanks at the ends of texts, and encoding damage",
                              Collect, Looks::kAtSpelling};
  return info;
}

}  // namespace datagen::validate
