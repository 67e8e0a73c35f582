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
#include "foundation/base/details.h"
#include "foundation/base/diagnostic_code.h"

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
  // Mistakes, failures, and warnings: what should be known of a success.
  virtual void Tell(const std::vector<Diagnostic>& diagnostics) = 0;
  // The width that texts for people should fit; 0: any.
  [[nodiscard]] virtual int ScreenColumns() const = 0;
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
int Mistake(Context* context, base::DiagnosticCode code, std::string message,
            base::Details details = {});
int Failed(Context* context, const Outcome& outcome);

// Tell of a failure, or of what should be known of a success. `message` is lower case, without a
// final period.
void Fail(Context* context, base::DiagnosticCode code, std::string message,
          base::Details details = {});
void Warn(Context* context, base::DiagnosticCode code, std::string message);

}  // namespace datagen::commands
