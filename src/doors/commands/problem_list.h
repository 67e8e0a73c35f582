// What went wrong in a call, for the one place that tells it: a list that becomes a JSON document.
//
// Thread-safety: all calls, from any thread.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "datagen/diagnostic.h"

namespace datagen::commands {

class ProblemList {
 public:
  void Add(const std::vector<Diagnostic>& diagnostics);

  // {"command", "exit_code", "problems": RenderJson of all} on one line.
  [[nodiscard]] std::string Document(const std::string& command, int exit_code) const;

 private:
  mutable std::mutex mutex_;
  std::vector<Diagnostic> problems_;
};

}  // namespace datagen::commands
