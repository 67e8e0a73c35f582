// Reads DuckDB's chunks into blocks.
#pragma once

#include <vector>

#include "data/query/block.h"
#include "data/query/duckdb_library.h"

namespace datagen::query {

// The shapes of a result's columns.
std::vector<Shape> ShapesOf(const DuckDbLibrary& library, duckdb_result* result);

// Copies the rows of a chunk whose columns have those shapes.
Block ReadBlock(const DuckDbLibrary& library, const std::vector<Shape>& shapes,
                duckdb_data_chunk chunk);

// No rows of those columns.
Block EmptyBlock(const std::vector<Shape>& shapes);

}  // namespace datagen::query
