// Every measure by loops and by SQL: DuckDB is the oracle.
#include "proof/validate/tally.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "data/query/database.h"
#include "data/query/sql_text.h"

namespace datagen::validate {
namespace {

using query::Identifier;

// A table with a column of each kind: edges, nulls, and some thousand values more.
constexpr const char* kTable =
    "CREATE TABLE t AS SELECT CASE WHEN i % 7 = 3 THEN NULL ELSE i - 1500 END AS whole, "
    "CAST(i % 100 AS TINYINT) AS tiny, "
    "CASE i WHEN 0 THEN 9223372036854775807 WHEN 1 THEN -9223372036854775808 WHEN 2 THEN "
    "9007199254740993 ELSE i * 1000000007 END AS big, "
    "CAST((i * 7919 % 100000 - 50000) / 100 AS DECIMAL(7,2)) AS price, "
    "CAST(i * 123456789.123456 - 90000000000 AS DECIMAL(18,6)) AS sum, "
    "CAST(i AS DECIMAL(30,2)) AS huge, "
    "CASE i WHEN 5 THEN 'nan'::DOUBLE WHEN 6 THEN 'inf'::DOUBLE WHEN 7 THEN NULL WHEN 8 THEN "
    "1e-300 ELSE (i * 7919 % 3001) / 7.0 END AS real, "
    "CAST(i / 3.0 AS FLOAT) AS single, i % 3 = 0 AS flag, "
    "CASE WHEN i % 5 = 0 THEN NULL ELSE chr(CAST(97 + i % 26 AS INTEGER)) || repeat('é', i % 4) || "
    "i END AS text, "
    "CASE i WHEN 9 THEN ' a' WHEN 10 THEN 'b' || chr(10) ELSE 'word ' || i END AS plain, "
    "CASE WHEN i = 11 THEN NULL ELSE DATE '1899-12-31' + CAST(i AS INTEGER) END AS day, "
    "TIMESTAMP '2024-01-01 00:00:00' + to_microseconds(i * 1234567) AS instant, "
    "TIME '00:00:00' + to_microseconds(i * 1234567) AS clock, "
    "uuid() AS id, [i] AS list, CAST(NULL AS INTEGER) AS nothing, "
    "CASE WHEN i % 11 = 0 THEN NULL ELSE i END AS kept, CASE WHEN i % 13 = 0 THEN NULL ELSE i END "
    "AS given FROM range({}) AS r(i)";

class TallyTest : public testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    auto opened = query::Database::Open({.threads = 2});
    ASSERT_TRUE(opened.ok()) << opened.status().message();
    database_ = std::move(*opened);
    const auto made = database_->Execute(fmt::format(fmt::runtime(kTable), GetParam()));
    ASSERT_TRUE(made.ok()) << made.message();
  }

  std::optional<Values> ByLoop(const Measure& measure) {
    std::vector<std::string> columns = ColumnsOf(measure);
    if (columns.empty()) columns.emplace_back("tiny");  // rows without a column are none
    Places places;
    for (size_t i = 0; i < columns.size(); ++i) places.emplace(columns[i], i);
    std::unique_ptr<Tally> tally;
    bool started = false;
    const auto read =
        database_->ReadBlocks(fmt::format("SELECT {} FROM t", query::IdentifierList(columns)),
                              [&](const query::Block& block) {
                                std::vector<query::Shape> shapes;
                                for (const query::BlockColumn& column : block.columns)
                                  shapes.push_back(column.shape);
                                if (!started) tally = MakeTally(measure, places, shapes);
                                started = true;
                                if (tally != nullptr) tally->Add(block);
                                return true;
                              });
    EXPECT_TRUE(read.ok()) << read.message();
    return tally == nullptr ? std::nullopt : tally->Take();
  }

  void ExpectSame(const Figure& figure) {
    const auto rows = database_->Select(fmt::format("SELECT {} FROM t", query::List(figure.sql)));
    ASSERT_TRUE(rows.ok()) << rows.status().message();
    const auto values = ByLoop(figure.measure);
    ASSERT_TRUE(values) << figure.sql[0];
    EXPECT_EQ(*values, rows.value().rows[0]) << figure.sql[0];
  }

  void ExpectSame(const Condition& condition) {
    ExpectSame(Figure({fmt::format("coalesce(count_if({}), 0)", condition.sql)},
                      BrokenCount{condition.test}));
  }

  std::unique_ptr<query::Database> database_;
};

TEST_P(TallyTest, FindsExtremesAndVariety) {
  for (const char* column : {"whole", "tiny", "big", "price", "sum", "real", "single", "flag",
                             "text", "plain", "day", "instant", "clock", "nothing", "kept"}) {
    ExpectSame(Figure({fmt::format("count({})", column), fmt::format("min({})", column),
                       fmt::format("max({})", column)},
                      Extremes{column, true}));
    ExpectSame(Figure({fmt::format("count({})", column),
                       fmt::format("min({0}) IS DISTINCT FROM max({0})", column)},
                      Variety{column}));
  }
  for (const char* column : {"list", "id", "huge"}) {
    ExpectSame(Figure({fmt::format("count({})", column), "NULL", "NULL"}, Extremes{column, false}));
    EXPECT_FALSE(ByLoop(Extremes{column, true}));
  }
}

TEST_P(TallyTest, CountsUpToCuts) {
  const std::vector<double> cuts{-1000.5, 0,    0.333333343267441, 12.5,  99.99,
                                 100,     1e15, 9007199254740992,  1.5e18};
  for (const char* column : {"whole", "tiny", "big", "price", "sum", "real", "single", "nothing"}) {
    for (const size_t count : {size_t{0}, size_t{1}, size_t{2}, size_t{5}, cuts.size()}) {
      const std::vector<double> some(cuts.begin(), cuts.begin() + static_cast<int64_t>(count));
      std::vector<std::string> sql{fmt::format("count({})", column)};
      for (const double cut : some) {
        sql.push_back(
            fmt::format("coalesce(count_if({} <= {}), 0)", column, query::ToSqlNumber(cut)));
      }
      ExpectSame(Figure(sql, UpTo{column, some}));
    }
  }
  EXPECT_FALSE(ByLoop(UpTo{"flag", cuts}));
  EXPECT_FALSE(ByLoop(UpTo{"day", cuts}));
  EXPECT_FALSE(ByLoop(UpTo{"huge", cuts}));
}

TEST_P(TallyTest, CountsBrokenRows) {
  ExpectSame(Condition("false", Never{}));
  ExpectSame(Condition("text IS NULL", NullIn{"text"}));
  ExpectSame(Condition("list IS NULL", NullIn{"list"}));
  ExpectSame(Condition("kept IS NULL AND given IS NOT NULL", LostIn{"kept", "given"}));
  ExpectSame(OutsideCondition(kernel::ValueType::Int(64), "whole", -3, 700));
  ExpectSame(OutsideCondition(kernel::ValueType::Int(64), "big", 0, std::nullopt));
  ExpectSame(OutsideCondition(kernel::ValueType::Int(64), "nothing", 0, 1));
  ExpectSame(OutsideCondition(kernel::ValueType::Decimal(7, 2), "price", -1005, 20001));
  ExpectSame(OutsideCondition(kernel::ValueType::Decimal(7, 2), "price", -5, std::nullopt));
  ExpectSame(Condition("real < 1.5 OR real > 300::DOUBLE", OutsideReals{"real", 1.5, 300}));
  ExpectSame(Condition("real < 1.5", OutsideReals{"real", 1.5, std::nullopt}));
  ExpectSame(Condition("real > 'inf'::DOUBLE", OutsideReals{"real", std::nullopt, INFINITY}));
  ExpectSame(Condition("day < DATE '1900-01-05' OR day > DATE '1903-01-01'",
                       OutsideUnits{"day", -25563, -24472}));
  ExpectSame(Condition("length(text) NOT BETWEEN 3 AND 5", LengthOutside{"text", 3, 5}));
  ExpectSame(
      Condition("text NOT IN ('a0', 'bé1', 'ü')", NotAmongTexts{"text", {"a0", "bé1", "ü"}}));
  ExpectSame(Condition("tiny NOT IN (1, 2, 50)", NotAmongUnits{"tiny", {1, 2, 50}}));
  ExpectSame(
      Condition("trim(plain, ' ' || chr(9) || chr(10) || chr(13)) <> plain", StrayBlanks{"plain"}));
  ExpectSame(
      Condition("ltrim(plain, ' ' || chr(9) || chr(10) || chr(13)) <> plain OR "
                "(length(plain) <> 2 AND "
                "rtrim(plain, ' ' || chr(9) || chr(10) || chr(13)) <> plain)",
                StrayBlanks{"plain", 2}));
  EXPECT_FALSE(ByLoop(BrokenCount{OutsideUnits{"real", 1, 2}}));
  EXPECT_FALSE(ByLoop(BrokenCount{LengthOutside{"whole", 1, 2}}));
}

TEST(Tally, LeavesTextsBeyondAsciiToSql) {
  auto database = query::Database::Open({});
  ASSERT_TRUE(database.ok());
  std::optional<Values> values = Values{};
  const StrayBlanks test{"a"};
  const Measure measure = BrokenCount{test};
  const auto read = (*database)->ReadBlocks("SELECT 'Zürich' AS a", [&](const query::Block& block) {
    const auto tally = MakeTally(measure, {{"a", 0}}, {block.columns[0].shape});
    tally->Add(block);
    values = tally->Take();
    return true;
  });
  ASSERT_TRUE(read.ok());
  EXPECT_FALSE(values);
}

INSTANTIATE_TEST_SUITE_P(Rows, TallyTest, testing::Values(0, 1, 13, 64, 65, 5000));

TEST(Measure, TakesLimitsThatAreExact) {
  const kernel::ValueType price = kernel::ValueType::Decimal(7, 2);
  EXPECT_EQ(UnitsOf(price, 0.1), 10);
  EXPECT_EQ(UnitsOf(price, -20.25), -2025);
  EXPECT_EQ(UnitsOf(price, 0.105), std::nullopt);
  EXPECT_EQ(UnitsOf(price, 123456), std::nullopt);  // beyond the type
  EXPECT_EQ(UnitsOf(kernel::ValueType::Int(8), 127), 127);
  EXPECT_EQ(UnitsOf(kernel::ValueType::Int(8), 300), std::nullopt);
  EXPECT_EQ(UnitsOf(kernel::ValueType::Int(64), 1.5), std::nullopt);
  EXPECT_EQ(UnitsOf(kernel::ValueType::Float(), 1), std::nullopt);
  EXPECT_EQ(UnitsLiteral(price, -5), "-0.05");
  EXPECT_EQ(UnitsLiteral(price, 2025), "20.25");
}

}  // namespace
}  // namespace datagen::validate
