// The options that say which plan is meant; shared by the commands that take a spec.
#pragma once

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <vector>

#include "datagen/datagen.h"

namespace datagen::cli {

struct PlanArguments {
  std::string spec;
  std::optional<int64_t> seed;
  std::vector<std::string> rows;  // NODE=N
  double scale = 1;
  int threads = 0;  // 0: as many as the machine has
  bool strict = false;
};

void DeclarePlanArguments(CLI::App* app, PlanArguments* arguments);

// The plan, or nullptr with the exit code after messages to standard error. `sample_rows` > 0: no
// entity has more rows than that.
std::unique_ptr<Plan> MakePlan(const PlanArguments& arguments, int64_t sample_rows, int* code);

int ThreadCount(int wanted);

// Reads NODE=N into `rows`. False after a message.
bool ReadRows(const std::string& text, std::map<std::string, int64_t>* rows);

}  // namespace datagen::cli
