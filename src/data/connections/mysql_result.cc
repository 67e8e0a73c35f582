#include "data/connections/mysql_result.h"

#include <fmt/format.h>

#include <algorithm>

namespace datagen::connections {
namespace {

using base::Status;
using schema::TypeFamily;

// Of a server that forbids, is full, busy or going down; anything else it refuses is the asker's.
// Source: MySQL and MariaDB documentation, "Error Codes"; those of the client from 2000 and 5000
// on.
bool IsEnvironment(unsigned int code) {
  static constexpr unsigned int kCodes[] = {1021, 1040, 1041, 1044, 1045, 1053, 1114,
                                            1142, 1143, 1148, 1205, 1213, 1227, 1290,
                                            1317, 1370, 1836, 1969, 3024, 3948, 4166};
  const bool client = (code >= 2000 && code < 3000) || (code >= 5000 && code < 6000);
  return client || std::find(std::begin(kCodes), std::end(kCodes), code) != std::end(kCodes);
}

TypeFamily FamilyOf(const MYSQL_FIELD& field) {
  constexpr unsigned int kBinaryCharset = 63;
  if ((field.flags & ENUM_FLAG) != 0) return TypeFamily::kEnum;
  if ((field.flags & SET_FLAG) != 0) return TypeFamily::kSet;
  switch (field.type) {
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_LONGLONG:
      return TypeFamily::kInteger;
    case MYSQL_TYPE_DECIMAL:
    case MYSQL_TYPE_NEWDECIMAL:
      return TypeFamily::kDecimal;
    case MYSQL_TYPE_FLOAT:
    case MYSQL_TYPE_DOUBLE:
      return TypeFamily::kFloat;
    case MYSQL_TYPE_DATE:
      return TypeFamily::kDate;
    case MYSQL_TYPE_TIME:
      return TypeFamily::kTime;
    case MYSQL_TYPE_DATETIME:
    case MYSQL_TYPE_TIMESTAMP:
      return TypeFamily::kDatetime;
    case MYSQL_TYPE_YEAR:
      return TypeFamily::kYear;
    case MYSQL_TYPE_BIT:
      return TypeFamily::kBits;
    case MYSQL_TYPE_JSON:
      return TypeFamily::kJson;
    case MYSQL_TYPE_GEOMETRY:
      return TypeFamily::kGeometry;
    case MYSQL_TYPE_TINY_BLOB:
    case MYSQL_TYPE_BLOB:
    case MYSQL_TYPE_MEDIUM_BLOB:
    case MYSQL_TYPE_LONG_BLOB:
    case MYSQL_TYPE_STRING:
    case MYSQL_TYPE_VAR_STRING:
    case MYSQL_TYPE_VARCHAR:
      return field.charsetnr == kBinaryCharset ? TypeFamily::kBinary : TypeFamily::kText;
    default:
      return TypeFamily::kOther;
  }
}

}  // namespace

Status MysqlRefused(const char* why, unsigned int code, const std::string& more) {
  const std::string message = fmt::format("MySQL refuses: {} (error {}){}", why, code, more);
  constexpr unsigned int kServerGone = 2006;
  constexpr unsigned int kServerLost = 2013;
  if (code == kServerGone || code == kServerLost) {
    return Status::Environment("connection-lost", message);
  }
  return IsEnvironment(code) ? Status::Environment("database-failed", message)
                             : Status::Invalid("database-refused", message);
}

void DescribeMysqlResult(MYSQL_RES* result, query::Rows* rows) {
  for (unsigned int k = 0; k < Libmariadb().num_fields(result); ++k) {
    const MYSQL_FIELD* field = Libmariadb().fetch_field_direct(result, k);
    rows->columns.emplace_back(field->name);
    rows->families.push_back(FamilyOf(*field));
  }
}

}  // namespace datagen::connections
