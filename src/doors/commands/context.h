// What a running command has of the world around it: when to stop, who sees its progress, where
// its texts go. Each door has its own.
//
// Thread-safety: stop() and Advance() are used by any thread, the rest by the command's own.
#pragma once

#include <atomic>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "datagen/datagen.h"

namespace datagen::commands {

class Context {
 public:
  virtual ~Context() = default;

  // True once the command should end. Lifetime: that of the context.
  [[nodiscard]] virtual const std::atomic<bool>* stop() const = 0;
  // What is being done from now on, for those who wait: "planning".
  virtual void StartPhase(std::string_view what) = 0;
  // How far the phase is; its `phase` is not looked at.
  virtual void Advance(const Progress& progress) = 0;

  // The result, or a piece of it.
  virtual void Print(std::string_view text) = 0;
  // Something a person may like to know besides: a line.
  virtual void Remark(std::string_view text) = 0;
  // The mistakes of a spec.
  virtual void Tell(const Report& report) = 0;
  // A mistake, a failure, or (warning) what should be known of a success. Lower case, without a
  // final period.
  virtual void Fail(const std::string& message, const std::string& hint) = 0;
  virtual void Warn(const std::string& message) = 0;
  // What the door's users call an input.
  [[nodiscard]] virtual std::string NameOf(const std::string& input) const = 0;

  // Seconds since the command started, by a clock that only goes forward.
  [[nodiscard]] virtual double Seconds() const = 0;
  // For the metadata of what is made.
  [[nodiscard]] virtual std::string StartedAt() const = 0;
  [[nodiscard]] virtual std::vector<std::pair<std::string, std::string>> Machine() const = 0;
};

// Lets an operation of the library stop with the command and show its progress.
void Follow(Context* context, Control* control);

// Tell why a command ends, and give the code it ends with.
int Mistake(Context* context, const std::string& message, const std::string& hint = "");
int Failed(Context* context, const Outcome& outcome);

}  // namespace datagen::commands
