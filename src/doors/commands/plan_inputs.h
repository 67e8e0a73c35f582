// The inputs that say which plan is meant; shared by the commands that take a spec.
#pragma once

#include <memory>
#include <string>

#include "datagen/datagen.h"
#include "doors/commands/command.h"

namespace datagen::commands {

struct PlanInputs {
  std::string spec;
  PlanOptions options;  // without rows; whose `threads` is 0 for as many as the machine has
  TableSizes rows;
  bool strict = false;

  PlanInputs() { options.threads = 0; }
};

void DeclareSpec(InputList* inputs, std::string* spec);
void DeclareThreads(InputList* inputs, int* threads);
void DeclarePlanInputs(InputList* inputs, PlanInputs* plan);

// Reads the spec's file and plans it. The plan, or nullptr with the exit code after messages.
std::unique_ptr<Plan> MakePlan(const PlanInputs& inputs, Context* context, int* code);
// The same with the file's text.
std::unique_ptr<Plan> PlanText(const PlanInputs& inputs, const std::string& text, Context* context,
                               int* code);
// A plan in which no entity has more than `sample_rows` rows.
std::unique_ptr<Plan> PlanSample(const PlanInputs& inputs, const std::string& text,
                                 int64_t sample_rows, Context* context, int* code);

// 0: as many as the machine has.
int ThreadCount(int wanted);

}  // namespace datagen::commands
