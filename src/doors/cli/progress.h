// Progress of a run: a line on a terminal, JSON lines for programs, or nothing.
#pragma once

#include <functional>
#include <string>

#include "datagen/datagen.h"

namespace datagen::cli {

class ProgressPrinter {
 public:
  // `mode`: auto, never or json. `seconds`: since the start.
  ProgressPrinter(const std::string& mode, std::function<double()> seconds);

  void Show(const Progress& progress);
  // Clears the line.
  void End();

 private:
  enum class Mode { kLine, kJson, kNever };
  Mode mode_ = Mode::kNever;
  std::function<double()> seconds_;
  bool shown_ = false;
};

}  // namespace datagen::cli
