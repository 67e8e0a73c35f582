#include "data/query/database.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace datagen::query
