#include "foundation/base/diagnostic.h"

#include <gtest/gtest.h>

#include "foundation/base/status.h"

namespace datagen::base {
namespace {

constexpr const char* kText = "{\n  \"rows\": -3,\n\t\"ä\": \"x\", \"b\": [1, 2]\n}";

class DiagnosticsOfAText : public testing::Test {
 protected:
  DiagnosticsOfAText() {
    diagnostics_.SetSource(kText);
    document_ = *ParseJson(kText, &diagnostics_);
    diagnostics_.SetDocument(&document_);
  }

  Diagnostics diagnostics_;
  Json document_;
};

TEST_F(DiagnosticsOfAText, SaysWhatStandsThereAndWhereItEnds) {
  diagnostics_.Error("unknown-key", *document_.Find("b"), "a list");
  diagnostics_.Error("value-out-of-range", *document_.Find("rows"), "'rows' is -3",
                     {.expected = "0 or more", .hint = "leave it out"});
  diagnostics_.Warn("key-can-repeat", *document_.Find("ä"), "a text", {.given = "of my own"});
  const std::vector<Diagnostic> list = diagnostics_.List("spec.json");
  ASSERT_EQ(list.size(), 3U);  // in the order of the text
  EXPECT_EQ(list[0].code, "value-out-of-range");
  EXPECT_EQ(list[0].given, "-3");
  EXPECT_EQ(list[0].message, "'rows' is -3: expected 0 or more");
  EXPECT_EQ(list[0].path, "$.rows");
  EXPECT_EQ(list[0].column, 11);
  EXPECT_EQ(list[0].end_column, 13);
  EXPECT_EQ(list[1].given, "of my own");
  EXPECT_EQ(list[1].column, 7);  // characters, not bytes
  EXPECT_EQ(list[1].end_column, 10);
  EXPECT_EQ(list[2].given, "");  // a list is too long to be shown
  EXPECT_EQ(list[2].end_line, 0);
}

TEST_F(DiagnosticsOfAText, IsShownWithItsLine) {
  diagnostics_.Error("wrong-json-type", *document_.Find("ä"), "'ä' is 'x'",
                     {.expected = "a number", .hint = "write 1"});
  EXPECT_EQ(RenderText(diagnostics_.List("spec.json")),
            "spec.json:3:7: error[wrong-json-type]: 'ä' is 'x': expected a number\n"
            "  3 | \t\"ä\": \"x\", \"b\": [1, 2]\n"
            "    | \t     ^\n"
            "  at $.ä\n"
            "  hint: write 1\n"
            "spec.json: 1 error\n");
  EXPECT_EQ(RenderJson(diagnostics_.List("spec.json")),
            "[{\"code\":\"wrong-json-type\",\"severity\":\"error\",\"source\":\"spec.json\","
            "\"path\":\"$.ä\",\"line\":3,\"column\":7,\"endLine\":3,\"endColumn\":10,"
            "\"lineText\":\"\\t\\\"ä\\\": \\\"x\\\", \\\"b\\\": [1, 2]\","
            "\"message\":\"'ä' is 'x': expected a number\",\"given\":\"\\\"x\\\"\","
            "\"expected\":\"a number\",\"hint\":\"write 1\"}]");
}

TEST(Diagnostics, AreUtf8WhateverTheTextIs) {
  Diagnostics diagnostics;
  diagnostics.SetSource("\"caf\xE9\"");
  diagnostics.ErrorAt("invalid-encoding", 0, "no UTF-8: caf\xE9", {.hint = "convert it"});
  const Diagnostic made = diagnostics.List("spec.json").at(0);
  EXPECT_EQ(made.message, "no UTF-8: caf\xEF\xBF\xBD");
  EXPECT_EQ(made.given, "\"caf\xEF\xBF\xBD\"");
  EXPECT_EQ(made.line_text, made.given);
}

TEST(Diagnostics, WarningsLeaveRoomForErrors) {
  const Json place = Json::Null();
  Diagnostics diagnostics;
  for (size_t i = 0; i < 2 * Diagnostics::kKeptMax; ++i) {
    diagnostics.Warn("key-can-repeat", place, "warning " + std::to_string(i));
  }
  diagnostics.Error("unknown-key", place, "the mistake");
  const std::vector<Diagnostic> list = diagnostics.List("");
  EXPECT_EQ(list.size(), Diagnostics::kKeptMax + 1);
  EXPECT_EQ(list.back().message, "the mistake");
}

TEST(Diagnostics, CountsWhatItDoesNotKeep) {
  Diagnostics diagnostics;
  for (size_t i = 0; i < Diagnostics::kKeptMax + 7; ++i) {
    diagnostics.ErrorAt("unknown-key", -1, "mistake " + std::to_string(i));
  }
  EXPECT_EQ(diagnostics.error_count(), Diagnostics::kKeptMax + 7);
  const Diagnostic last = diagnostics.List("").back();
  EXPECT_EQ(last.code, "more-errors");
  EXPECT_EQ(last.message, "507 errors in all: the first 500 are shown");
}

TEST(Status, IsShownWithoutASource) {
  const Status status = Status::Environment("file-not-writable", "can't write 'a'",
                                            {.hint = "free some space", .table = "t", .row = 4});
  EXPECT_EQ(RenderText({status.diagnostic()}),
            "datagen: error[file-not-writable]: can't write 'a'\n"
            "  table t\n  row 4\n  hint: free some space\n");
}

}  // namespace
}  // namespace datagen::base
