// Names of a spec that must be there: whoever reads a name of a table or column asks here.
//
// Thread-safety: reports to one Diagnostics, which belongs to one thread.
#pragma once

#include <optional>

#include "language/spec/spec.h"

namespace datagen::spec {

// Whether the table and all columns are there; reports those that are not, at list.where.
bool IsKnown(const ColumnList& list, const Spec& spec, base::Diagnostics* diagnostics);

// Reads "table.column" or "table.(a,b)"; reports what has another form.
std::optional<ColumnList> ReadColumnList(const base::Json& json, base::Diagnostics* diagnostics);

// The same, of columns that are there. nullopt also where json is nullptr.
std::optional<ColumnList> ReadKnownColumns(const base::Json* json, const Spec& spec,
                                           base::Diagnostics* diagnostics);

// A list of names, or one name as a list of one; reports what is no name. `what`: the key.
std::vector<std::string> ReadNames(const base::Json* json, std::string_view what,
                                   base::Diagnostics* diagnostics);

}  // namespace datagen::spec
