#include "making/loaders/dependents.h"

#include <fmt/format.h>

namespace datagen::loaders {

using base::Status;

Status CheckDependents(const std::set<std::string>& ours, const std::string& references_query,
                       connections::Connection* connection) {
  auto references = connection->Query(references_query);
  if (!references.ok()) return references.status();
  for (size_t i = 0; i < references->rows.size(); ++i) {
    const std::string replaced = references->Text(i, 0);
    if (!ours.contains(replaced) || ours.contains(references->Text(i, 1))) continue;
    const std::string table = references->Text(i, 2);
    auto rows = connection->Query(fmt::format("SELECT 1 FROM {} WHERE {} IS NOT NULL LIMIT 1",
                                              table, references->Text(i, 3)));
    if (!rows.ok()) return rows.status();
    if (rows->rows.empty()) continue;
    return Status::Invalid(
        "database-refused",
        fmt::format("rows of {} can't be replaced: rows of {}, which is not in the spec, refer to "
                    "them with ON DELETE {}, and would go or change with them",
                    replaced, table, references->Text(i, 4)),
        {.hint = "empty that table first, or load into a database of its own", .table = replaced});
  }
  return Status::Ok();
}

}  // namespace datagen::loaders
