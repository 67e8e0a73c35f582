#include "inputs/ddl/attribute_reader.h"

#include <gtest/gtest.h>

namespace datagen::ddl {
namespace {

struct Outcome {
  schema::Column column;
  schema::Table table;
  std::vector<schema::Note> notes;
};

Outcome Read(const std::string& attributes, const char* dialect = "ansi") {
  const dialects::Dialect& of = dialects::GetDialect(dialect);
  const Statement statement{attributes, 7, 3};
  Outcome outcome;
  const StatementContext context(of, statement, "file", &outcome.notes);
  const auto tokens = Tokenize(attributes, of.reading->lexical);
  TokenCursor cursor(tokens, 0, tokens.size() - 1);
  outcome.column.name = "c";
  AttributeReader(&cursor, context, &outcome.column, &outcome.table).Read();
  return outcome;
}

TEST(AttributeReader, AttributesComeInAnyOrder) {
  const Outcome read = Read("COMMENT 'it''s' DEFAULT (1 + 2) * 3 NOT NULL COLLATE de.x UNIQUE");
  EXPECT_EQ(read.column.comment, "it's");
  EXPECT_EQ(read.column.default_to, "(1 + 2) * 3");
  EXPECT_FALSE(read.column.nullable);
  ASSERT_EQ(read.table.unique_keys.size(), 1U);
  EXPECT_TRUE(read.notes.empty());
}

TEST(AttributeReader, ANameBelongsToWhatComesNext) {
  const Outcome read = Read(
      "CONSTRAINT one UNIQUE CONSTRAINT two CHECK (c > 0) REFERENCES t (id) ON DELETE CASCADE");
  EXPECT_EQ(read.table.unique_keys[0].name, "one");
  EXPECT_EQ(read.table.checks[0].name, "two");
  EXPECT_EQ(read.table.checks[0].text, "c > 0");
  EXPECT_EQ(read.table.foreign_keys[0].name, "");
  EXPECT_EQ(read.table.foreign_keys[0].on_delete, "cascade");
}

TEST(AttributeReader, DialectsDiffer) {
  EXPECT_EQ(Read("KEY", "mysql").table.primary_key, (std::vector<std::string>{"c"}));
  EXPECT_TRUE(Read("KEY", "ansi").table.primary_key.empty());
  EXPECT_TRUE(Read("IDENTITY(1,1)", "sqlserver").column.identity_always);
  EXPECT_FALSE(Read("IDENTITY(1,1)", "snowflake").column.identity_always);
  EXPECT_TRUE(Read("GENERATED ALWAYS AS IDENTITY").column.identity_always);
  EXPECT_EQ(Read("GENERATED ALWAYS AS (a + b) STORED").column.generated, "a + b");
}

TEST(AttributeReader, WhatNobodyKnowsCostsANoteWithItsPlace) {
  const Outcome read = Read("NULL\n  FROBNICATE (1, 2) NOT NULL");
  EXPECT_FALSE(read.column.nullable);
  ASSERT_EQ(read.notes.size(), 1U);
  EXPECT_EQ(read.notes[0].place.line, 8);
  EXPECT_EQ(read.notes[0].place.column, 3);
  EXPECT_EQ(read.notes[0].excerpt, "FROBNICATE");
}

}  // namespace
}  // namespace datagen::ddl
