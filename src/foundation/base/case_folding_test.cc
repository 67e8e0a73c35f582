#include "foundation/base/case_folding.h"

#include <gtest/gtest.h>

namespace datagen::base {
namespace {

TEST(FoldCase, NamesOfPlaces) {
  EXPECT_EQ(FoldCase("ÖSTERREICH"), FoldCase("Österreich"));
  EXPECT_EQ(FoldCase("CÔTE D'IVOIRE"), FoldCase("Côte d'Ivoire"));
  EXPECT_EQ(FoldCase("ČESKO"), FoldCase("Česko"));
  EXPECT_EQ(FoldCase("ΕΛΛΆΔΑ"), FoldCase("Ελλάδα"));
  EXPECT_EQ(FoldCase("УКРАЇНА"), FoldCase("Україна"));
  EXPECT_EQ(FoldCase("ՀԱՅԱՍՏԱՆ"), FoldCase("Հայաստան"));
  EXPECT_EQ(FoldCase("VIỆT NAM"), FoldCase("Việt Nam"));
}

TEST(FoldCase, WhatHasNoCapitalsStays) {
  for (const char* text :
       {"", "日本", "भारत", "السعودية", "a×b", "÷", "ß", "\xC3", "\xE1\x80", "\xFF"}) {
    EXPECT_EQ(FoldCase(text), text);
  }
}

}  // namespace
}  // namespace datagen::base
