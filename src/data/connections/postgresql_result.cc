#include "data/connections/postgresql_result.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace datagen::connections {

using base::Status;
using query::Rows;
using schema::TypeFamily;

namespace {

// Source: PostgreSQL documentation, "PostgreSQL Error Codes": the classes that are no mistake in
// what was asked, and "insufficient privilege".
bool IsEnvironment(std::string_view state) {
  static constexpr std::string_view kClasses[] = {"08", "28", "40", "53", "55", "57", "58", "XX"};
  return state == "42501" || std::find(std::begin(kClasses), std::end(kClasses),
                                       state.substr(0, 2)) != std::end(kClasses);
}

}  // namespace

std::string PostgresqlMessage(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

Status PostgresqlRefused(PGconn* connection, const PGresult* result, const std::string& sql) {
  const auto field = [&](int code) {
    const char* text = Libpq().result_error_field(result, code);
    return std::string(text == nullptr ? "" : text);
  };
  const std::string primary = field(PG_DIAG_MESSAGE_PRIMARY);
  if (primary.empty()) {
    return Status::Environment(
        "connection-lost", "PostgreSQL: " + PostgresqlMessage(Libpq().error_message(connection)));
  }
  const std::string state = field(PG_DIAG_SQLSTATE);
  std::string message = "PostgreSQL refuses: " + primary;
  const std::string detail = field(PG_DIAG_MESSAGE_DETAIL);
  if (!detail.empty()) message += fmt::format(" ({})", detail);
  const std::string context = field(PG_DIAG_CONTEXT);
  if (!context.empty()) message += fmt::format(", at {}", context.substr(0, 300));
  if (!sql.empty()) message += fmt::format(", in {}", sql.substr(0, 200));
  const base::Details details{.hint = field(PG_DIAG_MESSAGE_HINT),
                              .table = field(PG_DIAG_TABLE_NAME),
                              .constraint = field(PG_DIAG_CONSTRAINT_NAME)};
  // "admin_shutdown" and its like, and the class "connection exception".
  if (state.rfind("57P0", 0) == 0 || state.rfind("08", 0) == 0) {
    return Status::Environment("connection-lost", message, details);
  }
  return IsEnvironment(state) ? Status::Environment("database-failed", message, details)
                              : Status::Invalid("database-refused", message, details);
}

schema::TypeFamily PostgresqlFamily(Oid type) {
  static constexpr std::pair<Oid, TypeFamily> kTypes[] = {
      {16, TypeFamily::kBool},       {17, TypeFamily::kBinary},     {18, TypeFamily::kText},
      {19, TypeFamily::kText},       {20, TypeFamily::kInteger},    {21, TypeFamily::kInteger},
      {23, TypeFamily::kInteger},    {25, TypeFamily::kText},       {26, TypeFamily::kInteger},
      {114, TypeFamily::kJson},      {142, TypeFamily::kXml},       {650, TypeFamily::kNetwork},
      {700, TypeFamily::kFloat},     {701, TypeFamily::kFloat},     {829, TypeFamily::kNetwork},
      {869, TypeFamily::kNetwork},   {1000, TypeFamily::kArray},    {1005, TypeFamily::kArray},
      {1007, TypeFamily::kArray},    {1009, TypeFamily::kArray},    {1015, TypeFamily::kArray},
      {1016, TypeFamily::kArray},    {1022, TypeFamily::kArray},    {1042, TypeFamily::kText},
      {1043, TypeFamily::kText},     {1082, TypeFamily::kDate},     {1083, TypeFamily::kTime},
      {1114, TypeFamily::kDatetime}, {1184, TypeFamily::kDatetime}, {1186, TypeFamily::kInterval},
      {1231, TypeFamily::kArray},    {1266, TypeFamily::kTime},     {1560, TypeFamily::kBits},
      {1562, TypeFamily::kBits},     {1700, TypeFamily::kDecimal},  {2950, TypeFamily::kUuid},
      {3802, TypeFamily::kJson}};
  for (const auto& [known, family] : kTypes) {
    if (known == type) return family;
  }
  return TypeFamily::kOther;
}

base::Result<Rows> ReadPostgresqlRows(PGconn* connection, const PGresult* result,
                                      const std::string& sql) {
  const ExecStatusType state = Libpq().result_status(result);
  if (state != PGRES_TUPLES_OK && state != PGRES_COMMAND_OK && state != PGRES_EMPTY_QUERY) {
    return PostgresqlRefused(connection, result, sql);
  }
  Rows rows;
  const int columns = Libpq().column_count(result);
  for (int k = 0; k < columns; ++k) {
    rows.columns.emplace_back(Libpq().column_name(result, k));
    rows.families.push_back(PostgresqlFamily(Libpq().column_type(result, k)));
  }
  rows.rows.resize(static_cast<size_t>(Libpq().row_count(result)));
  for (size_t i = 0; i < rows.rows.size(); ++i) {
    const int row = static_cast<int>(i);
    rows.rows[i].resize(static_cast<size_t>(columns));
    for (int k = 0; k < columns; ++k) {
      if (Libpq().get_is_null(result, row, k) != 0) continue;
      rows.rows[i][static_cast<size_t>(k)] =
          std::string(Libpq().get_value(result, row, k),
                      static_cast<size_t>(Libpq().get_length(result, row, k)));
    }
  }
  return rows;
}

}  // namespace datagen::connections
