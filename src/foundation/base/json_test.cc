#include "foundation/base/json.h"

#include <gtest/gtest.h>

#include "foundation/base/diagnostic.h"

namespace datagen::base {
namespace {

// The first diagnostic of a text as "line:column message".
std::string FirstMistake(const std::string& text) {
  Diagnostics diagnostics;
  diagnostics.SetSource(text);
  if (ParseJson(text, &diagnostics)) return "";
  const Diagnostic& first = diagnostics.all().at(0);
  return std::to_string(first.line) + ":" + std::to_string(first.column) + " " + first.message;
}

TEST(ParseJson, RemembersWhereThingsStand) {
  const std::string text = "{\n  \"a\": [10, \"x\\\"y\", true, null],\n  \"ä\": {\"b\": -2.50}\n}";
  Diagnostics diagnostics;
  diagnostics.SetSource(text);
  const auto json = ParseJson(text, &diagnostics);
  ASSERT_TRUE(json);
  for (const char* token : {"10", "\"x\\\"y\"", "true", "null"}) {
    bool found = false;
    for (const Json& item : json->Find("a")->items()) {
      found = found || item.offset() == static_cast<int64_t>(text.find(token));
    }
    EXPECT_TRUE(found) << token;
  }
  EXPECT_EQ(json->offset(), 0);
  EXPECT_EQ(json->Find("a")->offset(), static_cast<int64_t>(text.find('[')));
  EXPECT_EQ(json->Find("ä")->offset(), static_cast<int64_t>(text.rfind('{')));
  const Json& b = *json->Find("ä")->Find("b");
  EXPECT_EQ(b.text(), "-2.50");
  EXPECT_EQ(b.offset(), static_cast<int64_t>(text.find("-2.50")));
  EXPECT_EQ(JsonPath(*json, b), "$.ä.b");
  diagnostics.Error(b, "wrong");
  EXPECT_EQ(diagnostics.all().at(0).line, 3);
  EXPECT_EQ(diagnostics.all().at(0).column, 14);  // characters, not bytes
}

TEST(ParseJson, ReportsWhatIsNoJson) {
  EXPECT_EQ(FirstMistake("{\"a\": NaN}"), "1:7 not valid JSON: invalid value");
  EXPECT_EQ(FirstMistake("{\"a\": 1, \"a\": 2}"), "1:10 key 'a' stands twice in one object");
  EXPECT_EQ(FirstMistake("{\"a\": "), "1:7 the text ends in the middle of a JSON value");
  EXPECT_EQ(FirstMistake(""), "1:1 the text ends in the middle of a JSON value");
  EXPECT_EQ(FirstMistake("[\"\xff\"]"), "1:3 byte 0xFF is not valid UTF-8; a spec is UTF-8 text");
  EXPECT_NE(FirstMistake(std::string(10'000'000, '[')).find("nested deeper"), std::string::npos);
  EXPECT_NE(FirstMistake("{} x"), "");
}

TEST(Json, NumbersAreWholeWhenTheyAre) {
  EXPECT_EQ(Json::RawNumber("3.0").AsInt64(), 3);
  EXPECT_EQ(Json::RawNumber("1e3").AsInt64(), 1000);
  EXPECT_EQ(Json::RawNumber("9223372036854775807").AsInt64(), INT64_MAX);
  EXPECT_FALSE(Json::RawNumber("9223372036854775808").AsInt64());
  EXPECT_FALSE(Json::RawNumber("1e999").AsDouble());
}

TEST(Json, PrintsWhatItRead) {
  const std::string text = R"({"a":[1,2.50,"\n\"\u0001"],"b":{},"c":null,"d":false})";
  Diagnostics diagnostics;
  EXPECT_EQ(ParseJson(text, &diagnostics)->Print(), text);
}

}  // namespace
}  // namespace datagen::base
