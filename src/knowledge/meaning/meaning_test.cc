#include "knowledge/meaning/meaning.h"

#include <gtest/gtest.h>

#include "knowledge/meaning/words.h"

namespace datagen::meaning {
namespace {

std::string Named(const ColumnName& column) {
  const auto meaning = MeaningOf(column);
  return meaning ? meaning->what->id : "";
}

struct Case {
  const char* table;
  const char* column;
  const char* expected;
};

TEST(MeaningTest, TextsByTheirNames) {
  const Case cases[] = {
      {"t", "email", "person.email"},
      {"t", "e_mail", "person.email"},
      {"t", "CustomerEmailAddress", "person.email"},
      {"t", "emails", "person.email"},
      {"t", "first_name", "person.given_name"},
      {"t", "FirstName", "person.given_name"},
      {"t", "firstname", "person.given_name"},
      {"t", "cust_firstname", "person.given_name"},
      {"t", "c_last_name", "person.family_name"},
      {"t", "usr_name", "person.user_name"},
      {"t", "mobilePhone", "person.phone"},
      {"t", "zipcode", "place.postcode"},
      {"t", "ship_to_city", "place.city"},
      {"t", "avatarURL", "web.url"},
      {"t", "sha256", "code.hash"},
      {"t", "serialno", "code.number"},
      {"t", "txt", "text.prose"},
      {"t", "qqq", ""},
      {"t", "", ""},
      {"customers", "name", "person.full_name"},
      {"customers", "customer_name", "person.full_name"},
      {"movies", "title", "work.title"},
      {"companies", "name", "company.name"},
      {"shops", "name", "company.shop"},
      {"shops", "street_name", "place.street_address"},
      {"genres", "name", "text.row_name"},
      {"jobs", "title", "person.job"},
      {"books", "title", "work.title"},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(Named({.table = one.table, .column = one.column}), one.expected)
        << one.table << "." << one.column;
  }
}

TEST(MeaningTest, ATextIsWhatItHasRoomFor) {
  EXPECT_EQ(Named({.column = "country", .length = 2}), "place.country_code");
  EXPECT_EQ(Named({.column = "country", .length = 40}), "place.country");
  EXPECT_EQ(Named({.column = "isbn", .length = 10}), "product.isbn10");
  EXPECT_EQ(Named({.column = "isbn", .length = 20}), "product.isbn13");
  EXPECT_EQ(Named({.column = "email", .length = 5}), "");
}

TEST(MeaningTest, StatesByTheirTable) {
  const auto order = MeaningOf({.table = "orders", .column = "status"});
  const auto loan = MeaningOf({.table = "book_loan", .column = "status"});
  const auto any = MeaningOf({.table = "t", .column = "status"});
  ASSERT_TRUE(order && loan && any);
  EXPECT_EQ(order->vocabulary->values[2], "shipped");
  EXPECT_EQ(order->vocabulary->weights[2], 20);
  EXPECT_EQ(loan->vocabulary->values[0], "out");
  EXPECT_EQ(any->vocabulary->values[0], "active");
}

struct BesideCase {
  const char* table;
  const char* column;
  std::vector<std::string_view> neighbours;
  const char* expected;
};

// Each once beside the columns that tell what it is, and once without them.
TEST(MeaningTest, TextsByTheirNeighbours) {
  const BesideCase cases[] = {
      {"t", "state", {"city", "state", "zip"}, "place.state"},
      {"t", "state", {"total", "state"}, "state.status"},
      {"t", "address", {"city"}, "place.street_address"},
      {"t", "address", {"phone"}, "place.address"},
      {"hosts", "address", {"address6", "port"}, "web.ipv4"},
      {"t", "ip_address", {}, "web.ipv4"},
      {"t", "street", {"house_number"}, "place.street"},
      {"t", "street", {"city"}, "place.street_address"},
      {"t", "number", {"street"}, "place.house_number"},
      {"t", "number", {"cvv"}, "money.card_number"},
      {"t", "number", {"name"}, ""},
      {"t", "unit", {"street", "zip"}, "place.flat"},
      {"t", "unit", {"price"}, "measure.unit"},
      {"t", "title", {"firstname"}, "person.prefix"},
      {"t", "title", {"firstname", "salary"}, "person.job"},
      {"t", "title", {"isbn"}, "work.title"},
      {"t", "title", {"author_id", "body"}, "text.title"},
      {"t", "name", {"first_name"}, "person.full_name"},
      {"t", "name", {"id"}, "text.row_name"},
      {"user_settings", "name", {"value"}, "code.setting"},
      {"user_settings", "name", {"email"}, "person.full_name"},
      {"clients", "name", {"ip"}, "web.domain"},
      {"clients", "name", {"ip", "email"}, "person.full_name"},
      {"t", "display_name", {"email"}, "person.full_name"},
      {"services", "display_name", {"interval"}, "text.row_name"},
      {"t", "name", {"mime_type"}, "file.name"},
      {"t", "type", {"file_size"}, "file.media_type"},
      {"t", "type", {"id"}, ""},
      {"t", "c_first", {"c_last"}, "person.given_name"},
      {"t", "c_last", {"c_first"}, "person.family_name"},
      {"t", "last", {"seen"}, ""},
  };
  for (const BesideCase& one : cases) {
    EXPECT_EQ(Named({.table = one.table, .column = one.column, .neighbours = one.neighbours}),
              one.expected)
        << one.table << "." << one.column << " beside "
        << (one.neighbours.empty() ? "nothing" : one.neighbours[0]);
  }
}

TEST(MeaningTest, NeighboursSpeakOfTheSameThing) {
  const BesideCase cases[] = {
      {"orders", "ship_state", {"ship_city"}, "place.state"},
      {"orders", "state", {"ship_city"}, "state.status"},
      {"orders", "ship_state", {"bill_city"}, "state.status"},
      {"customers", "customer_state", {"city"}, "place.state"},
      {"customers", "state", {"customer_city"}, "place.state"},
      {"customers", "cust_state", {"CustCity"}, "place.state"},
      {"t", "state", {"state"}, "state.status"},
      {"t", "weight_value", {"weight_unit"}, "measure.value"},
      {"t", "base_value", {"unit_value"}, "money.amount"},
  };
  for (const BesideCase& one : cases) {
    const bool number = std::string_view(one.column).ends_with("value");
    EXPECT_EQ(Named({.table = one.table,
                     .column = one.column,
                     .neighbours = one.neighbours,
                     .kind = number ? Kind::kNumber : Kind::kText}),
              one.expected)
        << one.column << " beside " << one.neighbours[0];
  }
}

TEST(MeaningTest, NumbersAndTimesByTheirNeighbours) {
  const auto number = [](const char* column, std::vector<std::string_view> neighbours) {
    return Named({.column = column, .neighbours = std::move(neighbours), .kind = Kind::kNumber});
  };
  EXPECT_EQ(number("long", {"lat"}), "place.longitude");
  EXPECT_EQ(number("long", {"short"}), "");
  EXPECT_EQ(number("value", {"unit"}), "measure.value");
  EXPECT_EQ(number("value", {"unit_price"}), "money.amount");
  EXPECT_EQ(number("amount", {"uom"}), "count.quantity");
  EXPECT_EQ(number("level", {"room"}), "place.floor");
  EXPECT_EQ(number("level", {}), "count.level");
  EXPECT_EQ(number("no", {"street"}), "place.house_number");
  const auto time = [](const char* column, std::vector<std::string_view> neighbours) {
    return Named({.column = column, .neighbours = std::move(neighbours), .kind = Kind::kTime});
  };
  EXPECT_EQ(time("opened_at", {"closed_at"}), "time.created");
  EXPECT_EQ(time("opened", {"city"}), "time.founded");
  EXPECT_EQ(time("published_at", {"created_at"}), "time.approved");
  EXPECT_EQ(time("published", {"created_at", "isbn"}), "time.founded");
}

TEST(MeaningTest, ACommentHelpsWhereTheNameSaysNothing) {
  const auto meaning = MeaningOf({.table = "t", .column = "f7", .comment = "Family name"});
  ASSERT_TRUE(meaning);
  EXPECT_EQ(meaning->what->id, "person.family_name");
  EXPECT_EQ(meaning->reason, "the family name of the row's person (by its comment)");
}

TEST(MeaningTest, NumbersByTheirNames) {
  const Case cases[] = {
      {"t", "unit_price", "money.price"},
      {"t", "qty", "count.quantity"},
      {"t", "gross_wt_kg", "measure.weight"},
      {"t", "BodyHeightCm", "measure.height"},
      {"t", "pmt_amt", "money.amount"},
      {"t", "YearPublished", "time.year"},
      {"t", "length_bytes", "file.size"},
      {"t", "width_mm", "measure.length"},
      {"t", "f7", ""},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(Named({.table = one.table, .column = one.column, .kind = Kind::kNumber}),
              one.expected)
        << one.column;
  }
}

TEST(MeaningTest, NumbersInTheUnitThatTheNameSays) {
  const auto kilograms = MeaningOf({.column = "gross_wt_kg", .kind = Kind::kNumber});
  const auto grams = MeaningOf({.column = "weight_g", .kind = Kind::kNumber});
  const auto seconds = MeaningOf({.column = "duration_seconds", .kind = Kind::kNumber});
  ASSERT_TRUE(kilograms && grams && seconds);
  EXPECT_DOUBLE_EQ(kilograms->high, 500);
  EXPECT_DOUBLE_EQ(grams->high, 500000);
  EXPECT_DOUBLE_EQ(grams->typical, 8000);
  EXPECT_EQ(grams->reason, "a weight, in g");
  EXPECT_DOUBLE_EQ(seconds->typical, 1800);
}

TEST(MeaningTest, WhatANumberCantHoldItDoesNotMean) {
  EXPECT_EQ(Named({.column = "year", .kind = Kind::kNumber, .low = 0, .high = 99}), "");
  EXPECT_EQ(Named({.column = "longitude", .kind = Kind::kNumber, .low = 200, .high = 999}), "");
}

TEST(MeaningTest, TimesInTheOrderOfARow) {
  int rank = 0;
  for (const char* name : {"dob", "founded", "ordered_at", "paid_at", "shipDate", "delivered",
                           "last_login_at", "expires", "deleted_at"}) {
    const auto meaning = MeaningOf({.column = name, .kind = Kind::kTime});
    ASSERT_TRUE(meaning) << name;
    EXPECT_GT(meaning->what->rank, rank) << name;
    rank = meaning->what->rank;
  }
  EXPECT_EQ(MeaningOf({.column = "dob", .kind = Kind::kTime})->what->window_end,
            "2005-12-31T00:00:00Z");
}

TEST(MeaningTest, TruthsByTheirNames) {
  EXPECT_EQ(MeaningOf({.column = "is_active", .kind = Kind::kTruth})->what->true_percent, 85);
  EXPECT_EQ(MeaningOf({.column = "deleted", .kind = Kind::kTruth})->what->true_percent, 8);
  EXPECT_FALSE(MeaningOf({.column = "flag7", .kind = Kind::kTruth}));
}

TEST(MeaningTest, RowsOfShortListsHaveNames) {
  ASSERT_NE(RowNamesOf("departments"), nullptr);
  EXPECT_EQ(RowNamesOf("departments")->values[0], "Sales");
  EXPECT_EQ(RowNamesOf("t"), nullptr);
  EXPECT_TRUE(NamesShortList("order_statuses"));
  EXPECT_TRUE(NamesShortList("countries"));
  EXPECT_FALSE(NamesShortList("customers"));
}

TEST(WordsTest, WordsOfNames) {
  const Words expected = {"customer", "id"};
  for (const char* name :
       {"customer_id", "CustomerID", "customerId", "customer id", "`customer`.id"}) {
    EXPECT_EQ(WordsOf(name), expected) << name;
  }
  EXPECT_EQ(WordsOf("HTTPServerName2"), (Words{"http", "server", "name2"}));
  EXPECT_TRUE(WordsOf("_-_").empty());
}

TEST(WordsTest, SingularsAndUnits) {
  for (const auto& [plural, one] :
       std::initializer_list<std::pair<const char*, const char*>>{{"categories", "category"},
                                                                  {"statuses", "status"},
                                                                  {"classes", "class"},
                                                                  {"branches", "branch"},
                                                                  {"cases", "case"},
                                                                  {"movies", "movie"},
                                                                  {"status", "status"},
                                                                  {"address", "address"},
                                                                  {"id", "id"}}) {
    EXPECT_EQ(SingularOf(plural), one);
  }
  EXPECT_DOUBLE_EQ(UnitsIn("kg", "g"), 1000);
  EXPECT_EQ(UnitsIn("kg", "cm"), 0);
  EXPECT_EQ(UnitsIn("kg", "qqq"), 0);
}

}  // namespace
}  // namespace datagen::meaning
