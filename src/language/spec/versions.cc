#include "language/spec/versions.h"

#include <fmt/format.h>

#include "language/spec/printer.h"

namespace datagen::spec {

void RefuseChange(const kernel::FunctionInfo& function, int version, const base::Place& where,
                  base::Diagnostics* diagnostics) {
  std::string changes;
  for (auto later = static_cast<size_t>(version - 1); later < function.changes.size(); ++later) {
    const kernel::Change& change = function.changes[later];
    changes += fmt::format("{}since {} {}", changes.empty() ? "" : "; ", change.since, change.what);
  }
  diagnostics->Error(
      "version-changed", where,
      fmt::format("{} made other values here: {}", VersionedId(function, version), changes),
      {.given = VersionedId(function, version),
       .expected = fmt::format("'{}', which takes the values of today",
                               VersionedId(function, function.version()))});
}

}  // namespace datagen::spec
