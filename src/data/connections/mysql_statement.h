// A prepared statement of MySQL and MariaDB, whose values come back as text.
//
// Thread-safety, lifetime: as connection.h has them.
#pragma once

#include <vector>

#include "data/connections/connection.h"
#include "data/connections/mysql_library.h"

namespace datagen::connections {

class MysqlStatement : public Statement {
 public:
  // Takes over a statement that has been prepared.
  explicit MysqlStatement(MYSQL_STMT* statement);
  ~MysqlStatement() override { Libmariadb().stmt_close(statement_); }
  MysqlStatement(const MysqlStatement&) = delete;
  MysqlStatement& operator=(const MysqlStatement&) = delete;

  void Bind(int place, const Value& value) override { values_[static_cast<size_t>(place)] = value; }
  base::Result<Rows> Run() override;

 private:
  base::Status Fetch(MYSQL_RES* shape, Rows* rows);
  [[nodiscard]] base::Status Failed() const;

  MYSQL_STMT* statement_;
  std::vector<Value> values_;
};

}  // namespace datagen::connections
