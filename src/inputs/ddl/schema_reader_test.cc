#include "inputs/ddl/schema_reader.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace datagen::ddl {
namespace {

using Names = std::vector<std::string>;

schema::Schema Read(const std::string& script, const char* dialect = "postgresql") {
  SchemaReader reader(dialects::FindDialect(dialect));
  size_t at = 0;
  const base::Status status =
      reader.ReadScript("script", [&](char* data, size_t size) -> base::Result<size_t> {
        const size_t count = std::min(size, script.size() - at);
        std::copy_n(script.data() + at, count, data);
        at += count;
        return count;
      });
  EXPECT_TRUE(status.ok());
  return reader.Finish();
}

TEST(SchemaReader, NamesMayHoldAnySign) {
  const auto schema = Read(
      "CREATE TABLE shops (id integer PRIMARY KEY, \"name\"\"\" varchar(50) NOT NULL, "
      "\"a, b) c\" integer UNIQUE, \"x.y\" integer, \" \" integer);\n"
      "CREATE TABLE \"sales.orders\" (\"x.y\" integer REFERENCES shops (\"a, b) c\"), "
      "id integer PRIMARY KEY, of_id integer REFERENCES \"sales.orders\");");
  ASSERT_EQ(schema.tables.size(), 2U);
  EXPECT_EQ(schema.tables[0].columns[1].name, "name\"");
  EXPECT_EQ(schema.tables[0].columns[2].name, "a, b) c");
  EXPECT_EQ(schema.tables[0].columns[3].name, "x.y");
  EXPECT_EQ(schema.tables[0].columns[4].name, " ");
  EXPECT_EQ(schema.tables[1].name(), "sales.orders");
  ASSERT_EQ(schema.tables[1].foreign_keys.size(), 2U);
  EXPECT_EQ(schema.tables[1].foreign_keys[0].target_columns[0], "a, b) c");
  EXPECT_EQ(schema.tables[1].foreign_keys[1].target, "sales.orders");
}

TEST(SchemaReader, TablesAreFoundByTheEndsOfTheirNames) {
  const auto schema = Read(
      "CREATE TABLE a.t (id int PRIMARY KEY);\nCREATE TABLE b.t (id int PRIMARY KEY);\n"
      "CREATE TABLE b.u (t_id int REFERENCES t (id), a_id int REFERENCES a.T (id));");
  ASSERT_EQ(schema.tables[2].foreign_keys.size(), 2U);
  EXPECT_EQ(schema.tables[2].foreign_keys[0].target, "b.t");
  EXPECT_EQ(schema.tables[2].foreign_keys[1].target, "a.t");
  EXPECT_EQ(schema.Find(Names{"t"}), &schema.tables[0]);
  EXPECT_EQ(schema.Find(Names{"db", "b", "t"}), &schema.tables[1]);
  EXPECT_EQ(schema.Find(std::string("B.t")), nullptr);
  EXPECT_EQ(schema.FindLike("B.t"), &schema.tables[1]);
}

TEST(SchemaReader, RenamedAndReplacedTablesAreFoundByTheirNewNames) {
  const auto schema = Read(
      "CREATE TABLE s.a (id int PRIMARY KEY);\nALTER TABLE a RENAME TO b;\n"
      "CREATE TABLE a (id int, b_id int REFERENCES s.b (id));\n"
      "CREATE TABLE A (id int PRIMARY KEY, b_id int REFERENCES b (id));");
  ASSERT_EQ(schema.tables.size(), 2U);
  EXPECT_EQ(schema.tables[0].full_name, "s.b");
  EXPECT_EQ(schema.tables[1].full_name, "A");
  ASSERT_EQ(schema.tables[1].foreign_keys.size(), 1U);
  EXPECT_EQ(schema.tables[1].foreign_keys[0].target, "s.b");
}

TEST(SchemaReader, APartitionThatIsAttachedIsNoTable) {
  const auto schema = Read(
      "CREATE TABLE p (id int PRIMARY KEY);\nCREATE TABLE p1 (id int);\n"
      "ALTER TABLE p ATTACH PARTITION p1 FOR VALUES FROM (1) TO (2);\n"
      "ALTER TABLE p1 ADD COLUMN x int;\nCREATE TABLE q (p_id int REFERENCES p (id));");
  ASSERT_EQ(schema.tables.size(), 2U);
  EXPECT_EQ(schema.tables[1].name(), "q");
  EXPECT_EQ(schema.Find(Names{"q"}), &schema.tables[1]);
  EXPECT_EQ(schema.Find(Names{"p1"}), nullptr);
}

}  // namespace
}  // namespace datagen::ddl
