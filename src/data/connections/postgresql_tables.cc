#include "data/connections/postgresql_tables.h"

#include <fmt/format.h>

#include "data/connections/postgresql_result.h"

namespace datagen::connections {
namespace {

using schema::DataType;
using schema::TypeFamily;

constexpr int64_t kMoney = 790;
constexpr int64_t kNumeric = 1700;
constexpr int64_t kPaddedText = 1042;
constexpr int64_t kTimeWithZone = 1266;
constexpr int64_t kTimestampWithZone = 1184;

int BitsOf(int64_t type) {
  switch (type) {
    case 21:  // int2
      return 16;
    case 23:   // int4
    case 700:  // float4
      return 32;
    default:
      return 64;
  }
}

// `modifier`: what stands in parentheses, as PostgreSQL packs it; -1: nothing.
DataType TypeOf(int64_t type, int64_t modifier, bool is_enum) {
  DataType read;
  read.family = is_enum ? TypeFamily::kEnum : PostgresqlFamily(static_cast<Oid>(type));
  read.bits = BitsOf(type);
  read.with_zone = type == kTimestampWithZone || type == kTimeWithZone;
  if (type == kMoney) {
    read.family = TypeFamily::kDecimal;
    read.precision = 19;
    read.scale = 2;
  } else if (type == kNumeric && modifier >= 4) {
    // Source: numeric_typmod_scale of PostgreSQL 15; the scale has 11 bits, one for its sign.
    const int64_t packed = modifier - 4;
    read.precision = static_cast<int>((packed >> 16) & 0xffff);
    read.scale = static_cast<int>(((packed & 0x7ff) ^ 1024) - 1024);
  } else if (read.family == TypeFamily::kText && modifier > 4) {
    read.length = modifier - 4;
  }
  return read;
}

}  // namespace

std::vector<StoredTable> ReadPostgresqlTables(const query::Rows& rows) {
  std::vector<StoredTable> tables;
  for (size_t i = 0; i < rows.rows.size(); ++i) {
    StoredTable& table = LastTable(rows.Text(i, 0), rows.Text(i, 1), &tables);
    table.is_view = rows.Text(i, 2) == "t";
    table.relation = rows.Text(i, 3);
    if (!rows.rows[i][4]) continue;
    const int64_t type = rows.Integer(i, 7).value_or(0);
    const int64_t element = rows.Integer(i, 9).value_or(0);
    const int64_t modifier = rows.Integer(i, 8).value_or(-1);
    const bool is_enum = rows.Text(i, 10) == "t";
    StoredColumn& column = table.columns.emplace_back();
    column.name = rows.Text(i, 4);
    column.expression = rows.Text(i, 5);
    if (element != 0) {
      column.type.family = TypeFamily::kArray;
      column.type.element = std::make_shared<const DataType>(TypeOf(element, modifier, is_enum));
      column.expression = fmt::format("array_to_json({})::text", column.expression);
    } else {
      column.type = TypeOf(type, modifier, is_enum);
    }
    if (type == kMoney) column.expression += "::numeric";
    // Blanks at the end of a character(n) are no part of its value.
    if (type == kPaddedText) column.expression += "::text";
    column.type.text = rows.Text(i, 6);
  }
  return tables;
}

}  // namespace datagen::connections
