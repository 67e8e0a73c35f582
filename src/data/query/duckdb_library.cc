#include "data/query/duckdb_library.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <type_traits>

namespace datagen::query {
namespace {

constexpr const char* kFile = "libdatagen_duckdb.so";

}  // namespace

const DuckDbLibrary& LoadDuckDb() {
  static const DuckDbLibrary* loaded = [] {
    auto* library = new DuckDbLibrary;
    // By its bare name: it is looked for where the program (or the library) says that its own
    // libraries lie, a place relative to itself.
    void* handle = ::dlopen(kFile, RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
      library->error = ::dlerror();
      return library;
    }
    const auto find = [&](const char* name, auto* function) {
      *function =
          reinterpret_cast<std::remove_pointer_t<decltype(function)>>(::dlsym(handle, name));
      if (*function == nullptr) library->error = fmt::format("{} has no {}", kFile, name);
    };
    find("duckdb_create_config", &library->create_config);
    find("duckdb_set_config", &library->set_config);
    find("duckdb_destroy_config", &library->destroy_config);
    find("duckdb_open_ext", &library->open);
    find("duckdb_close", &library->close);
    find("duckdb_connect", &library->connect);
    find("duckdb_disconnect", &library->disconnect);
    find("duckdb_free", &library->free);
    find("duckdb_query", &library->query);
    find("duckdb_result_error", &library->result_error);
    find("duckdb_destroy_result", &library->destroy_result);
    find("duckdb_column_count", &library->column_count);
    find("duckdb_column_name", &library->column_name);
    find("duckdb_fetch_chunk", &library->fetch_chunk);
    find("duckdb_destroy_data_chunk", &library->destroy_chunk);
    find("duckdb_data_chunk_get_size", &library->chunk_size);
    find("duckdb_data_chunk_get_vector", &library->chunk_vector);
    find("duckdb_vector_get_data", &library->vector_data);
    find("duckdb_vector_get_validity", &library->vector_validity);
    find("duckdb_validity_row_is_valid", &library->row_is_valid);
    find("duckdb_string_t_length", &library->string_length);
    find("duckdb_string_t_data", &library->string_data);
    find("duckdb_arrow_scan", &library->arrow_scan);
    find("duckdb_interrupt", &library->interrupt);
    find("duckdb_prepare", &library->prepare);
    find("duckdb_prepare_error", &library->prepare_error);
    find("duckdb_destroy_prepare", &library->destroy_prepare);
    find("duckdb_prepared_statement_type", &library->prepared_statement_type);
    find("duckdb_bind_null", &library->bind_null);
    find("duckdb_bind_int64", &library->bind_int64);
    find("duckdb_bind_double", &library->bind_double);
    find("duckdb_bind_varchar_length", &library->bind_varchar_length);
    find("duckdb_bind_blob", &library->bind_blob);
    find("duckdb_execute_prepared", &library->execute_prepared);
    find("duckdb_column_type", &library->column_type);
    find("duckdb_pending_prepared_streaming", &library->pending_streaming);
    find("duckdb_pending_error", &library->pending_error);
    find("duckdb_execute_pending", &library->execute_pending);
    find("duckdb_destroy_pending", &library->destroy_pending);
    find("duckdb_column_logical_type", &library->column_logical_type);
    find("duckdb_destroy_logical_type", &library->destroy_logical_type);
    find("duckdb_result_get_arrow_options", &library->arrow_options);
    find("duckdb_destroy_arrow_options", &library->destroy_arrow_options);
    find("duckdb_to_arrow_schema", &library->to_arrow_schema);
    find("duckdb_data_chunk_to_arrow", &library->chunk_to_arrow);
    find("duckdb_error_data_message", &library->error_message);
    find("duckdb_destroy_error_data", &library->destroy_error);
    return library;
  }();
  return *loaded;
}

}  // namespace datagen::query
