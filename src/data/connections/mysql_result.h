// What MySQL and MariaDB answer: errors sorted, columns described.
//
// Thread-safety: pure functions.
#pragma once

#include <memory>
#include <string>

#include "data/connections/mysql_library.h"
#include "data/query/rows.h"
#include "foundation/base/status.h"

namespace datagen::connections {

struct MysqlResultDeleter {
  void operator()(MYSQL_RES* result) const { Libmariadb().free_result(result); }
};
using MysqlResultPtr = std::unique_ptr<MYSQL_RES, MysqlResultDeleter>;

// The error of a statement, with `more` below it: environment or invalid, as its number says.
base::Status MysqlRefused(const char* why, unsigned int code, const std::string& more);

// Sets the columns and families of a result that has no rows yet.
void DescribeMysqlResult(MYSQL_RES* result, query::Rows* rows);

}  // namespace datagen::connections
