// A data set held against its spec: which stored table is which node's, which stored column which
// of its columns, and a view of each table in which every column has the spec's type.
//
// Where a stored type differs from the spec's, or the format has no types, values are cast; what
// can't be cast is null in the view and kept beside it as given.
//
// Thread-safety: belongs to the thread of its run.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "data/query/database.h"
#include "data/sources/source.h"
#include "foundation/base/status.h"
#include "language/spec/spec.h"

namespace datagen::validate {

// A column of the spec, as it is stored.
struct ColumnState {
  const spec::Column* column = nullptr;
  std::string stored;               // its name there, maybe in another case
  bool present = false;             // in at least one file
  bool cast = false;                // from text or another type
  bool kept = false;                // the given type is how the origin keeps the spec's
  bool has_misfits = false;         // a database has values that have no place in its own type
  std::string given_type;           // as the files say; "" where the format has no types
  std::vector<std::string> absent;  // the files that lack it, when others have it
};

struct Table {
  const spec::Node* node = nullptr;
  sources::Table* stored = nullptr;       // nullptr: there is none of its name
  std::string problem;                    // why there is nothing to read; "" when there is
  std::vector<ColumnState> columns;       // those that the spec writes
  std::vector<std::string> extra;         // stored columns that the spec does not know
  std::string file_column;                // the view's column with a row's file; "": all are alike
  std::string view_sql;                   // the SELECT that the view is made of
  std::vector<std::string> view_columns;  // what it gives
  std::string all_sql;                    // the same of all rows, where the view gives the first
  int64_t rows_max = INT64_MAX;           // of the view

  [[nodiscard]] bool readable() const { return problem.empty(); }
  [[nodiscard]] const std::string& format() const;
  [[nodiscard]] const std::vector<sources::File>& files() const;
  [[nodiscard]] const ColumnState* Find(std::string_view column) const;
  [[nodiscard]] bool Has(std::string_view column) const;

  // Fills `columns` with those that the spec writes.
  void NameColumns();

 private:
  std::map<std::string_view, size_t> places_;  // in `columns`. Lifetime of the names: the spec
};

// The column of a table's view that holds what was given where it could not be cast.
std::string GivenColumn(const std::string& column);

class Dataset {
 public:
  // `location`: a folder or a database. Looks at every file's schema, copies the spec's tables out
  // of a database, makes the views. Errors: environment, when it can't be read. What is wrong with
  // the data is noted in the tables. `rows_max` > 0: the views give only the first rows. `csv`: of
  // CSV files, over what the folder's metadata say.
  static base::Result<Dataset> Open(const spec::Spec& spec, const std::string& location,
                                    int64_t rows_max, const std::optional<sources::CsvDialect>& csv,
                                    query::Database* database);

  // As if every table were there with all of its columns: for claims without data.
  static Dataset Pretend(const spec::Spec& spec);

  [[nodiscard]] const std::vector<Table>& tables() const { return tables_; }
  [[nodiscard]] const Table* Find(std::string_view id) const;
  // Rows of each table as the folder's metadata say; empty when there are none.
  [[nodiscard]] const std::map<std::string, int64_t>& declared_rows() const {
    return declared_rows_;
  }
  // The digest of each file of a table that the run wrote, by its path; empty where a folder keeps
  // no list.
  [[nodiscard]] std::map<std::string, std::string> DigestsOf(const Table& table) const;
  // How many values the run broke on purpose, as the folder's metadata say.
  [[nodiscard]] int64_t broken_on_purpose() const { return broken_on_purpose_; }
  // Whether a run of datagen into the folder was interrupted: some files may be missing.
  [[nodiscard]] bool unfinished() const { return unfinished_; }
  [[nodiscard]] bool is_database() const { return is_database_; }
  // Files, folders or tables that belong to no table of the spec.
  [[nodiscard]] const std::vector<std::string>& strays() const { return strays_; }

  // Makes the views that a statement names, where that is still to be done: a view takes longer
  // than reading a small table, and many are never asked for. Errors: of the query.
  base::Status MakeViewsFor(const std::string& sql, query::Database* database);

  // Finds the files of a table that can't be read to the end, notes them and leaves them out of the
  // view. For when a scan has failed. Errors: environment.
  base::Status DropBrokenFiles(const std::string& id, query::Database* database);

 private:
  explicit Dataset(const spec::Spec& spec);
  // Matches the tables and columns of the source. Errors: environment, when it is lost.
  base::Status Match(const std::string& location, query::Database* database);
  // Errors: environment; others are noted as the table's problem.
  base::Status MakeView(Table* table, query::Database* database);

  std::unique_ptr<sources::Source> source_;
  int64_t rows_max_ = 0;
  std::vector<Table> tables_;
  std::map<std::string_view, size_t> places_;  // in tables_. Lifetime of the names: the spec
  std::unordered_map<std::string, const Table*> unmade_;  // whose views no statement has named yet
  std::map<std::string, int64_t> declared_rows_;
  std::filesystem::path folder_;
  std::map<std::string, std::string> digests_;  // by the path below the folder
  std::vector<std::string> strays_;
  int64_t broken_on_purpose_ = 0;
  bool unfinished_ = false;
  bool is_database_ = false;
};

}  // namespace datagen::validate
