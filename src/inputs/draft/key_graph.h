// How the tables of a schema hang together: which table each belongs to, how many rows each has.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "data/schema/schema.h"

namespace datagen::draft {

struct SizeOptions {
  std::optional<int64_t> rows;                // of every table, where keys allow
  std::map<std::string, int64_t> table_rows;  // by table name; wins
  double scale = 1;
};

// What part a table plays.
struct TableRole {
  int parent_key = -1;       // index of the foreign key to the table that it belongs to; -1: none
  bool one_to_one = false;   // at most one row for each row of that table
  bool reference = false;    // a short list that others refer to: types, countries
  int64_t rows = 0;          // of a table without a parent exactly, else about
  double children_mean = 0;  // of a table with a parent
  int64_t children_max = 0;  // 0: no limit
  std::string reason;        // for people
};

// A role for each table of the schema, in its order.
std::vector<TableRole> AssignRoles(const schema::Schema& schema, const SizeOptions& options);

// Whether the columns are a key of the table, or hold one.
bool HoldsKey(const schema::Table& table, const std::vector<std::string>& columns);
int TableIndex(const schema::Schema& schema, const std::string& full_name);

}  // namespace datagen::draft
