#include "inputs/ddl/key_reader.h"

#include <gtest/gtest.h>

namespace datagen::ddl {
namespace {

using Names = std::vector<std::string>;

// Whether the item is a constraint, which the table then has.
bool Read(const std::string& item, schema::Table* table, std::vector<schema::Note>* notes) {
  const dialects::Dialect& dialect = dialects::GetDialect("mysql");
  const Statement statement{item, 1, 1};
  const StatementContext context(dialect, statement, "file", notes);
  const auto tokens = Tokenize(item, dialect.reading->lexical);
  return KeyReader(context, table).Read(TokenCursor(tokens, 0, tokens.size() - 1));
}

TEST(KeyReader, Keys) {
  schema::Table table;
  std::vector<schema::Note> notes;
  EXPECT_TRUE(Read("PRIMARY KEY USING BTREE (a, `b`)", &table, &notes));
  EXPECT_TRUE(Read("CONSTRAINT u UNIQUE (c(10))", &table, &notes));
  EXPECT_TRUE(Read("UNIQUE KEY by_d (d)", &table, &notes));
  EXPECT_TRUE(
      Read("CONSTRAINT FOREIGN KEY f (a) REFERENCES s.t (x) ON UPDATE SET NULL", &table, &notes));
  EXPECT_TRUE(notes.empty());
  EXPECT_EQ(table.primary_key, (Names{"a", "b"}));
  ASSERT_EQ(table.unique_keys.size(), 2U);
  EXPECT_EQ(table.unique_keys[0].name, "u");
  EXPECT_EQ(table.unique_keys[0].columns, Names{"c"});
  EXPECT_EQ(table.unique_keys[1].name, "by_d");
  ASSERT_EQ(table.foreign_keys.size(), 1U);
  EXPECT_EQ(table.foreign_keys[0].name, "f");
  EXPECT_EQ(table.foreign_keys[0].target, "s.t");
  EXPECT_EQ(table.foreign_keys[0].on_update, "set null");
}

TEST(KeyReader, ColumnsThatAreCalledLikeKeysAreNone) {
  schema::Table table;
  std::vector<schema::Note> notes;
  for (const char* column : {"unique varchar(10)", "key int(11)", "check integer", "primary int"}) {
    EXPECT_FALSE(Read(column, &table, &notes)) << column;
  }
  EXPECT_TRUE(notes.empty());
}

TEST(KeyReader, WhatSaysLessThanItSeemsIsNoted) {
  schema::Table table;
  std::vector<schema::Note> notes;
  EXPECT_TRUE(Read("UNIQUE (lower(name))", &table, &notes));
  EXPECT_TRUE(Read("FULLTEXT KEY words (text)", &table, &notes));
  EXPECT_TRUE(Read("EXCLUDE USING gist (a WITH &&)", &table, &notes));
  EXPECT_TRUE(Read("CONSTRAINT odd SOMETHING", &table, &notes));
  EXPECT_EQ(notes.size(), 4U);
  EXPECT_TRUE(table.unique_keys[0].over_expression);
}

}  // namespace
}  // namespace datagen::ddl
