// What PostgreSQL answers: errors sorted, columns described, rows.
//
// Thread-safety: pure functions.
#pragma once

#include <memory>
#include <string>

#include "data/connections/postgresql_library.h"
#include "data/query/rows.h"
#include "foundation/base/status.h"

namespace datagen::connections {

struct PostgresqlResultDeleter {
  void operator()(PGresult* result) const { Libpq().clear(result); }
};
using PostgresqlResultPtr = std::unique_ptr<PGresult, PostgresqlResultDeleter>;

// A message of the library, without the line's end.
std::string PostgresqlMessage(std::string text);

// The error of a statement: environment or invalid, as its code says.
base::Status PostgresqlRefused(PGconn* connection, const PGresult* result,
                               const std::string& sql = "");

// Source: pg_type.dat of PostgreSQL 15; the numbers of its own types never change.
schema::TypeFamily PostgresqlFamily(Oid type);

// Errors: that of the statement.
base::Result<query::Rows> ReadPostgresqlRows(PGconn* connection, const PGresult* result,
                                             const std::string& sql);

}  // namespace datagen::connections
