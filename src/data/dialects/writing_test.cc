#include "data/dialects/writing.h"

#include <gtest/gtest.h>

#include "data/dialects/dialect.h"

namespace datagen::dialects {
namespace {

const Writing& Of(const char* dialect) { return *GetDialect(dialect).writing; }

std::string TypeIn(const char* dialect, const char* type, bool in_key = false) {
  return ColumnType(*kernel::ValueType::Parse(type), Of(dialect), in_key);
}

TEST(Writing, NamesAreQuotedWhateverTheyHold) {
  EXPECT_EQ(QuotedName("a\"b", Of("ansi")), "\"a\"\"b\"");
  EXPECT_EQ(QuotedName("a`b", Of("mysql")), "`a``b`");
  EXPECT_EQ(QuotedName("a]b[", Of("sqlserver")), "[a]]b[]");
  EXPECT_EQ(QuotedPath("sales.orders", Of("sqlserver")), "[sales].[orders]");
  EXPECT_EQ(QuotedList({"a", "b c"}, Of("duckdb")), "(\"a\", \"b c\")");
}

TEST(Writing, TypesOfColumns) {
  EXPECT_EQ(TypeIn("ansi", "int8"), "SMALLINT");
  EXPECT_EQ(TypeIn("oracle", "int"), "NUMBER(19)");
  EXPECT_EQ(TypeIn("teradata", "decimal(9,2)"), "DECIMAL(9,2)");
  EXPECT_EQ(TypeIn("sqlite", "string(20)"), "TEXT");
  EXPECT_EQ(TypeIn("sqlserver", "string(20)"), "NVARCHAR(20)");
  EXPECT_EQ(TypeIn("postgresql", "array<float32>"), "REAL[]");
  EXPECT_EQ(TypeIn("mysql", "array<float32>"), "JSON");
}

TEST(Writing, TypesThatCanBeKeys) {
  EXPECT_EQ(TypeIn("mysql", "string"), "LONGTEXT");
  EXPECT_EQ(TypeIn("mysql", "string", true), "VARCHAR(255)");
  EXPECT_EQ(TypeIn("mysql", "binary", true), "VARBINARY(255)");
  EXPECT_EQ(TypeIn("postgresql", "string", true), "TEXT");
}

TEST(Writing, EveryDialectCanBeUsedForSomething) {
  for (const Dialect* dialect : Dialects()) {
    EXPECT_TRUE(CanBe(*dialect, Use::kRead) || CanBe(*dialect, Use::kCreateTables)) << dialect->id;
    // A user's own scripts may make the tables that a script of ours fills.
    EXPECT_LE(CanBe(*dialect, Use::kWriteScripts), CanBe(*dialect, Use::kRead)) << dialect->id;
  }
  EXPECT_EQ(FindDialect("MariaDB"), &GetDialect("mysql"));
  EXPECT_EQ(FindDialect("duck"), nullptr);
}

}  // namespace
}  // namespace datagen::dialects
