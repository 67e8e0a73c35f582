// libmariadb, the client library of MySQL and MariaDB, loaded when a connection is first opened.
//
// Thread-safety: loaded once, whoever asks first. Lifetime: as long as the process.
#pragma once

#include <mysql.h>

#include "foundation/base/status.h"

namespace datagen::connections {

// The functions of libmariadb that are used here.
struct MysqlLibrary {
  decltype(&::mysql_close) close = nullptr;
  decltype(&::mysql_errno) error_number = nullptr;
  decltype(&::mysql_error) error = nullptr;
  decltype(&::mysql_fetch_field_direct) fetch_field_direct = nullptr;
  decltype(&::mysql_fetch_lengths) fetch_lengths = nullptr;
  decltype(&::mysql_fetch_row) fetch_row = nullptr;
  decltype(&::mysql_field_count) field_count = nullptr;
  decltype(&::mysql_free_result) free_result = nullptr;
  decltype(&::mysql_get_optionv) get_optionv = nullptr;
  decltype(&::mysql_get_server_info) get_server_info = nullptr;
  decltype(&::mysql_get_ssl_cipher) get_ssl_cipher = nullptr;
  decltype(&::mysql_info) info = nullptr;
  decltype(&::mysql_init) init = nullptr;
  decltype(&::mysql_server_init) server_init = nullptr;
  decltype(&::mysql_next_result) next_result = nullptr;
  decltype(&::mysql_num_fields) num_fields = nullptr;
  decltype(&::mysql_num_rows) num_rows = nullptr;
  decltype(&::mysql_options) options = nullptr;
  decltype(&::mysql_optionsv) optionsv = nullptr;
  decltype(&::mysql_query) query = nullptr;
  decltype(&::mysql_real_connect) real_connect = nullptr;
  decltype(&::mysql_real_query) real_query = nullptr;
  decltype(&::mysql_set_character_set) set_character_set = nullptr;
  decltype(&::mysql_set_local_infile_handler) set_local_infile_handler = nullptr;
  decltype(&::mysql_stmt_attr_set) stmt_attr_set = nullptr;
  decltype(&::mysql_stmt_bind_param) stmt_bind_param = nullptr;
  decltype(&::mysql_stmt_bind_result) stmt_bind_result = nullptr;
  decltype(&::mysql_stmt_close) stmt_close = nullptr;
  decltype(&::mysql_stmt_errno) stmt_error_number = nullptr;
  decltype(&::mysql_stmt_error) stmt_error = nullptr;
  decltype(&::mysql_stmt_execute) stmt_execute = nullptr;
  decltype(&::mysql_stmt_fetch) stmt_fetch = nullptr;
  decltype(&::mysql_stmt_free_result) stmt_free_result = nullptr;
  decltype(&::mysql_stmt_init) stmt_init = nullptr;
  decltype(&::mysql_stmt_param_count) stmt_param_count = nullptr;
  decltype(&::mysql_stmt_prepare) stmt_prepare = nullptr;
  decltype(&::mysql_stmt_result_metadata) stmt_result_metadata = nullptr;
  decltype(&::mysql_stmt_store_result) stmt_store_result = nullptr;
  decltype(&::mysql_store_result) store_result = nullptr;
  decltype(&::mysql_thread_id) thread_id = nullptr;
  decltype(&::mysql_use_result) use_result = nullptr;
  decltype(&::mysql_warning_count) warning_count = nullptr;

  base::Status status;  // ok when all were found
};

// Requires, but of who asks for its status: that it is ok.
const MysqlLibrary& Libmariadb();

}  // namespace datagen::connections
