// Tables and columns of a spec, found among those that a database has.
//
// What a name can mean, connections/stored_table.h says. Names that differ only in case are the
// same where there is no exact one.
//
// Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string>

#include "data/connections/connection.h"

namespace datagen::loaders {

using connections::PossibleNames;
using connections::TableName;

// The row in which a column of the result has the name.
std::optional<size_t> FindName(const connections::Rows& rows, size_t column,
                               const std::string& name);

base::Status NoSuchTable(const std::string& table);
base::Status NoSuchColumn(const std::string& table, const std::string& column);

// The same error, with more lines below it that say where.
base::Status Located(const base::Status& status, const std::string& where);

}  // namespace datagen::loaders
