#include "foundation/base/json_form.h"

#include <gtest/gtest.h>

#include <functional>

#include "foundation/base/diagnostic.h"

namespace datagen::base {
namespace {

// The first diagnostic of a text as "line:column message".
std::string FirstMistake(const std::string& text) {
  Diagnostics diagnostics;
  diagnostics.SetSource(text);
  if (ParseJson(text, &diagnostics)) return "";
  const Diagnostic first = diagnostics.List("").at(0);
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
  diagnostics.Error("unknown-key", b, "wrong");
  EXPECT_EQ(diagnostics.List("").at(0).line, 3);
  EXPECT_EQ(diagnostics.List("").at(0).column, 14);  // characters, not bytes
}

// Every value of a tree, with the path that leads to it.
void Walk(const Json& at, const std::string& path,
          const std::function<void(const Json&, const std::string&)>& visit) {
  visit(at, path);
  for (size_t i = 0; i < at.items().size(); ++i) {
    Walk(at.items()[i], path + "[" + std::to_string(i) + "]", visit);
  }
  for (const JsonMember& member : at.members()) {
    Walk(member.value, path + "." + member.key, visit);
  }
}

TEST(JsonPath, IsThatOfTheValueHoweverTheTreeWasMade) {
  const std::string text =
      R"([{}, [], {"a": {"b": [[1, [2]], "x", null]}, "c": true, "": {"d": 0}}, [[[7]]], "z"])";
  Diagnostics diagnostics;
  auto read = ParseJson(text, &diagnostics);
  ASSERT_TRUE(read);
  Json changed = *read;
  changed.Push(Json::String("last"));
  Json outer = Json::Object();
  outer.Set("first", Json::Number(int64_t{1}));
  outer.Set("read", *read);
  outer.Set("changed", changed);
  outer.Set("first", *read);
  for (const Json* root : {&*read, &changed, &outer}) {
    size_t count = 0;
    Walk(*root, "$", [&](const Json& value, const std::string& path) {
      EXPECT_EQ(JsonPath(*root, value), path);
      ++count;
    });
    EXPECT_GT(count, size_t{15});
  }
  EXPECT_EQ(JsonPath(*read, outer), "");
  EXPECT_EQ(JsonPath(*read, outer.members()[1].value.items()[4]), "");
}

// A walk of the whole tree for each value would take minutes here.
TEST(JsonPath, CostsItsDepth) {
  constexpr int kItems = 200'000;
  std::string text = "[";
  for (int i = 0; i < kItems; ++i) text += "{\"a\": [1]},";
  text.back() = ']';
  Diagnostics diagnostics;
  const auto read = ParseJson(text, &diagnostics);
  ASSERT_TRUE(read);
  for (int i = 0; i < kItems; ++i) {
    const Json& value = read->items()[static_cast<size_t>(i)].Find("a")->items()[0];
    ASSERT_EQ(JsonPath(*read, value), "$[" + std::to_string(i) + "].a[0]");
  }
}

TEST(ParseJson, TakesCommentsAndTrailingCommasWhereTheFormDoes) {
  const std::string text = "// a\n{\"a\": [1, /* two */ 2,], # }";
  Diagnostics diagnostics;
  diagnostics.SetSource(text);
  EXPECT_FALSE(ParseJson(text, JsonForm::kCommented, &diagnostics));
  const std::string good = "// a\n{\"a\": [1, /* \" */ \"2//\",],} // end";
  EXPECT_FALSE(ParseJson(good, JsonForm::kStrict, &diagnostics));
  const auto read = ParseJson(good, FormOf("spec.jsonc"), &diagnostics);
  ASSERT_TRUE(read);
  const Json& item = read->Find("a")->items()[1];
  EXPECT_EQ(item.text(), "2//");
  EXPECT_EQ(item.offset(), static_cast<int64_t>(good.find("\"2//")));
  EXPECT_EQ(FormOf("spec.json"), JsonForm::kStrict);
}

TEST(ParseJson, ReportsWhatIsNoJson) {
  EXPECT_EQ(FirstMistake("{\"a\": NaN}"), "1:7 not valid JSON: NaN is no value: expected null");
  EXPECT_EQ(FirstMistake("{\"a\": [1, 2,\n]}"),
            "1:12 not valid JSON: a comma stands before ']': expected another entry, or no comma");
  EXPECT_EQ(FirstMistake("{'a': 1}"),
            "1:2 not valid JSON: a text stands in single quotes: expected double quotes");
  EXPECT_EQ(FirstMistake("{// a\n}"), "1:2 not valid JSON: JSON has no comments");
  EXPECT_EQ(FirstMistake("{\"a\": 1, \"a\": 2}"), "1:10 key 'a' stands twice in one object");
  EXPECT_EQ(FirstMistake("{\"a\": "), "1:7 the text ends in the middle of a JSON value");
  EXPECT_EQ(FirstMistake(""), "1:1 the text ends in the middle of a JSON value");
  EXPECT_EQ(FirstMistake("[\"\xff\"]"), "1:3 byte 0xFF is not valid UTF-8: expected UTF-8 text");
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
