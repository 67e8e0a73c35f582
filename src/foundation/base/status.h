// The outcome of an operation that can fail, without exceptions.
//
// Two kinds of failure cross a stage's border: a user's mistake, which is collected in a
// Diagnostics (diagnostic.h), and a failure of the environment (disk full, file missing), which is
// a Status. A broken promise of our own is neither: it is a DATAGEN_CHECK.
//
// Thread-safety: values; safe to copy between threads.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "foundation/base/details.h"
#include "foundation/base/diagnostic_code.h"

namespace datagen::base {

enum class StatusCode {
  kOk,
  kInvalid,      // a mistake in what the user gave: exit code 2
  kEnvironment,  // disk, permission, connection: exit code 3
};

class Status {
 public:
  Status() = default;
  static Status Ok() { return Status(); }
  // `message` is lower case, without a final period, and says what was given.
  static Status Invalid(DiagnosticCode code, std::string message, Details details = {}) {
    return Failed(StatusCode::kInvalid, code, std::move(message), std::move(details));
  }
  static Status Environment(DiagnosticCode code, std::string message, Details details = {}) {
    return Failed(StatusCode::kEnvironment, code, std::move(message), std::move(details));
  }

  [[nodiscard]] bool ok() const { return diagnostic_ == nullptr; }
  [[nodiscard]] StatusCode code() const { return code_; }
  // "" when ok.
  [[nodiscard]] const std::string& message() const;
  // What to show of the failure. Requires: !ok().
  [[nodiscard]] const Diagnostic& diagnostic() const { return *diagnostic_; }
  // The same failure said in more words, or with more details. Requires: !ok().
  [[nodiscard]] Status With(Diagnostic diagnostic) const;

 private:
  static Status Failed(StatusCode status, DiagnosticCode code, std::string message,
                       Details details);

  StatusCode code_ = StatusCode::kOk;
  std::shared_ptr<const Diagnostic> diagnostic_;  // shared by copies
};

// A value or the Status that says why there is none.
template <typename T>
class Result {
 public:
  Result(T value) : state_(std::move(value)) {}         // NOLINT(google-explicit-constructor)
  Result(Status status) : state_(std::move(status)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return std::holds_alternative<T>(state_); }
  // Requires: ok().
  T& value() { return std::get<T>(state_); }
  const T& value() const { return std::get<T>(state_); }
  T& operator*() { return value(); }
  T* operator->() { return &value(); }
  [[nodiscard]] Status status() const { return ok() ? Status::Ok() : std::get<Status>(state_); }

 private:
  std::variant<T, Status> state_;
};

// Throws std::logic_error, which ends the job (work/barrier.h) with a message that asks for a
// report; for promises between our own stages.
[[noreturn]] void FailCheck(const char* file, int line, const char* condition);

}  // namespace datagen::base

#define DATAGEN_CHECK(condition) \
  ((condition) ? (void)0 : ::datagen::base::FailCheck(__FILE__, __LINE__, #condition))
