#include "making/loaders/target.h"

#include <algorithm>

#include "data/connections/location.h"
#include "loader_targets.h"  // made by CMake: ListTargets()

namespace datagen::loaders {

const std::vector<const TargetInfo*>& Targets() {
  static const std::vector<const TargetInfo*> targets = ListTargets();
  return targets;
}

const TargetInfo* FindTarget(const std::string& location) {
  const auto by = [](std::vector<std::string> TargetInfo::*list, const std::string& wanted) {
    const auto found =
        std::find_if(Targets().begin(), Targets().end(), [&](const TargetInfo* info) {
          const auto& names = info->*list;
          return std::find(names.begin(), names.end(), wanted) != names.end();
        });
    return found == Targets().end() ? nullptr : *found;
  };
  const TargetInfo* target = by(&TargetInfo::schemes, connections::SchemeOf(location));
  if (target != nullptr) return target;
  return by(&TargetInfo::extensions, connections::ExtensionOf(location));
}

base::Status MakeTables(const std::vector<TargetTable>& tables, const Creation& creation,
                        bool wanted, const std::string& dialect,
                        connections::Connection* connection) {
  std::vector<std::string> statements;
  const bool from_tables = wanted && creation.statements.empty();
  if (wanted) statements = from_tables ? CreateStatements(tables, dialect) : creation.statements;
  if (creation.has_ledger && !from_tables) {
    constexpr std::string_view kCreate = "CREATE TABLE ";
    const std::string made = CreateStatements({tables.back()}, dialect)[0];
    statements.push_back(std::string(kCreate) + "IF NOT EXISTS " + made.substr(kCreate.size()));
  }
  for (const std::string& statement : statements) {
    base::Status status = connection->Execute(statement);
    if (!status.ok()) return status;
  }
  return base::Status::Ok();
}

}  // namespace datagen::loaders
