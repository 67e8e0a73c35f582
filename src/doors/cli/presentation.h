// How the program speaks: options of every command.
#pragma once

#include <string>

#include "doors/commands/input_list.h"

namespace datagen::cli {

struct Presentation {
  std::string errors = "text";
  std::string progress = "auto";
  bool help = false;
};

void DeclarePresentation(commands::InputList* inputs, Presentation* presentation);

}  // namespace datagen::cli
