// Rows of PostgreSQL as they come: libpq's single-row mode.
//
// In a transaction a statement that fails ends it, and with it the state of the tables that it
// sees: so a savepoint is set before each.
//
// Thread-safety, lifetime: as row_stream.h and connection.h have them.
#pragma once

#include <memory>
#include <string>

#include "data/connections/postgresql_library.h"
#include "data/connections/postgresql_result.h"
#include "data/connections/row_stream.h"

namespace datagen::connections {

class PostgresqlRowStream : public RowStream {
 public:
  static base::Result<std::unique_ptr<RowStream>> Open(PGconn* connection, PGcancel* cancel,
                                                       const std::string& sql);
  PostgresqlRowStream(PGconn* connection, PGcancel* cancel)
      : connection_(connection), cancel_(cancel) {}
  ~PostgresqlRowStream() override;
  PostgresqlRowStream(const PostgresqlRowStream&) = delete;
  PostgresqlRowStream& operator=(const PostgresqlRowStream&) = delete;

  base::Status Next(RowBatch* batch) override;

 private:
  base::Status Start(const std::string& sql);
  // The next row, or nullptr at the end.
  base::Result<PostgresqlResultPtr> Fetch();
  void AddRow(const PGresult* row, RowBatch* batch) const;
  // Ends it: reads what is still to come, and goes back to the savepoint after an error.
  void Finish(bool failed);

  PGconn* connection_;
  PGcancel* cancel_;
  std::string sql_;
  bool has_savepoint_ = false;
  bool open_ = false;
  PostgresqlResultPtr first_;  // which has told of the columns
};

}  // namespace datagen::connections
