// Data of any origin as one thing: tables with columns and types, a relation for SQL, an Arrow
// stream. It knows no spec.
//
// A Source lists its tables when it is opened and looks into one when it is asked to. Files of a
// table lie in DIR/<table>/** or are DIR/<table>.<ext>; names that begin with '.' or '_' are not
// data, but for tables that are expected under such a name. Tables of a database are
// database_source.h's.
//
// Thread-safety: a Source belongs to the thread of its Database.
// Errors: what is wrong with data is noted in tables and files, not returned; environment, when
// their origin is lost.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/dialects/dialect.h"
#include "data/query/database.h"
#include "data/sources/csv_dialect.h"
#include "datagen/arrow_c.h"
#include "foundation/base/status.h"
#include "functions/kernel/value_type.h"

namespace datagen::sources {

struct Column {
  std::string name;
  std::string type;                             // DuckDB's name; "" where the format has no types
  std::optional<kernel::ValueType> value_type;  // ours, where there is one for it
  // Of a database: values that have no place in the type and read as null; the first, and its row.
  int64_t misfits = 0;
  std::string misfit;
};

// A file of a table; of a table in a database the one thing that it lies in, by its name.
struct File {
  std::string path;
  // Values that the names of its folders below the table's say, as Hive and Spark write them:
  // country=DE. In their order; no value is a null.
  std::vector<std::pair<std::string, std::optional<std::string>>> partition;
  int64_t bytes = 0;
  std::vector<Column> columns;
  bool says_nothing = false;  // of its columns: it has no rows, which would name them
  std::string copy;           // the table of the database that holds its rows; "": read in place
  std::string problem;        // why it can't be read; "" when it can
};

struct Table {
  std::string name;
  std::vector<std::string> places;  // the folder, the files that it lies in
  // The rest is known once it has been described.
  std::string format;  // of file_format.h, or the kind of database; "": there are no files
  std::vector<File> files;
  // Of all readable files, in the order of their first appearance, with the first one's type.
  std::vector<Column> columns;
  bool names_files = false;         // whether a relation can say which file a row is of
  bool uniform = true;              // whether those files have the same columns, in order and type
  std::string problem;              // why there is nothing to read; "" when there is
  bool is_view = false;             // of a database: nobody has written its rows
  dialects::Storage storage;        // what its origin does with values
  CsvDialect csv;                   // of CSV files
  std::vector<std::string> header;  // names the columns of CSV files without a header
  std::vector<std::string> partition;  // columns that stand in the folders' names, not in the files

  [[nodiscard]] bool readable() const { return problem.empty(); }
};

// A value of JSON lines, and DuckDB's type to read it as; of CSV files, how its dialect wrote it.
struct Field {
  std::string name;
  std::string type;
  kernel::TypeKind kind = kernel::TypeKind::kString;
};

// How a relation reads. As text, files that say types have them all the same.
struct Reading {
  bool as_text = false;  // every value as text; else typed, or as the first rows look
  // Of JSON lines, as text: which values; empty: those of the columns. Of CSV files: what they are
  // in the language, to undo the dialect.
  std::vector<Field> fields;
  std::string file_column;  // a column more with the file's path; "": none. Requires: names_files
  // Columns more, for those with misfits, called by name and suffix: these as text; "": none.
  std::string misfit_suffix;
};

class Source {
 public:
  virtual ~Source() = default;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  // In the order of their names. Some may turn out to have no data.
  [[nodiscard]] const std::vector<Table>& tables() const { return tables_; }
  // Lifetime: the Source. nullptr: none of this name; in a database names are alike but for case.
  virtual Table* Find(std::string_view name);

  // Gets the table ready to be read and fills its columns: looks at the schema of each file, copies
  // a table of a server. Again: changes nothing. Errors: environment, when the origin is lost.
  virtual base::Status Describe(Table* table) = 0;
  // What reads the table in the FROM of a query. Requires: Describe, readable.
  [[nodiscard]] virtual std::string Relation(const Table& table, const Reading& reading) const = 0;
  // Reads every value, and notes and leaves out the files that can't be read to the end: what
  // their schema does not show. Requires: Describe. Errors: environment.
  virtual base::Status DropBroken(Table* table, const Reading& reading) = 0;
  // The number of rows, where it is known without reading values. Errors: of the query.
  virtual base::Result<std::optional<int64_t>> CountIfCheap(const Table& table) = 0;
  // The rows as Arrow batches. The caller calls stream->release, while the Database lives.
  // Requires: Describe, readable. Errors: of the query.
  base::Status Stream(const Table& table, const Reading& reading, ArrowArrayStream* stream);

 protected:
  // Requires: tables in the order of their names, which differ.
  Source(std::vector<Table> tables, query::Database* database)
      : tables_(std::move(tables)), database_(database) {}
  [[nodiscard]] query::Database& database() const { return *database_; }

  // The columns that a SELECT * from a relation gives. Errors: of the query.
  [[nodiscard]] base::Result<std::vector<Column>> ColumnsOf(const std::string& relation) const;

 private:
  std::vector<Table> tables_;
  query::Database* database_;
};

// What is known of a folder's tables before their files are looked at.
struct FolderFacts {
  // Tables with the columns that they should have; their names may begin with '.' or '_'.
  std::map<std::string, std::vector<std::string>> expected;
  std::optional<CsvDialect> csv;  // nullopt: what the folder's metadata say, or the usual one
};

// The tables of a folder. `prefix` begins the names of tables that it makes in the database, for
// where several sources share one. Lifetime: the database, which must stay. Errors: environment,
// when it is no folder or can't be read.
base::Result<std::unique_ptr<Source>> OpenFolder(const std::string& directory,
                                                 query::Database* database,
                                                 const std::string& prefix = "",
                                                 const FolderFacts& facts = {});
// The same for some files, or folders of one table's files, as if they lay in one folder.
// Errors: invalid, for a file of no known format; environment, when there is none.
base::Result<std::unique_ptr<Source>> OpenFiles(const std::vector<std::string>& paths,
                                                query::Database* database,
                                                const std::string& prefix = "");

// The tables of a database, where connections::FindConnection knows the location. `prefix` as
// above; `statement_ms_max`: what a server lets a statement take, 0: what it is set to.
// Errors: those of the connection; no message shows a password.
base::Result<std::unique_ptr<Source>> OpenDatabase(const std::string& location,
                                                   query::Database* database,
                                                   const std::string& prefix = "",
                                                   int64_t statement_ms_max = 0);
// Whether a location is that of a database, and not a folder.
bool IsDatabase(const std::string& location);

}  // namespace datagen::sources
