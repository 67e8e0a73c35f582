#include "proof/report/runnable_sql.h"

#include <fmt/format.h>

#include <algorithm>

#include "data/query/sql_text.h"

namespace datagen::report {

std::string RunnableSql(const validate::Report& report, const validate::CheckReport& check) {
  const std::string& sql = check.finding.sql;
  const bool failed = check.finding.verdict == validate::Verdict::kFailed;
  // A database's tables were copied; what ran over the copies runs nowhere now.
  if (report.is_database) return "";
  if (sql.empty() || !failed) return sql;
  const auto names = query::IdentifiersIn(sql);
  std::string tables;
  for (const validate::TableReport& table : report.tables) {
    if (table.sql.empty() || std::find(names.begin(), names.end(), table.name) == names.end()) {
      continue;
    }
    tables += fmt::format("{}{} AS ({})", tables.empty() ? "WITH " : ", ",
                          query::Identifier(table.name), table.sql);
  }
  const bool nested = !tables.empty() && sql.starts_with("WITH ");
  return tables + (tables.empty() ? "" : " ") + (nested ? "SELECT * FROM (" + sql + ")" : sql);
}

}  // namespace datagen::report
