// The claim that the values of a column are listed: in the spec, or in a column of another table.
#pragma once

#include "proof/validate/check.h"

namespace datagen::validate {

// `list`: a JSON array of the values that may occur.
std::unique_ptr<Check> ListedInSpec(const CheckInfo& info, const Context& context,
                                    const Table& table, const spec::Column& column,
                                    const spec::Literals& list, const base::Place& where);
// The listed values as SQL prints those of the column; nullopt where only SQL can tell.
std::optional<std::vector<std::string>> TextsOf(const spec::Column& column,
                                                const spec::Literals& list);
// `reference`: "table.column". nullptr when the files do not have it.
std::unique_ptr<Check> ListedInTable(const CheckInfo& info, const Context& context,
                                     const Table& table, const spec::Column& column,
                                     const spec::ColumnList& reference);

}  // namespace datagen::validate
