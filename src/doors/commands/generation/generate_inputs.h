// What `generate` takes.
#pragma once

#include <string>
#include <vector>

#include "datagen/datagen.h"
#include "doors/commands/plan_inputs.h"

namespace datagen::commands {

struct GenerateInputs {
  PlanInputs plan;
  GenerateOptions files;
  Slice slice;
  std::string table;         // of standard output
  std::string partition_by;  // names, with commas between
  std::string defects;
  int64_t dry_run_sample = 0;
  bool no_hash = false;
  bool no_validate = false;
  std::string to;
  std::string dialect;
  bool create = false;
  std::vector<std::string> create_scripts;
  std::vector<Input> given;  // what is said
};

// The name of the first input that is said and does not go with such a place; "": there is none.
std::string FirstOutOfPlace(const GenerateInputs& inputs, Place place);

void DeclareGenerateInputs(InputList* list, GenerateInputs* inputs);

// Whether there is any limit.
bool IsBounded(const Bounds& bounds);

// Formats that are one file with all tables, as databases are.
bool IsDatabaseFormat(const std::string& format);

}  // namespace datagen::commands
