// Checks of generated files, before and after a run.
#pragma once

#include <string>

#include "doors/commands/generation/generate_inputs.h"

namespace datagen::commands {

// A small run before the real one, shown and validated in full. It fails on what is hard: a key
// twice, a reference to nothing. `planned`: what the real run is planned by; `spec` is the text of
// the spec.
int DryRun(const GenerateInputs& inputs, const PlanInputs& planned, const std::string& spec,
           Context* context);

// A look at what was written: every claim about single rows, on the first rows of each table. It
// fails when one is broken, unless it was broken on purpose.
int QuickCheck(const GenerateInputs& inputs, const Plan& plan, Context* context);

}  // namespace datagen::commands
