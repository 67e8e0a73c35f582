// The tables that a database has, as it lists them, and which of them a name means.
//
// A spec writes "sales.orders" for the table orders in sales; a table of that name, dot and all, is
// meant first. Names that differ only in case are the same where there is no exact one, as
// databases fold what is not quoted.
//
// Thread-safety: values and pure functions.
#pragma once

#include <string>
#include <vector>

#include "data/schema/schema.h"

namespace datagen::connections {

struct StoredColumn {
  std::string name;
  schema::DataType type;  // its `text` is the database's own
  // The expression that gives its values as the language has them: arrays as JSON, geometry as its
  // words, a float with all its digits; the quoted name where that does.
  std::string expression;
};

struct StoredTable {
  std::string schema;  // "": where a name without one is looked for
  std::string name;
  bool is_view = false;  // what it gives is another's rows, and was never written as such
  std::string relation;  // quoted, for the FROM of a SELECT
  std::vector<StoredColumn> columns;

  [[nodiscard]] std::string full_name() const {
    return schema.empty() ? name : schema + "." + name;
  }
};

// The last table of a list that grows, or a new one when that has another name.
StoredTable& LastTable(const std::string& schema, const std::string& name,
                       std::vector<StoredTable>* tables);

struct TableName {
  std::string schema;  // "": wherever it is found
  std::string table;
};

// What the name can mean, the most likely first.
std::vector<TableName> PossibleNames(const std::string& name);

}  // namespace datagen::connections
