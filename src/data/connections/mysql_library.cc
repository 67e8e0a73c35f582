#include "data/connections/mysql_library.h"

#include <fmt/format.h>

#include "foundation/base/shared_library.h"

namespace datagen::connections {

const MysqlLibrary& Libmariadb() {
  static const MysqlLibrary* const loaded = [] {
    auto* library = new MysqlLibrary;
    base::SharedLibrary file("libmariadb.so.3");
    file.Find("mysql_close", &library->close);
    file.Find("mysql_errno", &library->error_number);
    file.Find("mysql_error", &library->error);
    file.Find("mysql_fetch_field_direct", &library->fetch_field_direct);
    file.Find("mysql_fetch_lengths", &library->fetch_lengths);
    file.Find("mysql_fetch_row", &library->fetch_row);
    file.Find("mysql_field_count", &library->field_count);
    file.Find("mysql_free_result", &library->free_result);
    file.Find("mysql_get_optionv", &library->get_optionv);
    file.Find("mysql_get_server_info", &library->get_server_info);
    file.Find("mysql_get_ssl_cipher", &library->get_ssl_cipher);
    file.Find("mysql_info", &library->info);
    file.Find("mysql_init", &library->init);
    file.Find("mysql_server_init", &library->server_init);
    file.Find("mysql_next_result", &library->next_result);
    file.Find("mysql_num_fields", &library->num_fields);
    file.Find("mysql_num_rows", &library->num_rows);
    file.Find("mysql_options", &library->options);
    file.Find("mysql_optionsv", &library->optionsv);
    file.Find("mysql_query", &library->query);
    file.Find("mysql_real_connect", &library->real_connect);
    file.Find("mysql_real_query", &library->real_query);
    file.Find("mysql_set_character_set", &library->set_character_set);
    file.Find("mysql_set_local_infile_handler", &library->set_local_infile_handler);
    file.Find("mysql_stmt_attr_set", &library->stmt_attr_set);
    file.Find("mysql_stmt_bind_param", &library->stmt_bind_param);
    file.Find("mysql_stmt_bind_result", &library->stmt_bind_result);
    file.Find("mysql_stmt_close", &library->stmt_close);
    file.Find("mysql_stmt_errno", &library->stmt_error_number);
    file.Find("mysql_stmt_error", &library->stmt_error);
    file.Find("mysql_stmt_execute", &library->stmt_execute);
    file.Find("mysql_stmt_fetch", &library->stmt_fetch);
    file.Find("mysql_stmt_free_result", &library->stmt_free_result);
    file.Find("mysql_stmt_init", &library->stmt_init);
    file.Find("mysql_stmt_param_count", &library->stmt_param_count);
    file.Find("mysql_stmt_prepare", &library->stmt_prepare);
    file.Find("mysql_stmt_result_metadata", &library->stmt_result_metadata);
    file.Find("mysql_stmt_store_result", &library->stmt_store_result);
    file.Find("mysql_store_result", &library->store_result);
    file.Find("mysql_thread_id", &library->thread_id);
    file.Find("mysql_use_result", &library->use_result);
    file.Find("mysql_warning_count", &library->warning_count);
    if (!file.error().empty()) {
      library->status = base::Status::Environment(
          "client-library-unavailable",
          fmt::format("the client library of MySQL can't be used: {}", file.error()),
          {.expected = "libmariadb.so.3"});
    }
    return library;
  }();
  return *loaded;
}

}  // namespace datagen::connections
