// What a run made, as text for people.
#pragma once

#include <string>

#include "datagen/load.h"
#include "doors/commands/generation/generate_inputs.h"

namespace datagen::commands {

std::string SummaryText(const GenerateInputs& inputs, const GenerateSummary& summary,
                        double seconds);
std::string SummaryText(const LoadSummary& summary, double seconds);

// The dearest columns; "" when nothing was measured.
std::string ProfileText(const GenerateSummary& summary);

}  // namespace datagen::commands
