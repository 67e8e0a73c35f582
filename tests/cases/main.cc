// The unit tests: those in C++ beside the sources, and the text cases.
#include <gtest/gtest.h>

#include "cases/case_runner.h"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  datagen::cases::RegisterCases();
  return RUN_ALL_TESTS();
}
