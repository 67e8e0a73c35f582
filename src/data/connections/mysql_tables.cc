#include "data/connections/mysql_tables.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace datagen::connections {
namespace {

using schema::DataType;
using schema::TypeFamily;

struct NamedType {
  std::string_view name;
  TypeFamily family;
  int bits;
};

constexpr NamedType kTypes[] = {{"tinyint", TypeFamily::kInteger, 8},
                                {"smallint", TypeFamily::kInteger, 16},
                                {"mediumint", TypeFamily::kInteger, 32},
                                {"int", TypeFamily::kInteger, 32},
                                {"bigint", TypeFamily::kInteger, 64},
                                {"decimal", TypeFamily::kDecimal, 0},
                                {"float", TypeFamily::kFloat, 32},
                                {"double", TypeFamily::kFloat, 64},
                                {"bit", TypeFamily::kInteger, 64},
                                {"year", TypeFamily::kYear, 0},
                                {"date", TypeFamily::kDate, 0},
                                {"time", TypeFamily::kTime, 0},
                                {"datetime", TypeFamily::kDatetime, 0},
                                {"timestamp", TypeFamily::kDatetime, 0},
                                {"binary", TypeFamily::kBinary, 0},
                                {"varbinary", TypeFamily::kBinary, 0},
                                {"tinyblob", TypeFamily::kBinary, 0},
                                {"blob", TypeFamily::kBinary, 0},
                                {"mediumblob", TypeFamily::kBinary, 0},
                                {"longblob", TypeFamily::kBinary, 0},
                                {"char", TypeFamily::kText, 0},
                                {"varchar", TypeFamily::kText, 0},
                                {"tinytext", TypeFamily::kText, 0},
                                {"text", TypeFamily::kText, 0},
                                {"mediumtext", TypeFamily::kText, 0},
                                {"longtext", TypeFamily::kText, 0},
                                {"enum", TypeFamily::kEnum, 0},
                                {"set", TypeFamily::kSet, 0},
                                {"json", TypeFamily::kJson, 0},
                                {"uuid", TypeFamily::kUuid, 0},
                                {"geometry", TypeFamily::kGeometry, 0},
                                {"geomcollection", TypeFamily::kGeometry, 0},
                                {"geometrycollection", TypeFamily::kGeometry, 0},
                                {"point", TypeFamily::kGeometry, 0},
                                {"linestring", TypeFamily::kGeometry, 0},
                                {"polygon", TypeFamily::kGeometry, 0},
                                {"multipoint", TypeFamily::kGeometry, 0},
                                {"multilinestring", TypeFamily::kGeometry, 0},
                                {"multipolygon", TypeFamily::kGeometry, 0}};

// From a row of kMysqlTables.
DataType TypeOf(const query::Rows& rows, size_t row) {
  DataType type;
  const std::string name = schema::Lower(rows.Text(row, 3));
  for (const NamedType& known : kTypes) {
    if (name != known.name) continue;
    type.family = known.family;
    type.bits = known.bits;
  }
  type.text = rows.Text(row, 4);
  const std::string text = schema::Lower(type.text);
  // Bits are printed as the number that they are.
  type.is_unsigned = text.find("unsigned") != std::string::npos || name == "bit";
  type.with_zone = name == "timestamp";
  // What BOOLEAN is kept as.
  if (text == "tinyint(1)") type.family = TypeFamily::kBool;
  const auto number = [&](size_t column) {
    const auto read = rows.Integer(row, column);
    return read ? std::optional<int>(static_cast<int>(*read)) : std::nullopt;
  };
  if (type.family == TypeFamily::kDecimal) {
    type.precision = number(5);
    type.scale = number(6);
  }
  type.length = rows.Integer(row, 7);
  return type;
}

}  // namespace

std::vector<StoredTable> ReadMysqlTables(const query::Rows& rows,
                                         std::string (*quoted)(const std::string& name)) {
  std::vector<StoredTable> tables;
  for (size_t i = 0; i < rows.rows.size(); ++i) {
    StoredTable& table = LastTable("", rows.Text(i, 0), &tables);
    table.is_view = rows.Text(i, 1) == "1";
    table.relation = quoted(table.name);
    if (!rows.rows[i][2]) continue;
    StoredColumn& column = table.columns.emplace_back();
    column.name = rows.Text(i, 2);
    column.type = TypeOf(rows, i);
    column.expression = quoted(column.name);
    if (column.type.family == TypeFamily::kGeometry) {
      column.expression = fmt::format("ST_AsText({})", column.expression);
    }
    // As itself it is printed with six digits.
    if (column.type.family == TypeFamily::kFloat && column.type.bits == 32) {
      column.expression = fmt::format("({} + 0e0)", column.expression);
    }
  }
  return tables;
}

}  // namespace datagen::connections
