#include "cases/case_file.h"

#include <gtest/gtest.h>

namespace datagen::cases {
namespace {

constexpr const char* kFile =
    "# Remarks.\n"
    "\n"
    "== first\n"
    "one\n"
    "\n"
    "two\n"
    "----\n"
    "three\n"
    "----\n"
    "\n"
    "== second\n"
    "four\n"
    "----\n"
    "five\n";

std::string ErrorOf(const std::string& text) {
  std::string error;
  EXPECT_FALSE(ParseCaseFile(text, &error).has_value());
  return error;
}

TEST(CaseFile, PrintsWhatItReads) {
  std::string error;
  const auto file = ParseCaseFile(kFile, &error);
  ASSERT_TRUE(file.has_value()) << error;
  ASSERT_EQ(file->cases.size(), 2U);
  EXPECT_EQ(file->cases[0].name, "first");
  EXPECT_EQ(file->cases[0].input, "one\n\ntwo\n");
  EXPECT_EQ(file->cases[0].expected, "three\n----\n");
  EXPECT_EQ(file->cases[1].line, 11);
  EXPECT_EQ(PrintCaseFile(*file), kFile);
}

TEST(CaseFile, WhatIsMissingIsAnError) {
  EXPECT_EQ(ErrorOf("# Remarks.\n"), "no case: expected a line like '== name of the case'");
  EXPECT_EQ(ErrorOf("# Remarks.\n== a\nx\n"), "case 'a' has no line of dashes");
  EXPECT_EQ(ErrorOf("# Remarks.\n== a\nx\n== b\ny\n----\nz\n"), "case 'a' has no line of dashes");
  EXPECT_EQ(ErrorOf("# Remarks.\n== a\n----\nz\n"), "case 'a' has no input");
  EXPECT_EQ(ErrorOf("# Remarks.\n== a\nx\n----\ny\n== a\nx\n----\ny\n"), "case 'a' stands twice");
  EXPECT_EQ(ErrorOf("== a\nx\n----\ny\n"),
            "no remarks: expected '# ' and how what is expected was checked");
}

TEST(CaseFile, DirectivesGoOnOnIndentedLines) {
  const auto directives = ParseDirectives("word the rest\n  and more\nother\n");
  ASSERT_EQ(directives.size(), 2U);
  EXPECT_EQ(directives[0].rest, "the rest\n  and more");
  EXPECT_EQ(directives[1].word, "other");
}

}  // namespace
}  // namespace datagen::cases
