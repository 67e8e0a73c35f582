#include "making/loaders/target.h"

#include <algorithm>

#include "data/connections/location.h"
#include "loader_targets.h"  // made by CMake: ListTargets()
#include "making/defects/ledger_rows.h"

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

base::Status EmptyOldLedger(const Creation& creation, const std::string& columns_query,
                            connections::Connection* connection) {
  if (!creation.replaces_rows || creation.has_ledger) return base::Status::Ok();
  auto found = connection->Query(columns_query);
  if (!found.ok()) return found.status();
  const auto& ours = defects::LedgerColumns();
  bool same = found->rows.size() == ours.size();
  for (size_t i = 0; same && i < ours.size(); ++i) same = found->Text(i, 0) == ours[i].name;
  return same ? connection->Execute("DELETE FROM " + connection->Identifier(kLedgerTable))
              : base::Status::Ok();
}

}  // namespace datagen::loaders
