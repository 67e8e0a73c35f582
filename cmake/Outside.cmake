# The libraries of others. What has a stable interface and is small is linked in; Arrow, Parquet and
# DuckDB lie in lib/datagen beside the program, stripped, and are found there by their place relative to
# it, in the build's folder as where it is installed. The host gives the C and the C++ library alone.

set(OPENSSL_USE_STATIC_LIBS ON)
find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
# Of PostgreSQL and MariaDB the headers: their libraries are loaded when a connection is opened.
find_path(POSTGRESQL_INCLUDE libpq-fe.h PATH_SUFFIXES postgresql REQUIRED)
find_path(MARIADB_INCLUDE mysql.h PATH_SUFFIXES mariadb REQUIRED)
find_library(SQLITE_LIBRARY libsqlite3.a REQUIRED)
find_library(XXHASH_LIBRARY libxxhash.a REQUIRED)
# Of {fmt} only the headers: Debian has no static library, foundation/base/formatting.cc is one.
find_package(fmt 9 REQUIRED)

set(DATAGEN_PRIVATE_LIBRARIES ${PROJECT_BINARY_DIR}/lib/datagen)
set(outside_libraries "")

# datagen_outside_library(RESULT source name more...): a copy of `source` in
# lib/datagen, as `name`; `more` commands work on the copy.
function(datagen_outside_library result source name)
  set(copy ${DATAGEN_PRIVATE_LIBRARIES}/${name})
  add_custom_command(OUTPUT ${copy} DEPENDS ${source}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${DATAGEN_PRIVATE_LIBRARIES}
    COMMAND ${CMAKE_STRIP} --strip-all -o ${copy} ${source}
    ${ARGN} VERBATIM)
  set(outside_libraries ${outside_libraries} ${copy} PARENT_SCOPE)
  set(${result} ${copy} PARENT_SCOPE)
endfunction()

# Arrow and Parquet, as scripts/setup.sh fetched them: under the names by which programs ask for them.
set(arrow_root ${PROJECT_SOURCE_DIR}/.deps/arrow)
add_library(datagen_arrow INTERFACE)
target_include_directories(datagen_arrow SYSTEM INTERFACE ${arrow_root}/include)
foreach(name arrow parquet)
  file(REAL_PATH ${arrow_root}/lib/lib${name}.so source)
  get_filename_component(file ${source} NAME)
  datagen_outside_library(copy ${source} ${file})
  add_library(outside_${name} SHARED IMPORTED)
  set_target_properties(outside_${name} PROPERTIES IMPORTED_LOCATION ${copy} IMPORTED_SONAME ${file})
  target_link_libraries(datagen_arrow INTERFACE outside_${name})
endforeach()

# DuckDB: its header to compile with; the library is loaded when a command needs it.
set(duckdb_root ${PROJECT_SOURCE_DIR}/.deps/duckdb)
set(keep_to_itself ${PROJECT_SOURCE_DIR}/scripts/keep_to_itself.py)
add_library(datagen_duckdb INTERFACE)
target_include_directories(datagen_duckdb SYSTEM INTERFACE ${duckdb_root}/include)
datagen_outside_library(copy ${duckdb_root}/lib/libduckdb.so libdatagen_duckdb.so
  DEPENDS ${keep_to_itself}
  COMMAND ${PROJECT_SOURCE_DIR}/.deps/python/bin/python ${keep_to_itself}
    ${DATAGEN_PRIVATE_LIBRARIES}/libdatagen_duckdb.so)

add_custom_target(outside_libraries DEPENDS ${outside_libraries})
foreach(target datagen_arrow datagen_duckdb)
  add_dependencies(${target} outside_libraries)
endforeach()
