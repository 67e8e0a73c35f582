#include "data/connections/location.h"

#include <gtest/gtest.h>

namespace datagen::connections {
namespace {

TEST(Location, AUrlHasItsParts) {
  auto url = ReadUrl("mysql://m%40e:p%3A%2F%3Fw@db.example:3307/shop%2F1?ssl-mode=required&x=");
  ASSERT_TRUE(url.ok()) << url.status().message();
  EXPECT_EQ(url->user, "m@e");
  EXPECT_EQ(url->password, "p:/?w");
  EXPECT_EQ(url->host, "db.example");
  EXPECT_EQ(url->port, 3307U);
  EXPECT_EQ(url->database, "shop/1");
  ASSERT_EQ(url->parameters.size(), 2U);
  EXPECT_EQ(url->parameters[0], std::make_pair(std::string("ssl-mode"), std::string("required")));
}

TEST(Location, WhatAUrlLeavesOutIsAbsent) {
  for (const char* location :
       {"postgresql://", "postgresql:", "postgresql:///", "postgresql://?"}) {
    auto url = ReadUrl(location);
    ASSERT_TRUE(url.ok()) << location;
    EXPECT_FALSE(url->user || url->password || url->host || url->port || url->database) << location;
  }
  EXPECT_EQ(ReadUrl("mysql://me:@h")->password, "");  // an empty password is one
}

TEST(Location, HostsOfEveryKind) {
  EXPECT_EQ(ReadUrl("mysql://me@[::1]:3307/x")->host, "::1");
  EXPECT_EQ(ReadUrl("mysql://me@[fe80::1]/x")->host, "fe80::1");
  EXPECT_EQ(ReadUrl("mysql://me@%2Frun%2Fmysqld.sock/x")->host, "/run/mysqld.sock");
  EXPECT_EQ(ReadUrl("postgresql://a:5432,b:5433/x")->host, "a:5432,b:5433");
}

TEST(Location, MistakesAreInvalidAndShowNoPassword) {
  for (const char* location :
       {"mysql://me:sec@ret@h/x", "mysql://me:sec/ret@h/x", "mysql://me:sec?ret@h/x",
        "mysql://me:secret/x", "mysql://me:secret", "mysql://me:secret@h:x/y",
        "mysql://me:secret@h:0/x", "mysql://me:secret@h:65536/x", "mysql://me:secret@[::1/x",
        "mysql://me:secret@[::1]2/x", "mysql://me:secret%@h/x", "mysql://me:secret%4@h/x",
        "mysql://me:12/secret@h/x", "mysql://me:12/x?secret@h/x", "mysql:me:sec/ret@h"}) {
    const auto url = ReadUrl(location);
    ASSERT_FALSE(url.ok()) << location;
    EXPECT_EQ(url.status().code(), base::StatusCode::kInvalid);
    EXPECT_EQ(url.status().message().find("sec"), std::string::npos) << url.status().message();
    EXPECT_EQ(url.status().message().find("ret"), std::string::npos) << url.status().message();
  }
}

TEST(Location, RedactedHidesWhateverCouldBeAPassword) {
  EXPECT_EQ(Redacted("mysql://me:secret@h:1/x?a=b"), "mysql://me:***@h:1/x?a=b");
  EXPECT_EQ(Redacted("mysql://me@h:1/x"), "mysql://me@h:1/x");
  EXPECT_EQ(Redacted("mysql://h:1/x"), "mysql://h:1/x");
  EXPECT_EQ(Redacted("mysql://[::1]:1/x"), "mysql://[::1]:1/x");
  EXPECT_EQ(Redacted("mysql://me:se@c/r:et@h/x"), "mysql://me:***@h/x");
  EXPECT_EQ(Redacted("mysql://me:secret"), "mysql://me:***");
  EXPECT_EQ(Redacted("postgresql://h/x?user=a&password=secret&sslpassword=secret"),
            "postgresql://h/x?user=a&password=***&sslpassword=***");
  EXPECT_EQ(Redacted("sqlite:a/b.db"), "sqlite:a/b.db");
}

TEST(Location, SchemesAndExtensionsAreNotLookedForInFolders) {
  EXPECT_EQ(SchemeOf("sqlite:x"), "sqlite");
  EXPECT_EQ(SchemeOf("a/b:c"), "");
  EXPECT_EQ(ExtensionOf("v1.db/x"), "");
  EXPECT_EQ(ExtensionOf("v1.d/x.sqlite"), "sqlite");
  EXPECT_EQ(AfterScheme("sqlite://a/b"), "a/b");
  EXPECT_EQ(AfterScheme("a/b:c"), "a/b:c");
}

}  // namespace
}  // namespace datagen::connections
