// Tables and columns of a spec, found among those that a database has.
//
// A spec writes "sales.orders" for the table orders in sales; a table of that name, dot and all, is
// meant first. Names that differ only in case are the same where there is no exact one, as
// databases fold what is not quoted.
//
// Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/connections/connection.h"

namespace datagen::loaders {

struct TableName {
  std::string schema;  // "": wherever it is found
  std::string table;
};

// What the name can mean, the most likely first.
std::vector<TableName> PossibleNames(const std::string& name);

// The row in which a column of the result has the name.
std::optional<size_t> FindName(const connections::Rows& rows, size_t column,
                               const std::string& name);

base::Status NoSuchTable(const std::string& table);
base::Status NoSuchColumn(const std::string& table, const std::string& column);

// The same error, with more lines below it that say where.
base::Status Located(const base::Status& status, const std::string& where);

}  // namespace datagen::loaders
