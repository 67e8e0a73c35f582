#include "foundation/base/status.h"

#include <fmt/format.h>

#include <stdexcept>

namespace datagen::base {

const std::string& Status::message() const {
  static const std::string kNone;
  return ok() ? kNone : diagnostic_->message;
}

Status Status::With(Diagnostic diagnostic) const {
  Status changed = *this;
  changed.diagnostic_ = std::make_shared<const Diagnostic>(std::move(diagnostic));
  return changed;
}

Status Status::Failed(StatusCode status, DiagnosticCode code, std::string message,
                      Details details) {
  Status failed;
  failed.code_ = status;
  failed.diagnostic_ = std::make_shared<const Diagnostic>(
      MakeDiagnostic(Severity::kError, code, std::move(message), std::move(details)));
  return failed;
}

void FailCheck(const char* file, int line, const char* condition) {
  throw std::logic_error(fmt::format("'{}' does not hold at {}:{}", condition, file, line));
}

}  // namespace datagen::base
