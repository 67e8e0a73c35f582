// The rules of a spec, for the checks of each kind.
#pragma once

#include <string>
#include <vector>

#include "proof/validate/check.h"

namespace datagen::validate {

// The primary key, then the columns, as identifiers after `alias`.
std::string ShownColumns(const Table& table, const std::vector<std::string>& columns,
                         const std::string& alias);

// "a IS NOT NULL AND b IS NOT NULL"
std::string AllGiven(const std::vector<std::string>& columns, const std::string& alias);

// Calls visit(table, rule, columns) for the rules of a kind whose own columns the files have;
// `columns`: those, as Rule::OwnColumns gives them.
template <typename Visit>
void ForEachRule(const Context& context, std::string_view id, Visit visit) {
  for (const spec::Rule& rule : context.spec.rules) {
    if (rule.info->id != id) continue;
    const spec::Names columns = rule.OwnColumns();
    const Table* table = context.Readable(rule.table, columns);
    if (table != nullptr) visit(*table, rule, columns);
  }
}

}  // namespace datagen::validate
