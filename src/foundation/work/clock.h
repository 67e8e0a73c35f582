// Time as seconds since some moment: for what work takes, deadlines and how often progress is told.
// Nothing that is made depends on it.
//
// A seam: tests give a clock that they set themselves. Thread-safety: from any thread.
#pragma once

#include <chrono>

namespace datagen::work {

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual double Seconds() const = 0;
};

// The machine's steady clock. Lifetime: as long as the program.
const Clock& SteadyClock();

// How long the standard library's waits are told to last.
using Wait = std::chrono::duration<double>;

}  // namespace datagen::work
