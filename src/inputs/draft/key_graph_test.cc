#include "inputs/draft/key_graph.h"

#include <gtest/gtest.h>

namespace datagen::draft {
namespace {

// t0 ← t1 ← t2 …, each with a reference that must be there.
schema::Schema Chain(int length) {
  schema::Schema schema;
  for (int i = 0; i < length; ++i) {
    schema::Table table;
    table.full_name = "t" + std::to_string(i);
    table.name_parts = {table.full_name};
    schema::Column id;
    id.name = "id";
    id.nullable = false;
    table.columns.push_back(id);
    table.primary_key = {"id"};
    if (i > 0) {
      schema::Column up = id;
      up.name = "up";
      table.columns.push_back(up);
      schema::ForeignKey key;
      key.columns = {"up"};
      key.target = "t" + std::to_string(i - 1);
      key.target_columns = {"id"};
      table.foreign_keys.push_back(std::move(key));
    }
    schema.Add(std::move(table));
  }
  return schema;
}

TEST(KeyGraph, GivesThreeChildrenToEach) {
  const auto roles = AssignRoles(Chain(5), {});
  for (size_t i = 1; i < roles.size(); ++i) EXPECT_EQ(roles[i].rows, 3 * roles[i - 1].rows);
}

TEST(KeyGraph, BoundsTheRowsOfAllTables) {
  for (const int length : {16, 300}) {
    int64_t rows = 0;
    for (const TableRole& role : AssignRoles(Chain(length), {})) rows += role.rows;
    EXPECT_GT(rows, 1'000'000);
    EXPECT_LT(rows, 11'000'000);
  }
}

TEST(KeyGraph, GivesAsManyRowsAsAreAskedFor) {
  SizeOptions options;
  options.table_rows["t15"] = 1'000'000'000;
  EXPECT_EQ(AssignRoles(Chain(16), options)[15].rows, 1'000'000'000);
}

}  // namespace
}  // namespace datagen::draft
