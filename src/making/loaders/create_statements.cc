// CREATE TABLE from what a spec knows: types, keys, references.
#include <fmt/format.h>

#include "making/loaders/target.h"

namespace datagen::loaders {
namespace {

using kernel::TypeKind;
using kernel::ValueType;

std::string TypeIn(const ValueType& type, const std::string& dialect, bool in_key) {
  const bool mysql = dialect == "mysql";
  const bool sqlite = dialect == "sqlite";
  const bool sqlserver = dialect == "sqlserver";
  const bool oracle = dialect == "oracle";
  switch (type.kind) {
    case TypeKind::kInt:
      if (sqlite) return "INTEGER";
      if (oracle) return "NUMBER(19)";
      return type.bits <= 16 ? "SMALLINT" : type.bits == 32 ? "INTEGER" : "BIGINT";
    case TypeKind::kFloat:
      if (oracle) return "BINARY_DOUBLE";
      if (sqlserver) return "FLOAT";
      return sqlite ? "REAL" : mysql ? "DOUBLE" : type.bits == 32 ? "REAL" : "DOUBLE PRECISION";
    case TypeKind::kDecimal:
      return fmt::format("DECIMAL({},{})", type.precision, type.scale);
    case TypeKind::kBool:
      return sqlserver ? "BIT" : oracle ? "NUMBER(1)" : "BOOLEAN";
    case TypeKind::kDate:
      return "DATE";
    case TypeKind::kTime:
      return oracle ? "VARCHAR2(15)" : mysql ? "TIME(6)" : "TIME";
    case TypeKind::kDatetime:
      return mysql ? "DATETIME(6)" : sqlserver ? "DATETIME2" : "TIMESTAMP";
    case TypeKind::kUuid:
      return sqlite            ? "TEXT"
             : mysql || oracle ? "CHAR(36)"
             : sqlserver       ? "UNIQUEIDENTIFIER"
                               : "UUID";
    case TypeKind::kBinary:
      if (mysql) return in_key ? "VARBINARY(255)" : "LONGBLOB";
      return sqlserver ? "VARBINARY(MAX)" : dialect == "postgresql" ? "BYTEA" : "BLOB";
    case TypeKind::kJson:
      return sqlite                    ? "TEXT"
             : sqlserver               ? "NVARCHAR(MAX)"
             : oracle                  ? "CLOB"
             : dialect == "postgresql" ? "JSONB"
                                       : "JSON";
    case TypeKind::kArray:
      if (dialect == "postgresql" || dialect == "duckdb") {
        return TypeIn(*type.element, dialect, in_key) + "[]";
      }
      return mysql ? "JSON" : sqlserver ? "NVARCHAR(MAX)" : "TEXT";
    case TypeKind::kString:
      break;
  }
  if (type.length_max > 0 && !sqlite) {
    return fmt::format("{}({})",
                       oracle      ? "VARCHAR2"
                       : sqlserver ? "NVARCHAR"
                                   : "VARCHAR",
                       type.length_max);
  }
  constexpr const char* kKeyText = "VARCHAR(255)";
  if (mysql) return in_key ? kKeyText : "LONGTEXT";
  if (sqlserver) return in_key ? "NVARCHAR(255)" : "NVARCHAR(MAX)";
  return oracle ? "VARCHAR2(4000)" : "TEXT";
}

}  // namespace

std::vector<std::string> CreateStatements(const std::vector<TargetTable>& tables,
                                          const std::string& dialect) {
  const auto names = [&](const std::vector<std::string>& columns) {
    std::vector<std::string> quoted;
    quoted.reserve(columns.size());
    for (const std::string& column : columns) quoted.push_back(QuotedName(column, dialect));
    return fmt::format("({})", fmt::join(quoted, ", "));
  };
  const auto table_name = [&](const TargetTable& table) {
    std::vector<std::string> quoted;
    for (const std::string& part : NameParts(table.name)) {
      quoted.push_back(QuotedName(part, dialect));
    }
    return fmt::format("{}", fmt::join(quoted, "."));
  };
  const auto is_key = [&](size_t index, const std::string& column) {
    const TargetTable& table = tables[index];
    const auto has = [&](const std::vector<std::string>& list) {
      return std::find(list.begin(), list.end(), column) != list.end();
    };
    bool found = has(table.primary_key);
    for (const auto& key : table.unique) found = found || has(key);
    for (const Reference& reference : table.references) found = found || has(reference.columns);
    for (const TargetTable& other : tables) {
      for (const Reference& reference : other.references) {
        found = found ||
                (static_cast<size_t>(reference.target) == index && has(reference.target_columns));
      }
    }
    return found;
  };
  std::vector<std::string> statements;
  std::vector<std::string> later;
  for (size_t i = 0; i < tables.size(); ++i) {
    const TargetTable& table = tables[i];
    std::vector<std::string> lines;
    for (const engine::WrittenColumn& column : table.columns) {
      lines.push_back(fmt::format("  {} {}{}", QuotedName(column.name, dialect),
                                  TypeIn(column.type, dialect, is_key(i, column.name)),
                                  column.nullable ? "" : " NOT NULL"));
    }
    if (!table.primary_key.empty()) {
      lines.push_back("  PRIMARY KEY " + names(table.primary_key));
    }
    for (const auto& key : table.unique) lines.push_back("  UNIQUE " + names(key));
    for (const Reference& reference : table.references) {
      const TargetTable& target = tables[static_cast<size_t>(reference.target)];
      const std::string clause =
          fmt::format("FOREIGN KEY {} REFERENCES {} {}", names(reference.columns),
                      table_name(target), names(reference.target_columns));
      // DuckDB looks for the row above before it has the row: it can't hold a tree.
      if (dialect == "duckdb" && static_cast<size_t>(reference.target) == i) continue;
      // A table that comes later can't be named yet; SQLite names what it likes, and has no other
      // way to say it.
      const bool forward = static_cast<size_t>(reference.target) > i;
      if (forward && dialect != "sqlite" && dialect != "duckdb") {
        later.push_back(fmt::format("ALTER TABLE {} ADD {}", table_name(table), clause));
      } else if (!forward || dialect == "sqlite") {
        lines.push_back("  " + clause);
      }
    }
    statements.push_back(
        fmt::format("CREATE TABLE {} (\n{}\n)", table_name(table), fmt::join(lines, ",\n")));
  }
  statements.insert(statements.end(), later.begin(), later.end());
  return statements;
}

}  // namespace datagen::loaders
