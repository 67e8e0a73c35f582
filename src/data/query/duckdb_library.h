// DuckDB's C interface, loaded at the first call and not with the program: making data needs none
// of it, and loading it takes longer than making ten rows.
//
// Thread-safety: loaded once, whoever asks first.
#pragma once

#include <duckdb.h>

#include <string>

namespace datagen::query {

// The functions of DuckDB's C interface that are used here, found by name.
struct DuckDbLibrary {
  decltype(&duckdb_create_config) create_config = nullptr;
  decltype(&duckdb_set_config) set_config = nullptr;
  decltype(&duckdb_destroy_config) destroy_config = nullptr;
  decltype(&duckdb_open_ext) open = nullptr;
  decltype(&duckdb_close) close = nullptr;
  decltype(&duckdb_connect) connect = nullptr;
  decltype(&duckdb_disconnect) disconnect = nullptr;
  decltype(&duckdb_free) free = nullptr;
  decltype(&duckdb_query) query = nullptr;
  decltype(&duckdb_result_error) result_error = nullptr;
  decltype(&duckdb_destroy_result) destroy_result = nullptr;
  decltype(&duckdb_column_count) column_count = nullptr;
  decltype(&duckdb_column_name) column_name = nullptr;
  decltype(&duckdb_fetch_chunk) fetch_chunk = nullptr;
  decltype(&duckdb_destroy_data_chunk) destroy_chunk = nullptr;
  decltype(&duckdb_data_chunk_get_size) chunk_size = nullptr;
  decltype(&duckdb_data_chunk_get_vector) chunk_vector = nullptr;
  decltype(&duckdb_vector_get_data) vector_data = nullptr;
  decltype(&duckdb_vector_get_validity) vector_validity = nullptr;
  decltype(&duckdb_validity_row_is_valid) row_is_valid = nullptr;
  decltype(&duckdb_string_t_length) string_length = nullptr;
  decltype(&duckdb_string_t_data) string_data = nullptr;
  decltype(&duckdb_arrow_scan) arrow_scan = nullptr;
  decltype(&duckdb_interrupt) interrupt = nullptr;
  decltype(&duckdb_prepare) prepare = nullptr;
  decltype(&duckdb_prepare_error) prepare_error = nullptr;
  decltype(&duckdb_destroy_prepare) destroy_prepare = nullptr;
  decltype(&duckdb_prepared_statement_type) prepared_statement_type = nullptr;
  decltype(&duckdb_bind_null) bind_null = nullptr;
  decltype(&duckdb_bind_int64) bind_int64 = nullptr;
  decltype(&duckdb_bind_double) bind_double = nullptr;
  decltype(&duckdb_bind_varchar_length) bind_varchar_length = nullptr;
  decltype(&duckdb_bind_blob) bind_blob = nullptr;
  decltype(&duckdb_execute_prepared) execute_prepared = nullptr;
  decltype(&duckdb_column_type) column_type = nullptr;
  decltype(&duckdb_pending_prepared_streaming) pending_streaming = nullptr;
  decltype(&duckdb_pending_error) pending_error = nullptr;
  decltype(&duckdb_execute_pending) execute_pending = nullptr;
  decltype(&duckdb_destroy_pending) destroy_pending = nullptr;
  decltype(&duckdb_column_logical_type) column_logical_type = nullptr;
  decltype(&duckdb_destroy_logical_type) destroy_logical_type = nullptr;
  decltype(&duckdb_result_get_arrow_options) arrow_options = nullptr;
  decltype(&duckdb_destroy_arrow_options) destroy_arrow_options = nullptr;
  decltype(&duckdb_to_arrow_schema) to_arrow_schema = nullptr;
  decltype(&duckdb_data_chunk_to_arrow) chunk_to_arrow = nullptr;
  decltype(&duckdb_error_data_message) error_message = nullptr;
  decltype(&duckdb_destroy_error_data) destroy_error = nullptr;
  decltype(&duckdb_get_varchar) get_varchar = nullptr;
  decltype(&duckdb_destroy_value) destroy_value = nullptr;
  decltype(&duckdb_create_float) create_float = nullptr;
  decltype(&duckdb_create_double) create_double = nullptr;
  decltype(&duckdb_create_date) create_date = nullptr;
  decltype(&duckdb_create_time) create_time = nullptr;
  decltype(&duckdb_create_timestamp) create_timestamp = nullptr;
  decltype(&duckdb_create_decimal) create_decimal = nullptr;
  decltype(&duckdb_decimal_width) decimal_width = nullptr;
  decltype(&duckdb_decimal_scale) decimal_scale = nullptr;

  std::string error;  // "" when all were found
};

// The one library that datagen is tested and installed with, never the system's: what validates
// data must not depend on the host.
const DuckDbLibrary& LoadDuckDb();

}  // namespace datagen::query
