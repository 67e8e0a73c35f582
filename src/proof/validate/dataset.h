// The files of a data set: which belong to which table, what is in them, and a view of each table
// in which every column has the spec's type.
//
// Layout: DIR/<table>/** or DIR/<table>.<ext>, as Parquet, CSV, JSON lines or Arrow; names that
// begin with '.' or '_' are not data. Where a file's type differs from the spec's, or the format
// has no types, values are cast; what can't be cast is null in the view and kept beside it as text.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "data/query/database.h"
#include "foundation/base/status.h"
#include "language/spec/spec.h"

namespace datagen::validate {

struct FileColumn {
  std::string name;
  std::string type;  // DuckDB's name; "" where the format has no types
};

struct DataFile {
  std::string path;
  int64_t bytes = 0;
  std::vector<FileColumn> columns;
  std::string problem;  // why it can't be read; "" when it can
};

// A column of the spec, in the files.
struct ColumnState {
  const spec::Column* column = nullptr;
  bool present = false;             // in at least one file
  bool cast = false;                // from text or another type
  std::string given_type;           // as the files say; "" where the format has no types
  std::vector<std::string> absent;  // the files that lack it, when others have it
};

struct Table {
  const spec::Node* node = nullptr;
  std::string format;  // parquet, csv, jsonl, arrow; "" when there are no files
  std::vector<DataFile> files;
  std::string problem;               // why there is nothing to read; "" when there is
  std::vector<ColumnState> columns;  // those that the spec writes
  std::vector<std::string> extra;    // columns of the files that the spec does not know
  std::string view_sql;              // the SELECT that the view is made of

  [[nodiscard]] bool readable() const { return problem.empty(); }
  [[nodiscard]] const ColumnState* Find(const std::string& column) const;
  [[nodiscard]] bool Has(const std::string& column) const;
};

// The column of a table's view that holds what was given where it could not be cast.
std::string GivenColumn(const std::string& column);
// The column of a table's view that holds the file's path; only where files differ in columns.
constexpr const char* kFileColumn = "file of the row";

class Dataset {
 public:
  // Looks at every file's schema and makes the views. Errors: environment, when DIR can't be read.
  // What is wrong with the data is noted in the tables.
  // `rows_max` > 0: the views give only the first rows.
  static base::Result<Dataset> Open(const spec::Spec& spec, const std::string& directory,
                                    int64_t rows_max, query::Database* database);

  // As if every table were there with all of its columns: for claims without data.
  static Dataset Pretend(const spec::Spec& spec);

  [[nodiscard]] const std::string& directory() const { return directory_; }
  [[nodiscard]] const std::vector<Table>& tables() const { return tables_; }
  [[nodiscard]] const Table* Find(const std::string& id) const;
  // Rows of each table as the folder's metadata say; empty when there are none.
  [[nodiscard]] const std::map<std::string, int64_t>& declared_rows() const {
    return declared_rows_;
  }
  // Whether a run of datagen into the folder was interrupted: some files may be missing.
  [[nodiscard]] bool unfinished() const { return unfinished_; }
  // Files or folders that belong to no table of the spec.
  [[nodiscard]] const std::vector<std::string>& strays() const { return strays_; }

  // Finds the files of a table that can't be read to the end, notes them and leaves them out of the
  // view. For when a scan has failed.
  base::Status DropBrokenFiles(const std::string& id, query::Database* database);

 private:
  base::Status MakeView(Table* table, query::Database* database);

  std::string directory_;
  int64_t rows_max_ = 0;
  std::vector<Table> tables_;
  std::map<std::string, int64_t> declared_rows_;
  std::vector<std::string> strays_;
  bool unfinished_ = false;
};

}  // namespace datagen::validate
