#include "data/query/duckdb_library.h"

#include "foundation/base/shared_library.h"

namespace datagen::query {
const DuckDbLibrary& LoadDuckDb() {
  static const DuckDbLibrary* loaded = [] {
    auto* library = new DuckDbLibrary;
    base::SharedLibrary file("libdatagen_duckdb.so");
    file.Find("duckdb_create_config", &library->create_config);
    file.Find("duckdb_set_config", &library->set_config);
    file.Find("duckdb_destroy_config", &library->destroy_config);
    file.Find("duckdb_open_ext", &library->open);
    file.Find("duckdb_close", &library->close);
    file.Find("duckdb_connect", &library->connect);
    file.Find("duckdb_disconnect", &library->disconnect);
    file.Find("duckdb_free", &library->free);
    file.Find("duckdb_query", &library->query);
    file.Find("duckdb_result_error", &library->result_error);
    file.Find("duckdb_destroy_result", &library->destroy_result);
    file.Find("duckdb_column_count", &library->column_count);
    file.Find("duckdb_column_name", &library->column_name);
    file.Find("duckdb_fetch_chunk", &library->fetch_chunk);
    file.Find("duckdb_destroy_data_chunk", &library->destroy_chunk);
    file.Find("duckdb_data_chunk_get_size", &library->chunk_size);
    file.Find("duckdb_data_chunk_get_vector", &library->chunk_vector);
    file.Find("duckdb_vector_get_data", &library->vector_data);
    file.Find("duckdb_vector_get_validity", &library->vector_validity);
    file.Find("duckdb_validity_row_is_valid", &library->row_is_valid);
    file.Find("duckdb_string_t_length", &library->string_length);
    file.Find("duckdb_string_t_data", &library->string_data);
    file.Find("duckdb_arrow_scan", &library->arrow_scan);
    file.Find("duckdb_interrupt", &library->interrupt);
    file.Find("duckdb_prepare", &library->prepare);
    file.Find("duckdb_prepare_error", &library->prepare_error);
    file.Find("duckdb_destroy_prepare", &library->destroy_prepare);
    file.Find("duckdb_prepared_statement_type", &library->prepared_statement_type);
    file.Find("duckdb_bind_null", &library->bind_null);
    file.Find("duckdb_bind_int64", &library->bind_int64);
    file.Find("duckdb_bind_double", &library->bind_double);
    file.Find("duckdb_bind_varchar_length", &library->bind_varchar_length);
    file.Find("duckdb_bind_blob", &library->bind_blob);
    file.Find("duckdb_execute_prepared", &library->execute_prepared);
    file.Find("duckdb_column_type", &library->column_type);
    file.Find("duckdb_pending_prepared_streaming", &library->pending_streaming);
    file.Find("duckdb_pending_error", &library->pending_error);
    file.Find("duckdb_execute_pending", &library->execute_pending);
    file.Find("duckdb_destroy_pending", &library->destroy_pending);
    file.Find("duckdb_column_logical_type", &library->column_logical_type);
    file.Find("duckdb_destroy_logical_type", &library->destroy_logical_type);
    file.Find("duckdb_result_get_arrow_options", &library->arrow_options);
    file.Find("duckdb_destroy_arrow_options", &library->destroy_arrow_options);
    file.Find("duckdb_to_arrow_schema", &library->to_arrow_schema);
    file.Find("duckdb_data_chunk_to_arrow", &library->chunk_to_arrow);
    file.Find("duckdb_error_data_message", &library->error_message);
    file.Find("duckdb_destroy_error_data", &library->destroy_error);
    file.Find("duckdb_get_varchar", &library->get_varchar);
    file.Find("duckdb_destroy_value", &library->destroy_value);
    file.Find("duckdb_create_float", &library->create_float);
    file.Find("duckdb_create_double", &library->create_double);
    file.Find("duckdb_create_date", &library->create_date);
    file.Find("duckdb_create_time", &library->create_time);
    file.Find("duckdb_create_timestamp", &library->create_timestamp);
    file.Find("duckdb_create_decimal", &library->create_decimal);
    file.Find("duckdb_decimal_width", &library->decimal_width);
    file.Find("duckdb_decimal_scale", &library->decimal_scale);
    library->error = file.error();
    return library;
  }();
  return *loaded;
}

}  // namespace datagen::query
