// The rules of a spec, for the checks of each kind.
#pragma once

#include <string>
#include <vector>

#include "proof/validate/check.h"

namespace datagen::validate {

// "table.column" or "table.(a,b)" of a rule, which the reader of specs has checked.
spec::ColumnList ReferenceOf(const base::Json& reference);

// Texts of a JSON list.
std::vector<std::string> TextsOf(const base::Json& list);

// The primary key, then the columns, as identifiers after `alias`.
std::string ShownColumns(const Table& table, const std::vector<std::string>& columns,
                         const std::string& alias);

// "a IS NOT NULL AND b IS NOT NULL"
std::string AllGiven(const std::vector<std::string>& columns, const std::string& alias);

// Calls visit(table, item, columns) for the rules of a kind whose columns (of `column`, `columns`,
// `by` and a list `on`, in this order) the files have.
template <typename Visit>
void ForEachRule(const Context& context, const std::string& rule, Visit visit) {
  const base::Json* rules = context.spec.document->Find("rules");
  if (rules == nullptr) return;
  for (const base::Json& item : rules->items()) {
    if (item.Find("rule")->text() != rule) continue;
    std::vector<std::string> columns;
    for (const char* key : {"column", "columns", "by", "on"}) {
      const base::Json* named = item.Find(key);
      if (named == nullptr) continue;
      if (named->is_string()) columns.push_back(named->text());
      if (!named->is_array()) continue;
      for (const std::string& column : TextsOf(*named)) columns.push_back(column);
    }
    const Table* table = context.Readable(item.Find("table")->text(), columns);
    if (table != nullptr) visit(*table, item, columns);
  }
}

}  // namespace datagen::validate
