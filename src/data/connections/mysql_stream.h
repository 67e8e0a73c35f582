// Rows of MySQL and MariaDB as they come: mysql_use_result.
//
// Thread-safety, lifetime: as row_stream.h and connection.h have them.
#pragma once

#include <functional>
#include <string>

#include "data/connections/mysql_library.h"
#include "data/connections/mysql_result.h"
#include "data/connections/row_stream.h"

namespace datagen::connections {

class MysqlRowStream : public RowStream {
 public:
  // Takes over a result that mysql_use_result gave. `cancel` ends the statement, so that what is
  // still to come of a stream that goes early need not be read.
  MysqlRowStream(MYSQL* connection, MYSQL_RES* result, std::string sql,
                 std::function<void()> cancel);
  ~MysqlRowStream() override;
  MysqlRowStream(const MysqlRowStream&) = delete;
  MysqlRowStream& operator=(const MysqlRowStream&) = delete;

  base::Status Next(RowBatch* batch) override;

 private:
  MYSQL* connection_;
  MysqlResultPtr result_;
  std::string sql_;
  std::function<void()> cancel_;
  bool open_ = true;
};

}  // namespace datagen::connections
