#include "inputs/draft/key_drafter.h"

#include <gtest/gtest.h>

namespace datagen::draft {
namespace {

schema::Column Integer(const char* name, bool nullable = false) {
  schema::Column column;
  column.name = name;
  column.type.family = schema::TypeFamily::kInteger;
  column.nullable = nullable;
  return column;
}

schema::Table Named(const char* name) {
  schema::Table table;
  table.full_name = name;
  table.name_parts = {name};
  return table;
}

// Orders, and their parts with a key of two columns.
schema::Schema Orders() {
  schema::Schema schema;
  schema.dialect = "postgresql";
  schema::Table orders = Named("orders");
  orders.columns = {Integer("id")};
  orders.primary_key = {"id"};
  schema::Table parts = Named("parts");
  parts.columns = {Integer("order id"), Integer("no"), Integer("above", true)};
  parts.primary_key = {"order id", "no"};
  schema::ForeignKey key;
  key.columns = {"order id"};
  key.target = "orders";
  key.target_columns = {"id"};
  parts.foreign_keys = {key};
  schema.Add(orders);
  schema.Add(parts);
  return schema;
}

struct Drafted {
  explicit Drafted(const schema::Schema& schema, int index)
      : whole{schema, {"orders", "parts"}, AssignRoles(schema, {}), &notes}, table(&whole, index) {}
  std::vector<schema::Note> notes;
  SchemaDraft whole;
  TableDraft table;
};

TEST(KeyDrafterTest, AKeyInTheParentCounts) {
  const schema::Schema schema = Orders();
  Drafted drafted(schema, 1);
  ReferenceDrafter references(&drafted.table);
  references.Draft();
  KeyDrafter(&drafted.table, &references).Draft();
  const ColumnDraft& order = *drafted.table.Find("order id");
  const ColumnDraft& number = *drafted.table.Find("no");
  EXPECT_EQ(order.generator->function->id, "lookup");
  EXPECT_EQ(order.generator->arguments->Find("from")->text(), "orders.id");
  EXPECT_EQ(number.generator->function->id, "sequence");
  EXPECT_EQ(number.generator->arguments->Find("per")->text(), "parent");
  EXPECT_TRUE(number.never_repeats_in_parent);
  EXPECT_TRUE(drafted.table.IsOpen("above"));
  EXPECT_EQ(drafted.table.primary_key, (std::vector<std::string>{"order id", "no"}));
  EXPECT_TRUE(drafted.notes.empty());
}

TEST(KeyDrafterTest, ATableWithoutAKeyGetsAHiddenNumber) {
  schema::Schema schema = Orders();
  schema.tables[0].primary_key.clear();
  schema.tables[1].foreign_keys.clear();
  Drafted drafted(schema, 0);
  ReferenceDrafter references(&drafted.table);
  KeyDrafter(&drafted.table, &references).Draft();
  EXPECT_EQ(drafted.table.primary_key, std::vector<std::string>{"row_number"});
  EXPECT_TRUE(drafted.table.Find("row_number")->is_hidden());
  EXPECT_EQ(drafted.table.written_count(), 1);
}

TEST(KeyDrafterTest, AKeyWithFewValuesMakesTheTableSmaller) {
  schema::Schema schema = Orders();
  schema.tables[0].columns[0].type.bits = 8;
  Drafted drafted(schema, 0);
  ReferenceDrafter references(&drafted.table);
  KeyDrafter(&drafted.table, &references).Draft();
  EXPECT_EQ(drafted.table.role().rows, 127);
  EXPECT_NE(drafted.table.role().reason.find("fewer rows"), std::string::npos);
}

}  // namespace
}  // namespace datagen::draft
