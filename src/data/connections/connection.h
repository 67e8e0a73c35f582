// A connection to a database: PostgreSQL, MySQL and MariaDB, SQLite, DuckDB; one file a kind in
// kinds/. Whatever reads or fills databases stands on it.
//
// Which database and as whom: what the URL says wins. What it leaves out is the client library's to
// find, at the user's wish, in the order of that database's own programs:
//   PostgreSQL  pg_service.conf (PGSERVICE, ?service=), then PGHOST, PGUSER, PGPASSWORD, …, then
//               ~/.pgpass for the password: libpq reads them all.
//   MySQL       ~/.my.cnf and the system's my.cnf, group [client], then MYSQL_HOST, MYSQL_PWD,
//               MYSQL_TCP_PORT, MYSQL_UNIX_PORT; with no host at all the local socket.
// Nothing else here reads the environment. No message shows a password.
//
// Thread-safety: a connection belongs to one thread at a time, but for Cancel. Connections know
// nothing of each other; threads may open them at the same time.
// Lifetime: a Statement, BulkStream or RowStream goes before its connection; while a BulkStream or
// RowStream is open nothing else may be run. Errors: invalid, when the database refuses what it was
// told (a constraint, a table that is not there), with its message and the table, constraint and
// row that it names; environment, when it can't be reached, forbids it, is full, or was cancelled.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "data/connections/row_stream.h"
#include "data/connections/stored_table.h"
#include "data/query/rows.h"
#include "foundation/base/status.h"

namespace datagen::connections {

using query::Bytes;
using query::Rows;
using query::Value;

// A statement that the database has parsed, with marks for values: $1, $2 in PostgreSQL, else ?.
class Statement {
 public:
  virtual ~Statement() = default;
  // `place` counts from 0. Lifetime: the value's bytes are needed until Run has returned.
  virtual void Bind(int place, const Value& value) = 0;
  // Runs it with the values that are bound; may be called again. Rows as Query gives them.
  virtual base::Result<Rows> Run() = 0;
};

// Rows on their way into a table, in the form that the database's own bulk statement reads.
class BulkStream {
 public:
  // Calls the statement off, if it was not finished.
  virtual ~BulkStream() = default;
  // Requires: in MySQL, whole rows.
  virtual base::Status Write(std::string_view rows) = 0;
  virtual base::Status Finish() = 0;
};

class Connection {
 public:
  virtual ~Connection() = default;

  // Runs a statement for what it does; several with ; between them, but for MySQL.
  virtual base::Status Execute(const std::string& sql) = 0;
  // The rows of one statement, held in memory, with the kinds of their columns. Bytes are as the
  // database sends them: \x… from PostgreSQL and DuckDB, raw from MySQL and SQLite.
  virtual base::Result<Rows> Query(const std::string& sql) = 0;
  // The rows of one SELECT a batch at a time, in flat memory. While it is open nothing else may be
  // run.
  virtual base::Result<std::unique_ptr<RowStream>> Stream(const std::string& sql) = 0;
  // With values for the statement's marks.
  base::Result<Rows> Query(const std::string& sql, const std::vector<Value>& values);
  virtual base::Result<std::unique_ptr<Statement>> Prepare(const std::string& sql) = 0;

  // Runs a statement that takes rows from the client: COPY … FROM STDIN, LOAD DATA LOCAL INFILE.
  // Errors: invalid, where the database has none; there a prepared INSERT or a file is the way.
  virtual base::Result<std::unique_ptr<BulkStream>> StartBulk(const std::string& statement);

  virtual base::Status Begin() { return Execute("BEGIN"); }
  virtual base::Status Commit() { return Execute("COMMIT"); }
  virtual base::Status Rollback() { return Execute("ROLLBACK"); }

  // Begins a transaction that changes nothing and, where the database has that, sees one state of
  // all tables until Rollback: not so MySQL's tables outside of InnoDB; a file of SQLite can't be
  // written to meanwhile but in WAL mode, one of DuckDB not at all while it is read.
  // `statement_ms_max`: what servers let a statement take; 0: what they are set to.
  virtual base::Status BeginReading(int64_t statement_ms_max) = 0;
  // The tables and views that the user may know of, by their schemas and names, columns in order;
  // not those of the system, of extensions, of the session alone, nor partitions.
  virtual base::Result<std::vector<StoredTable>> Tables() = 0;

  // CREATE statements for all tables in the kind's dialect, as the database itself tells them.
  virtual base::Result<std::string> Catalogue() = 0;
  virtual base::Result<std::string> ServerVersion() = 0;

  // Ends what is running, which then fails as environment. From any thread; without effect when
  // nothing runs.
  virtual void Cancel() = 0;

  // The name in the database's own quotes.
  [[nodiscard]] virtual std::string Identifier(std::string_view name) const;
};

enum class Access {
  kRead,  // a file has to be there; nothing can be changed
  kWrite  // a file that is not there is made
};

struct ConnectionInfo {
  std::string id;
  std::vector<std::string> schemes;     // "postgresql" of postgresql://…
  std::vector<std::string> extensions;  // "sqlite" of file.sqlite; empty: a server
  std::string dialect;                  // of what it runs and of its catalogue
  base::Result<std::unique_ptr<Connection>> (*open)(const std::string& location,
                                                    Access access) = nullptr;
  bool attaches = false;  // a query::Database reads its files in place
};

// All kinds, from the files of kinds/ (the list is made by the build).
const std::vector<const ConnectionInfo*>& Connections();
// By the scheme of a URL or the extension of a path; nullptr when none is known.
const ConnectionInfo* FindConnection(const std::string& location);
// The path in `scheme:path` and `scheme://path` of a kind, or the location itself.
std::string PathOf(const std::string& location);
// Requires: a kind that there is.
const ConnectionInfo& ConnectionOf(const std::string& id);

}  // namespace datagen::connections
