#include "doors/cli/presentation.h"

namespace datagen::cli {

void DeclarePresentation(commands::InputList* inputs, Presentation* presentation) {
  inputs->Group("Everywhere");
  inputs->Add({.name = "progress",
               .doc = "auto: a line on a terminal; json: a JSON object a line; never",
               .choices = {"auto", "never", "json"}},
              &presentation->progress);
  inputs->Add({.name = "errors",
               .doc = "How mistakes are told on standard error; json: one document at the end",
               .choices = {"text", "json"}},
              &presentation->errors);
  inputs->Add({.name = "help", .doc = "Print this help", .letter = 'h'}, &presentation->help);
}

}  // namespace datagen::cli
