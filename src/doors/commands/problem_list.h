// What went wrong in a call, for the one place that tells it: a list that becomes a JSON document.
//
// Thread-safety: all calls, from any thread.
#pragma once

#include <mutex>
#include <string>

#include "datagen/datagen.h"
#include "foundation/base/json.h"

namespace datagen::commands {

class ProblemList {
 public:
  void Add(const Report& report);
  void AddError(const std::string& message, const std::string& hint);
  void AddWarning(const std::string& message);

  // {"command", "exit_code", "problems": [{severity, message, …}]} on one line.
  [[nodiscard]] std::string Document(const std::string& command, int exit_code) const;

 private:
  void AddItem(const char* severity, const std::string& message, const std::string& hint);

  mutable std::mutex mutex_;
  base::Json problems_ = base::Json::Array();
};

}  // namespace datagen::commands
