// Runs the text cases of a folder of tests/cases/: each file is a test, `Cases.FOLDER/FILE`.
//
// With DATAGEN_REWRITE=1 in the environment, what comes out is written into the files in place of
// what was expected.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cases/case_file.h"

namespace datagen::cases {

// What comes out of a case, as lines. `file` is the file's name without its ending. It reports what
// is wrong whatever is expected by gtest's failures.
using Runner = std::function<std::string(const std::string& file, const Case& one)>;

// Names the runner of a folder: a constant of the file that defines the runner.
struct RunsFolder {
  RunsFolder(std::string folder, Runner runner);
};

// The names of the files of a folder, without their endings, in order.
std::vector<std::string> CaseFilesOf(const std::string& folder);

// Makes the tests. Requires: called once, before the tests run.
void RegisterCases();

}  // namespace datagen::cases
