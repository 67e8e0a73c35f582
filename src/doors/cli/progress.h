// Progress of a command: a line on a terminal that is drawn again and again, JSON lines for
// programs, or nothing.
//
// Thread-safety: all calls, from any thread.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>

#include "datagen/datagen.h"

namespace datagen::cli {

class ProgressPrinter {
 public:
  // `mode`: auto, never or json. `seconds`: since the start.
  ProgressPrinter(const std::string& mode, std::function<double()> seconds);

  // What is being done now.
  void StartPhase(std::string_view phase);
  // How far it is.
  void Show(const Progress& progress);
  // Draws the line anew: a phase without figures still shows that it goes on.
  void Tick();
  // Clears the line, so that other text can be written.
  void Clear();
  // Clears it for good: what is told next is the result, which no line may be drawn into.
  void EndPhase();

 private:
  enum class Mode { kLine, kJson, kNever };
  void Draw();
  void ClearLine();
  [[nodiscard]] std::string Line(double elapsed) const;
  void PrintJson(double elapsed) const;

  std::mutex mutex_;
  Mode mode_ = Mode::kNever;
  std::function<double()> seconds_;
  std::string phase_;
  double phase_start_ = 0;
  Progress progress_;
  bool shown_ = false;
};

}  // namespace datagen::cli
