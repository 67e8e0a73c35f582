// libpq, PostgreSQL's client library, loaded when a connection is first opened: with it come some
// twenty others, for TLS, Kerberos and LDAP.
//
// Thread-safety: loaded once, whoever asks first. Lifetime: as long as the process.
#pragma once

#include <libpq-fe.h>

#include "foundation/base/status.h"

namespace datagen::connections {

// The functions of libpq that are used here.
struct PostgresqlLibrary {
  decltype(&::PQcancel) cancel = nullptr;
  decltype(&::PQclear) clear = nullptr;
  decltype(&::PQconnectdb) connect = nullptr;
  decltype(&::PQconninfoFree) conninfo_free = nullptr;
  decltype(&::PQconninfoParse) conninfo_parse = nullptr;
  decltype(&::PQerrorMessage) error_message = nullptr;
  decltype(&::PQexec) exec = nullptr;
  decltype(&::PQexecPrepared) exec_prepared = nullptr;
  decltype(&::PQfinish) finish = nullptr;
  decltype(&::PQfname) column_name = nullptr;
  decltype(&::PQfreeCancel) free_cancel = nullptr;
  decltype(&::PQfreemem) free_memory = nullptr;
  decltype(&::PQftype) column_type = nullptr;
  decltype(&::PQgetCancel) get_cancel = nullptr;
  decltype(&::PQgetResult) get_result = nullptr;
  decltype(&::PQgetisnull) get_is_null = nullptr;
  decltype(&::PQgetlength) get_length = nullptr;
  decltype(&::PQgetvalue) get_value = nullptr;
  decltype(&::PQnfields) column_count = nullptr;
  decltype(&::PQntuples) row_count = nullptr;
  decltype(&::PQparameterStatus) parameter_status = nullptr;
  decltype(&::PQprepare) prepare = nullptr;
  decltype(&::PQputCopyData) put_copy_data = nullptr;
  decltype(&::PQputCopyEnd) put_copy_end = nullptr;
  decltype(&::PQresultErrorField) result_error_field = nullptr;
  decltype(&::PQresultStatus) result_status = nullptr;
  decltype(&::PQsendQuery) send_query = nullptr;
  decltype(&::PQsetNoticeProcessor) set_notice_processor = nullptr;
  decltype(&::PQsetSingleRowMode) set_single_row_mode = nullptr;
  decltype(&::PQstatus) connection_status = nullptr;
  decltype(&::PQtransactionStatus) transaction_status = nullptr;

  base::Status status;  // ok when all were found
};

// Requires, but of who asks for its status: that it is ok.
const PostgresqlLibrary& Libpq();

}  // namespace datagen::connections
