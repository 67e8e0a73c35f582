#include "data/sources/database_source.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace datagen::sources {
namespace {

namespace fs = std::filesystem;

class DatabaseSourceTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::path(testing::TempDir()) /
        (std::string("tables-") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    auto opened = query::Database::Open({});
    ASSERT_TRUE(opened.ok()) << opened.status().message();
    database_ = std::move(*opened);
  }
  void TearDown() override {
    database_.reset();
    fs::remove_all(folder_);
  }

  // A new file of the kind, filled by these statements.
  std::string Make(const std::string& kind, const std::vector<std::string>& statements) {
    const std::string location = kind + ":" + (folder_ / ("data." + kind)).string();
    auto opened = connections::ConnectionOf(kind).open(location, connections::Access::kWrite);
    EXPECT_TRUE(opened.ok()) << opened.status().message();
    for (const std::string& sql : statements) {
      const base::Status done = (*opened)->Execute(sql);
      EXPECT_TRUE(done.ok()) << done.message();
    }
    return location;
  }
  std::unique_ptr<Source> Open(const std::string& location, const std::string& prefix = "") {
    auto source = OpenDatabase(location, database_.get(), prefix);
    EXPECT_TRUE(source.ok()) << source.status().message();
    return std::move(*source);
  }
  Table* Describe(Source* source, const std::string& name) {
    Table* table = source->Find(name);
    EXPECT_TRUE(table == nullptr || source->Describe(table).ok());
    return table;
  }
  // The rows of a SELECT, with | and ; between.
  std::string All(const std::string& sql) {
    const auto rows = database_->Select(sql);
    if (!rows.ok()) return rows.status().message();
    std::string text;
    for (const auto& row : rows.value().rows) {
      for (size_t k = 0; k < row.size(); ++k) text += (k > 0 ? "|" : "") + row[k].value_or("-");
      text += ";";
    }
    return text;
  }

  fs::path folder_;
  std::unique_ptr<query::Database> database_;
};

std::string TypesOf(const Table& table) {
  std::string names;
  for (const Column& column : table.columns) {
    names += column.name + ":" + column.type + "=" +
             (column.value_type ? column.value_type->Name() : "?") + " ";
  }
  return names;
}

TEST_F(DatabaseSourceTest, TablesAndViewsAreListedWithTheirColumns) {
  const std::string location =
      Make("sqlite", {"CREATE TABLE Orders (id INTEGER PRIMARY KEY, paid BOOLEAN, day DATE, at "
                      "TIMESTAMP, sum DECIMAL(8,2), share REAL, data BLOB, note TEXT, any)",
                      "CREATE VIEW recent AS SELECT id FROM Orders", "CREATE TABLE a_b (x INT)"});
  const auto source = Open(location);
  std::string names;
  for (const Table& table : source->tables()) names += table.name + (table.is_view ? "* " : " ");
  EXPECT_EQ(names, "Orders a_b recent* ");
  EXPECT_EQ(TypesOf(*source->Find("orders")),
            "id:BIGINT=int paid:BOOLEAN=bool day:DATE=date at:TIMESTAMP=datetime "
            "sum:DECIMAL(8,2)=decimal(8,2) share:DOUBLE=float data:BLOB=binary "
            "note:VARCHAR=string any:VARCHAR=string ");
  EXPECT_EQ(source->Find("axb"), nullptr);
}

TEST_F(DatabaseSourceTest, ValuesHaveTheirTypesAndTheirTexts) {
  const std::string location = Make(
      "sqlite",
      {"CREATE TABLE t (id INTEGER PRIMARY KEY, ok BOOLEAN, day DATE, at TIMESTAMP, sum "
       "DECIMAL(8,2), share REAL, data BLOB, note TEXT)",
       "INSERT INTO t VALUES (1, 1, '2024-02-29', '2024-02-29 10:00:00.5', 1.5, 0.1, X'00ff', 'ü')",
       "INSERT INTO t VALUES (2, 0, NULL, NULL, NULL, NULL, NULL, '')"});
  const auto source = Open(location);
  const Table* table = Describe(source.get(), "t");
  EXPECT_EQ(All("SELECT id, ok, day, \"at\", sum, share, hex(data), note FROM " +
                source->Relation(*table, {})),
            "1|true|2024-02-29|2024-02-29 10:00:00.5|1.50|0.1|00FF|ü;2|false|-|-|-|-|-|;");
  EXPECT_EQ(All("SELECT * FROM " + source->Relation(*table, {.as_text = true})),
            "1|1|2024-02-29|2024-02-29 10:00:00.5|1.5|0.1|00ff|ü;2|0|-|-|-|-|-|;");
  EXPECT_EQ(source->CountIfCheap(*table).value(), 2);
  for (const Column& column : table->columns) EXPECT_EQ(column.misfits, 0) << column.name;
}

TEST_F(DatabaseSourceTest, AValueWithoutAPlaceInItsTypeIsNamedAndNotLost) {
  const std::string location =
      Make("sqlite", {"CREATE TABLE t (n INTEGER, day DATE, at TIMESTAMP, sum DECIMAL(8,2))",
                      "INSERT INTO t VALUES (1, '2024-01-31', '2024-01-31', 1)",
                      "INSERT INTO t VALUES ('abc', '0000-00-00', 'infinity', 1.234)",
                      "INSERT INTO t VALUES (1.5, '2024-01-31 10:00:00', '0044-03-15 BC', 'x')"});
  const auto source = Open(location);
  const Table* table = Describe(source.get(), "t");
  std::string found;
  for (const Column& column : table->columns) {
    found += column.name + ":" + std::to_string(column.misfits) + " " + column.misfit + "; ";
  }
  EXPECT_EQ(found,
            "n:2 row 2: 'abc'; day:2 row 2: '0000-00-00'; at:2 row 2: 'infinity'; sum:2 row 2: "
            "'1.234'; ");
  EXPECT_EQ(All("SELECT n, day, \"at\", sum FROM " + source->Relation(*table, {})),
            "1|2024-01-31|2024-01-31 00:00:00|1.00;-|-|-|-;-|-|-|-;");
  EXPECT_EQ(
      All("SELECT n, \"n!\", \"sum!\" FROM " + source->Relation(*table, {.misfit_suffix = "!"})),
      "1|-|-;-|abc|1.234;-|1.5|x;");
  EXPECT_EQ(All("SELECT n, sum FROM " + source->Relation(*table, {.as_text = true})),
            "1|1;abc|1.234;1.5|x;");
}

TEST_F(DatabaseSourceTest, BooleansThatAreOtherNumbersAreNumbers) {
  const std::string location = Make(
      "sqlite", {"CREATE TABLE t (a BOOLEAN, b BOOLEAN)", "INSERT INTO t VALUES (0, 0), (1, 2)"});
  const auto source = Open(location);
  EXPECT_EQ(TypesOf(*source->Find("t")), "a:BOOLEAN=bool b:BOOLEAN=bool ");
  const Table* table = Describe(source.get(), "t");
  EXPECT_EQ(TypesOf(*table), "a:BOOLEAN=bool b:BIGINT=int ");
  EXPECT_EQ(All("SELECT a, b FROM " + source->Relation(*table, {})), "false|0;true|2;");
}

TEST_F(DatabaseSourceTest, BytesAmongTextsAndTextsThatAreNoneAreSaid) {
  const std::string location = Make(
      "sqlite",
      {"CREATE TABLE t (s TEXT)", "INSERT INTO t VALUES (X'41'), (CAST(X'ff41' AS TEXT)), ('A')"});
  const auto source = Open(location);
  const Table* table = Describe(source.get(), "t");
  EXPECT_EQ(All("SELECT s FROM " + source->Relation(*table, {})), "X'41';X'ff41';A;");
}

TEST_F(DatabaseSourceTest, AFileOfDuckDbIsReadInPlace) {
  const std::string location = Make(
      "duckdb", {"CREATE TABLE t AS SELECT 18446744073709551615::UBIGINT AS u, [1, NULL] AS a, "
                 "'x'::BLOB AS b, TIMESTAMPTZ '2024-01-31 00:00:00+00' AS z",
                 "CREATE SCHEMA sales", "CREATE TABLE sales.orders AS SELECT 1 AS id",
                 "CREATE VIEW v AS SELECT u FROM t"});
  const auto source = Open(location);
  const Table* table = Describe(source.get(), "T");
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(TypesOf(*table),
            "u:UBIGINT=decimal(20,0) a:INTEGER[]=array<int32> b:BLOB=binary "
            "z:TIMESTAMP WITH TIME ZONE=datetime ");
  EXPECT_EQ(All("SELECT u, a FROM " + source->Relation(*table, {})),
            "18446744073709551615|[1, NULL];");
  EXPECT_EQ(All("SELECT b, z FROM " + source->Relation(*table, {.as_text = true})),
            "78|2024-01-31 00:00:00+00;");
  EXPECT_EQ(source->CountIfCheap(*table).value(), 1);
  const Table* orders = Describe(source.get(), "sales.orders");
  ASSERT_NE(orders, nullptr);
  EXPECT_EQ(All("SELECT id FROM " + source->Relation(*orders, {})), "1;");
  const Table* view = Describe(source.get(), "v");
  EXPECT_TRUE(view->is_view);
  EXPECT_EQ(All("SELECT u FROM " + source->Relation(*view, {})), "18446744073709551615;");
}

TEST_F(DatabaseSourceTest, TwoSourcesShareADatabase) {
  const std::string location =
      Make("sqlite", {"CREATE TABLE t (n INT)", "INSERT INTO t VALUES (7)"});
  const auto left = Open(location, "left ");
  const auto right = Open(location, "right ");
  const Table* a = Describe(left.get(), "t");
  const Table* b = Describe(right.get(), "t");
  EXPECT_EQ(All("SELECT * FROM " + left->Relation(*a, {}) + ", " + right->Relation(*b, {})),
            "7|7;");
  const std::string file = Make("duckdb", {"CREATE TABLE t AS SELECT 8 AS n"});
  const auto one = Open(file, "one ");
  const auto two = Open(file, "two ");
  EXPECT_EQ(All("SELECT * FROM " + one->Relation(*Describe(one.get(), "t"), {}) + " a, " +
                two->Relation(*Describe(two.get(), "t"), {}) + " b"),
            "8|8;");
}

TEST_F(DatabaseSourceTest, WhatIsNoDatabaseIsAnError) {
  EXPECT_EQ(OpenDatabase("nothing", database_.get()).status().code(), base::StatusCode::kInvalid);
  EXPECT_EQ(OpenDatabase("sqlite:" + (folder_ / "none").string(), database_.get()).status().code(),
            base::StatusCode::kEnvironment);
  EXPECT_TRUE(IsDatabase("sqlite:x"));
  EXPECT_TRUE(IsDatabase("shop.duckdb"));
  EXPECT_FALSE(IsDatabase("shop"));
  fs::create_directories(folder_ / "folder.db");
  EXPECT_FALSE(IsDatabase((folder_ / "folder.db").string()));
}

TEST_F(DatabaseSourceTest, ATableThatCannotBeReadIsAProblemAndNotTheEnd) {
  const std::string location =
      Make("sqlite", {"CREATE TABLE gone (n INT)", "CREATE VIEW broken AS SELECT n FROM gone",
                      "CREATE TABLE t (n INT)", "INSERT INTO t VALUES (7)", "DROP TABLE gone"});
  const auto source = Open(location);
  const Table* broken = Describe(source.get(), "broken");
  ASSERT_NE(broken, nullptr);
  EXPECT_NE(broken->problem.find("no such table: main.gone"), std::string::npos);
  const Table* table = Describe(source.get(), "t");
  EXPECT_EQ(All("SELECT n FROM " + source->Relation(*table, {})), "7;");
}

}  // namespace
}  // namespace datagen::sources
