// A table of a database, copied into the query database: each column in its own type, and beside it
// the text of every value that its type does not print as the database did. So nothing is lost,
// whatever the database has.
//
// Lifetime: the query database has the copy as long as it lives.
// Thread-safety: belongs to the thread of its Database.
#pragma once

#include <string>
#include <vector>

#include "data/connections/connection.h"
#include "data/query/database.h"
#include "data/sources/source.h"

namespace datagen::sources {

class TableCopy {
 public:
  // `name`: of the copy, in the query database.
  TableCopy(std::string name, const connections::StoredTable& stored,
            const dialects::Storage& storage);

  // Errors: those of the database; invalid, when the query database can't hold it.
  base::Status Fill(connections::Connection* connection, query::Database* database);

  // The columns; after Fill with what has no place in their types, and as numbers where booleans
  // turn out to be others than 0 and 1.
  [[nodiscard]] std::vector<Column> Columns() const;
  [[nodiscard]] std::string Relation(const Reading& reading) const;

 private:
  struct CopiedColumn {
    std::string name;
    std::string expression;  // in the database's SQL
    std::string copied;      // the type in the copy
    bool is_bool = false;    // a number there
    int64_t length_max = 0;  // of texts; 0: any
    int64_t misfits = 0;     // values that have no place in the type
    std::string misfit;      // the first of them
  };
  [[nodiscard]] std::string Type(const CopiedColumn& column) const;
  base::Status LookAtValues(query::Database* database);

  std::string name_;
  std::string relation_;  // in the database's SQL
  dialects::Storage storage_;
  std::vector<CopiedColumn> columns_;
};

}  // namespace datagen::sources
