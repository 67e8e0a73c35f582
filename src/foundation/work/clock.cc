#include "foundation/work/clock.h"

#include <chrono>

namespace datagen::work {

const Clock& SteadyClock() {
  class Steady : public Clock {
   public:
    [[nodiscard]] double Seconds() const override {
      return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
          .count();
    }
  };
  static const Steady* clock = new Steady;
  return *clock;
}

}  // namespace datagen::work
