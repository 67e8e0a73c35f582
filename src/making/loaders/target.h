// Databases that tables are loaded into: one file a kind in kinds/, on a connection of that kind.
//
// A load is one transaction: a target that fails leaves the database as it was. Constraints are on;
// where references go in a circle, they are checked before the end, and never left out.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "data/connections/connection.h"
#include "data/schema/schema.h"
#include "foundation/base/buffer.h"
#include "foundation/base/status.h"
#include "making/defects/overlay.h"
#include "making/engine/engine.h"

namespace datagen::loaders {

struct Reference {
  std::vector<std::string> columns;
  int target = 0;  // index of the table
  std::vector<std::string> target_columns;
};

struct TargetTable {
  std::string id;    // in the spec
  std::string name;  // in the database, maybe "schema.table"
  std::vector<engine::WrittenColumn> columns;
  std::vector<std::string> primary_key;  // written columns; may be empty
  std::vector<std::vector<std::string>> unique;
  std::vector<Reference> references;
  // Refers to a table that is loaded after it.
  bool in_circle = false;
  int64_t rows = 0;
  // Constraints that rows broken on purpose would not pass, and that tables made for them lack.
  std::vector<std::string> left_out;
};

constexpr const char* kLedgerTable = "_defects";

// Rows on their way: `text` as the target's Encode made it, else the batch itself.
struct Chunk {
  engine::Batch batch;
  std::vector<defects::Entry> broken;
  base::Buffer<char> text;
  int64_t first_row = 0;
  int64_t rows = 0;
};

// How the tables come to be, if they are not there yet.
struct Creation {
  bool wanted = false;
  // The user's own statements, in order; empty: made from the tables.
  std::vector<std::string> statements;
  // The last of the tables is a ledger, which is made where it is not there yet.
  bool has_ledger = false;
  // Rows that are in the tables go first, those that refer to others before them, in the same
  // transaction: after a failure they are there as before.
  bool replaces_rows = false;
};

// Thread-safety: one thread, but for Encode and Cancel.
class Target {
 public:
  virtual ~Target() = default;

  // Reaches the database, or opens the file. Errors: environment, when that can't be.
  virtual base::Status Connect() = 0;
  // Whether the tables are made first: a new file has none. Requires: Connect.
  [[nodiscard]] virtual bool MakesTables(const Creation& creation) const { return creation.wanted; }
  // Opens the transaction, makes tables, finds those that are there.
  // Errors: invalid, when a table or column is missing.
  virtual base::Status Begin(const std::vector<TargetTable>& tables, const Creation& creation) = 0;
  virtual base::Status StartTable(const TargetTable& table) = 0;
  // Prepares rows of the table that was started. May be called from many threads at a time.
  virtual void Encode(Chunk* chunk) const = 0;
  // In the order of rows. Errors: what the database refuses, with table, row and constraint.
  virtual base::Status Write(const Chunk& chunk) = 0;
  virtual base::Status FinishTable() = 0;
  virtual base::Status Commit() = 0;
  // Undoes everything since Connect, and closes. Called after a failure.
  virtual void Rollback() = 0;
  // Ends what the database is doing, which then fails as environment. From any thread, after
  // Connect and before Rollback.
  virtual void Cancel() = 0;
};

using connections::PathOf;

struct TargetOptions {
  std::string location;  // the URL, or the path of a file
  std::string dialect;   // of a script
};

struct TargetInfo {
  std::string id;
  std::string summary;
  std::vector<std::string> schemes;     // "postgresql" of postgresql://…
  std::vector<std::string> extensions;  // "sqlite" of file.sqlite
  std::string dialect;                  // of the scripts that it runs
  std::unique_ptr<Target> (*open)(const TargetOptions& options) = nullptr;
  bool indexes_references = false;  // each has an index of its own in the file
};

// All kinds, from the files of kinds/ (the list is made by the build).
const std::vector<const TargetInfo*>& Targets();
// By the scheme of a URL or the extension of a path; nullptr when none is known.
const TargetInfo* FindTarget(const std::string& location);

// CREATE TABLE statements for the tables, in their order, keys and references within.
std::vector<std::string> CreateStatements(const std::vector<TargetTable>& tables,
                                          const std::string& dialect);
// Runs what makes the tables, if that is `wanted`: the user's own statements, or ours in the
// dialect. Makes the ledger in any case.
base::Status MakeTables(const std::vector<TargetTable>& tables, const Creation& creation,
                        bool wanted, const std::string& dialect,
                        connections::Connection* connection);
// Empties the ledger that an earlier load left, where this one replaces its rows by sound ones: a
// list of breaks that are no more would be a lie. A table of that name with other columns is the
// user's, and stays. `columns_query` lists the names of the table's columns in order, no row where
// there is no such table. Requires: a transaction.
base::Status EmptyOldLedger(const Creation& creation, const std::string& columns_query,
                            connections::Connection* connection);

}  // namespace datagen::loaders
