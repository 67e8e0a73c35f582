// The tables of a database, and its views, which are marked: a spec may mean one, but nobody has
// written its rows.
//
// A table of a server or of SQLite is copied into the query database when it is described (flat
// memory; one reading transaction for all tables, so that they belong together); a file of DuckDB
// is attached and read in place. Names are full names where a table's schema is not the one that
// is looked in first. Values that have no place in the type of their column are counted in
// `Column::misfits` and null; read as text they are there, as everything is that was printed.
//
// Cost: one list of tables with their columns when it is opened; a table that is described is read
// once, and stands in the temporary folder.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "data/connections/connection.h"
#include "data/sources/source.h"
#include "data/sources/table_copy.h"

namespace datagen::sources {

class DatabaseSource : public Source {
 public:
  // `attached`: the name under which the query database has the file; "": tables are copied.
  // `stored`: by full name.
  DatabaseSource(std::unique_ptr<connections::Connection> connection,
                 const connections::ConnectionInfo& kind,
                 std::map<std::string, connections::StoredTable> stored, std::string attached,
                 query::Database* database, std::string prefix);
  ~DatabaseSource() override;
  DatabaseSource(const DatabaseSource&) = delete;
  DatabaseSource& operator=(const DatabaseSource&) = delete;

  Table* Find(std::string_view name) override;
  base::Status Describe(Table* table) override;
  [[nodiscard]] std::string Relation(const Table& table, const Reading& reading) const override;
  // A copy has been read to its end; a table that is read in place may turn out to be unreadable.
  base::Status DropBroken(Table* table, const Reading& reading) override;
  base::Result<std::optional<int64_t>> CountIfCheap(const Table& table) override;

 private:
  [[nodiscard]] std::string AttachedRelation(const Table& table, const Reading& reading) const;

  std::unique_ptr<connections::Connection> connection_;
  std::map<std::string, connections::StoredTable> stored_;
  std::multimap<std::string, const connections::StoredTable*> alike_;  // by name in small letters
  std::string attached_;
  std::string prefix_;
  dialects::Storage storage_;
  std::map<std::string, TableCopy> copies_;  // of the tables that have been described
};

}  // namespace datagen::sources
