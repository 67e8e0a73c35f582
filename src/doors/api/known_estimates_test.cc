#include "doors/api/known_estimates.h"

#include <gtest/gtest.h>

namespace datagen::api {
namespace {

TEST(KnownEstimates, AreMadeOnceAndFollowTheRows) {
  KnownEstimates expected;
  int made = 0;
  const auto make = [&]() -> base::Result<TableEstimate> {
    ++made;
    return TableEstimate{.rows = 1000, .bytes = 5000, .cpu_seconds = 2};
  };
  EXPECT_EQ(expected.Table("orders as csv", 1000, make)->bytes, 5000);
  const auto counted = expected.ForCountedRows();
  auto again = counted->Table("orders as csv", 1010, make);
  EXPECT_EQ(made, 1);
  EXPECT_EQ(again->rows, 1010);
  EXPECT_EQ(again->bytes, 5050);
  EXPECT_DOUBLE_EQ(again->cpu_seconds, 2.02);
  EXPECT_TRUE(counted->Table("orders as parquet", 1010, make).ok());
  EXPECT_EQ(made, 2);
}

TEST(KnownEstimates, SizesOfFilesAreThoseOfTheRowsAsTheyAre) {
  KnownEstimates expected;
  int made = 0;
  const auto make = [&]() -> base::Result<std::vector<int64_t>> {
    return std::vector<int64_t>{++made};
  };
  EXPECT_EQ(*expected.PartRows("1 MB", make), std::vector<int64_t>{1});
  EXPECT_EQ(*expected.PartRows("1 MB", make), std::vector<int64_t>{1});
  EXPECT_EQ(*expected.ForCountedRows()->PartRows("1 MB", make), std::vector<int64_t>{2});
}

TEST(KnownEstimates, WhatFailedIsTriedAgain) {
  KnownEstimates estimates;
  const auto fail = []() -> base::Result<TableEstimate> {
    return base::Status::Environment("file-not-writable", "the disk is full");
  };
  EXPECT_FALSE(estimates.Table("orders", 1, fail).ok());
  EXPECT_TRUE(estimates.Table("orders", 1, [] { return TableEstimate{}; }).ok());
}

}  // namespace
}  // namespace datagen::api
