#include "making/loaders/dependents.h"

#include <fmt/format.h>

namespace datagen::loaders {

using base::Status;

Status CheckDependents(const std::string& replaced, const std::vector<Dependent>& dependents,
                       connections::Connection* connection) {
  for (const Dependent& one : dependents) {
    auto rows = connection->Query(
        fmt::format("SELECT 1 FROM {} WHERE {} IS NOT NULL LIMIT 1", one.table, one.column));
    if (!rows.ok()) return rows.status();
    if (rows->rows.empty()) continue;
    return Status::Invalid(
        "database-refused",
        fmt::format("rows of {} can't be replaced: rows of {}, which is not in the spec, refer to "
                    "them with ON DELETE {}, and would go or change with them",
                    replaced, one.table, one.rule),
        {.hint = "empty that table first, or load into a database of its own", .table = replaced});
  }
  return Status::Ok();
}

}  // namespace datagen::loaders
