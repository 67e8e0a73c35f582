#include "data/connections/postgresql_library.h"

#include <fmt/format.h>

#include "foundation/base/shared_library.h"

namespace datagen::connections {

const PostgresqlLibrary& Libpq() {
  static const PostgresqlLibrary* const loaded = [] {
    auto* library = new PostgresqlLibrary;
    base::SharedLibrary file("libpq.so.5");
    file.Find("PQcancel", &library->cancel);
    file.Find("PQclear", &library->clear);
    file.Find("PQconnectdb", &library->connect);
    file.Find("PQconninfoFree", &library->conninfo_free);
    file.Find("PQconninfoParse", &library->conninfo_parse);
    file.Find("PQerrorMessage", &library->error_message);
    file.Find("PQexec", &library->exec);
    file.Find("PQexecPrepared", &library->exec_prepared);
    file.Find("PQfinish", &library->finish);
    file.Find("PQfname", &library->column_name);
    file.Find("PQfreeCancel", &library->free_cancel);
    file.Find("PQfreemem", &library->free_memory);
    file.Find("PQftype", &library->column_type);
    file.Find("PQgetCancel", &library->get_cancel);
    file.Find("PQgetResult", &library->get_result);
    file.Find("PQgetisnull", &library->get_is_null);
    file.Find("PQgetlength", &library->get_length);
    file.Find("PQgetvalue", &library->get_value);
    file.Find("PQnfields", &library->column_count);
    file.Find("PQntuples", &library->row_count);
    file.Find("PQparameterStatus", &library->parameter_status);
    file.Find("PQprepare", &library->prepare);
    file.Find("PQputCopyData", &library->put_copy_data);
    file.Find("PQputCopyEnd", &library->put_copy_end);
    file.Find("PQresultErrorField", &library->result_error_field);
    file.Find("PQresultStatus", &library->result_status);
    file.Find("PQsendQuery", &library->send_query);
    file.Find("PQsetNoticeProcessor", &library->set_notice_processor);
    file.Find("PQsetSingleRowMode", &library->set_single_row_mode);
    file.Find("PQstatus", &library->connection_status);
    file.Find("PQtransactionStatus", &library->transaction_status);
    if (!file.error().empty()) {
      library->status = base::Status::Environment(
          "client-library-unavailable",
          fmt::format("the client library of PostgreSQL can't be used: {}", file.error()),
          {.expected = "libpq.so.5"});
    }
    return library;
  }();
  return *loaded;
}

}  // namespace datagen::connections
