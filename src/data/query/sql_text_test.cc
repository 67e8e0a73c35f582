#include "data/query/sql_text.h"

#include <gtest/gtest.h>

#include <limits>

#include "data/query/database.h"

namespace datagen::query {
namespace {

using kernel::TypeKind;
using kernel::ValueType;

TEST(SqlText, QuotesDoubleInside) {
  EXPECT_EQ(Identifier("a \"b\""), "\"a \"\"b\"\"\"");
  EXPECT_EQ(Literal("it's"), "'it''s'");
  EXPECT_EQ(IdentifierList({"a", "b"}, "t"), "t.\"a\", t.\"b\"");
  EXPECT_EQ(IdentifierList({}), "");
}

TEST(SqlText, ListsComeBackAsRows) {
  auto database = Database::Open({});
  ASSERT_TRUE(database.ok());
  const auto rows = [&](const std::vector<base::Json>& list, const char* type) {
    const auto read = (*database)->Select(ToSqlRows(list, *ValueType::Parse(type)));
    EXPECT_TRUE(read.ok()) << read.status().message();
    std::string text;
    for (const auto& row : read.value().rows) text += row[0].value_or("null") + "|";
    return text;
  };
  const std::vector<base::Json> texts{base::Json::String("it's"), base::Json::String("a \"b\" \\"),
                                      base::Json::String("ü\n"), base::Json::String("")};
  EXPECT_EQ(rows(texts, "string"), "it's|a \"b\" \\|ü\n||");
  EXPECT_EQ(rows(texts, "string(2)"), "it|a |ü\n||");
  EXPECT_EQ(rows({base::Json::Number(int64_t{7}), base::Json::Null()}, "int"), "7|null|");
}

TEST(SqlText, BytesAreThoseOfTheText) {
  auto database = Database::Open({});
  ASSERT_TRUE(database.ok());
  const ValueType binary = ValueType::Of(TypeKind::kBinary);
  const auto hex = [&](const char* text) {
    const auto read =
        (*database)->Select("SELECT hex(" + ToSqlLiteral(base::Json::String(text), binary) + ")");
    EXPECT_TRUE(read.ok()) << read.status().message();
    return read.ok() ? read.value().rows[0][0].value_or("null") : "";
  };
  EXPECT_EQ(hex("a\\x41"), "615C783431");
  EXPECT_EQ(hex("\\"), "5C");
  EXPECT_EQ(hex("\xc3\xbc"), "C3BC");
  EXPECT_EQ(hex(""), "");
}

TEST(SqlText, NumbersKeepAllDigits) {
  EXPECT_EQ(ToSqlNumber(0.1 + 0.2), "0.30000000000000004::DOUBLE");
  EXPECT_EQ(ToSqlNumber(-std::numeric_limits<double>::infinity()), "'-inf'::DOUBLE");
}

TEST(SqlText, EveryTypeOfTheLanguageComesBack) {
  for (const char* name : {"int", "int8", "int16", "int32", "float", "float32", "decimal(12,2)",
                           "bool", "string", "binary", "date", "time", "datetime", "uuid"}) {
    const auto type = ValueType::Parse(name);
    ASSERT_TRUE(type) << name;
    EXPECT_EQ(ValueTypeOf(SqlType(*type)), type) << name;
  }
}

TEST(SqlText, TypesOfOtherToolsGetOneThatHoldsTheirValues) {
  const auto name = [](std::string_view sql_type) {
    const auto type = ValueTypeOf(sql_type);
    return type ? type->Name() : "none";
  };
  EXPECT_EQ(name("UTINYINT"), "int16");
  EXPECT_EQ(name("UBIGINT"), "decimal(20,0)");
  EXPECT_EQ(name("TIMESTAMP WITH TIME ZONE"), "datetime");
  EXPECT_EQ(name("TIMESTAMP_NS"), "datetime");
  EXPECT_EQ(name("ENUM('a', 'b')"), "string");
  EXPECT_EQ(ValueTypeOf("DECIMAL(5,1)[]")->element->Name(), "decimal(5,1)");
  for (const char* without : {"HUGEINT", "INTERVAL", "STRUCT(a INTEGER)", "STRUCT(a INTEGER)[]",
                              "MAP(VARCHAR, INTEGER)", "DECIMAL(99,2)", "DECIMAL(", "", "[]"}) {
    EXPECT_EQ(name(without), "none") << without;
  }
}

TEST(SqlText, LiteralsCompareWithTheirColumn) {
  using base::Json;
  EXPECT_EQ(ToSqlLiteral(Json::Null(), ValueType::Int()), "NULL");
  EXPECT_EQ(ToSqlLiteral(Json::String("o'c"), ValueType::Of(TypeKind::kDate)),
            "CAST('o''c' AS DATE)");
  EXPECT_EQ(ToSqlLiteral(Json::Number(int64_t{7}), ValueType::Of(TypeKind::kString)), "'7'");
  EXPECT_EQ(ToSqlLiteral(Json::Number(int64_t{7}), ValueType::Decimal(4, 1)),
            "CAST('7' AS DECIMAL(4,1))");
  ValueType bounded = ValueType::Of(TypeKind::kString);
  bounded.length_max = 2;
  EXPECT_EQ(ToSqlLiteral(Json::String("abc"), bounded), "left('abc', 2)");
}

}  // namespace
}  // namespace datagen::query
