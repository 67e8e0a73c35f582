#include "data/query/database.h"

#include <gtest/gtest.h>

#include <utility>

#include "data/query/failure.h"

namespace datagen::query {
namespace {

TEST(Database, SaysWhyAQueryFails) {
  auto database = Database::Open({});
  ASSERT_TRUE(database.ok()) << database.status().message();
  const base::Status status = (*database)->Execute("SELECT nothing");
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.diagnostic().code, "query-failed");
  EXPECT_NE(status.message().find("nothing"), std::string::npos);
}

TEST(Database, TellsTheEnvironmentFromTheData) {
  const auto is_environment = [](const char* message) {
    return FailureOf(message).code() == base::StatusCode::kEnvironment;
  };
  EXPECT_TRUE(is_environment("Out of Memory Error: failed to pin block"));
  EXPECT_TRUE(is_environment("IO Error: Cannot open file \"a\": Too many open files"));
  EXPECT_TRUE(is_environment("IO Error: Could not write file \"a\": No space left on device"));
  EXPECT_TRUE(is_environment("FATAL Error: database has been invalidated"));
  EXPECT_FALSE(is_environment("IO Error: No files found that match the pattern \"a\""));
  EXPECT_FALSE(is_environment("Invalid Input Error: No magic bytes found at end of file 'a'"));
  EXPECT_FALSE(is_environment("Conversion Error: Could not convert 'No space left on device'"));
  EXPECT_FALSE(is_environment(nullptr));
}

TEST(Database, ReadsRowsInBlocks) {
  auto database = Database::Open({});
  ASSERT_TRUE(database.ok());
  int64_t rows = 0;
  int64_t sum = 0;
  std::string texts;
  const auto read = (*database)->ReadBlocks(
      "SELECT i, CASE WHEN i % 2 = 0 THEN 'text number ' || i END FROM range(5000) AS r(i)",
      [&](Block block) {
        const Block moved = std::move(block);
        for (size_t row = 0; row < moved.size; ++row) {
          sum += moved.columns[0].integers[row];
          EXPECT_EQ(moved.columns[1].is_null(row), moved.columns[0].integers[row] % 2 == 1);
          if (rows++ == 4998) texts = moved.columns[1].texts[row];
        }
        return true;
      });
  ASSERT_TRUE(read.ok()) << read.message();
  EXPECT_EQ(rows, 5000);
  EXPECT_EQ(sum, 4999 * 2500);
  EXPECT_EQ(texts, "text number 4998");
  int blocks = 0;
  EXPECT_TRUE((*database)
                  ->ReadBlocks("SELECT 1 WHERE false",
                               [&](const Block& block) {
                                 ++blocks;
                                 EXPECT_EQ(block.size, 0U);
                                 EXPECT_EQ(block.columns[0].shape.kind, Shape::Kind::kIntegers);
                                 return true;
                               })
                  .ok());
  EXPECT_EQ(blocks, 1);
}

}  // namespace
}  // namespace datagen::query
