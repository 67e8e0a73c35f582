#include "inputs/ddl/type_names.h"

#include <map>

namespace datagen::ddl {
namespace {

using schema::TypeFamily;

struct Meaning {
  TypeFamily family;
  int bits;                // of integers and floats
  std::string_view names;  // with | between
};

constexpr Meaning kMeanings[] = {
    {TypeFamily::kInteger, 8, "tinyint|byteint|int1"},
    {TypeFamily::kInteger, 16, "smallint|int2|smallserial|serial2|short"},
    {TypeFamily::kInteger, 24, "mediumint|int3|middleint"},
    {TypeFamily::kInteger, 32, "int|integer|int4|serial|serial4|oid"},
    {TypeFamily::kInteger, 64, "bigint|int8|bigserial|serial8|int64|hugeint|unsigned big int"},
    {TypeFamily::kDecimal, 0,
     "decimal|dec|numeric|fixed|number|bignumeric|bigdecimal|decfloat|money|"
     "smallmoney"},
    {TypeFamily::kFloat, 32, "float4|float32|binary_float|real"},
    {TypeFamily::kFloat, 64, "float|double|double precision|float8|float64|binary_double"},
    {TypeFamily::kBool, 0, "bool|boolean"},
    {TypeFamily::kBits, 0, "bit|bit varying|varbit"},
    {TypeFamily::kText, 0,
     "char|character|varchar|character varying|char varying|nchar|nvarchar|"
     "national character|national char|national character varying|"
     "national char varying|national varchar|varchar2|nvarchar2|text|tinytext|"
     "mediumtext|longtext|clob|nclob|string|ntext|citext|bpchar|name|sysname|"
     "character large object|char large object|long varchar|lvarchar|nchar varying|"
     "native character|varying character|dbclob|\"char\""},
    {TypeFamily::kDate, 0, "date|date32"},
    {TypeFamily::kTime, 0, "time|timetz|time with time zone|time without time zone"},
    {TypeFamily::kDatetime, 0,
     "datetime|datetime2|smalldatetime|datetimeoffset|timestamp|timestamptz|"
     "timestamp with time zone|timestamp without time zone|"
     "timestamp with local time zone|timestamp_ntz|timestamp_ltz|timestamp_tz|"
     "timestampntz|timestampltz|datetime64"},
    {TypeFamily::kYear, 0, "year"},
    {TypeFamily::kInterval, 0, "interval"},
    {TypeFamily::kUuid, 0, "uuid|uniqueidentifier|guid"},
    {TypeFamily::kBinary, 0,
     "blob|tinyblob|mediumblob|longblob|bytea|binary|varbinary|binary varying|image|"
     "raw|long raw|bytes|bfile|binary large object|varbyte|long varbinary"},
    {TypeFamily::kJson, 0, "json|jsonb|variant|super|object|hstore"},
    {TypeFamily::kXml, 0, "xml|xmltype"},
    {TypeFamily::kEnum, 0, "enum"},
    {TypeFamily::kSet, 0, "set"},
    {TypeFamily::kNetwork, 0, "inet|cidr|macaddr|macaddr8|inet4|inet6"},
    {TypeFamily::kGeometry, 0,
     "geometry|geography|point|line|lseg|box|path|polygon|circle|linestring|"
     "multipoint|multilinestring|multipolygon|geometrycollection|sdo_geometry"},
    {TypeFamily::kArray, 0, "array"},
    {TypeFamily::kRowVersion, 0, "rowversion"},
    {TypeFamily::kOther, 0,
     "struct|map|tsvector|tsquery|int4range|int8range|numrange|tsrange|tstzrange|"
     "daterange|hierarchyid|sql_variant|period|regclass|xid|pg_lsn|ltree|vector"},
};

using Meanings = std::map<std::string_view, const Meaning*>;

const Meanings& ByName() {
  static const Meanings meanings = [] {
    Meanings all;
    for (const Meaning& meaning : kMeanings) {
      std::string_view left = meaning.names;
      while (!left.empty()) {
        const std::string_view name = left.substr(0, left.find('|'));
        all[name] = &meaning;
        left.remove_prefix(std::min(left.size(), name.size() + 1));
      }
    }
    return all;
  }();
  return meanings;
}

}  // namespace

bool IsKnownType(std::string_view name) { return ByName().count(name) > 0; }

bool MeanType(std::string_view name, schema::DataType* type) {
  const auto found = ByName().find(name);
  if (found == ByName().end()) return false;
  type->family = found->second->family;
  type->bits = found->second->bits;
  return true;
}

bool ContinuesTypeName(const std::string& name, const Token& next) {
  if (next.kind != Token::Kind::kWord) return false;
  const std::string longer = name + " " + next.lower;
  const auto found = ByName().lower_bound(longer);
  if (found == ByName().end()) return false;
  const std::string_view known = found->first;
  return known == longer || known.starts_with(longer + " ");
}

bool IsTypeName(const Token& token) {
  if (token.kind != Token::Kind::kWord) return false;
  return IsKnownType(token.lower) || IsOneOf(token, {"long", "national", "unsigned", "rowid"});
}

}  // namespace datagen::ddl
