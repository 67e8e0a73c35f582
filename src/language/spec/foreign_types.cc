#include "language/spec/foreign_types.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "foundation/base/small_letters.h"
#include "foundation/base/spelling.h"
#include "functions/kernel/foreign_names.h"

namespace datagen::spec {
namespace {

using kernel::ValueType;

struct Spelling {
  std::string_view own;
  std::string_view names;  // of databases and languages, with | between
};

// Every type that SQL scripts are read with is here (tests/oracles/test_mistakes.py).
constexpr Spelling kTypes[] = {
    {"int8", "tinyint|byteint|int1|byte|i8|uint8_t"},
    {"int16", "smallint|int2|smallserial|serial2|short|year|i16|uint8|u8"},
    {"int32", "mediumint|int3|middleint|int4|serial4|i32|uint16|u16"},
    {"int", "integer|serial|whole number|whole_number|number(int)"},
    {"int64",
     "bigint|bigserial|serial8|hugeint|unsigned big "
     "int|long|oid|xid|i64|uint32|u32|uint64|u64|uint"},
    {"decimal", "decimal|dec|numeric|fixed|number|bignumeric|bigdecimal|decfloat|currency"},
    {"decimal(19,4)", "money"},
    {"decimal(10,4)", "smallmoney"},
    {"float32", "float4|binary_float|real|f32|single"},
    {"float", "double|double precision|float8|binary_double|f64"},
    {"bool", "boolean|bit|logical"},
    {"string",
     "string|char|character|varchar|character varying|char varying|nchar|nvarchar|"
     "national character|national char|national character varying|national char varying|"
     "national varchar|varchar2|nvarchar2|text|tinytext|mediumtext|longtext|clob|nclob|ntext|"
     "citext|bpchar|name|sysname|character large object|char large object|long varchar|lvarchar|"
     "nchar varying|native character|varying character|dbclob|\"char\"|str|"
     "bit varying|varbit|interval|xml|xmltype|set|inet|cidr|macaddr|macaddr8|inet4|inet6|geometry|"
     "geography|point|line|lseg|box|path|polygon|circle|linestring|multipoint|multilinestring|"
     "multipolygon|geometrycollection|sdo_geometry|tsvector|tsquery|int4range|int8range|numrange|"
     "tsrange|tstzrange|daterange|hierarchyid|sql_variant|period|regclass|pg_lsn|ltree|email|url"},
    {"date", "date32|localdate|day"},
    {"time", "timetz|time with time zone|time without time zone|localtime"},
    {"datetime",
     "datetime2|smalldatetime|datetimeoffset|timestamp|timestamptz|timestamp with time zone|"
     "timestamp without time zone|timestamp with local time zone|timestamp_ntz|timestamp_ltz|"
     "timestamp_tz|timestampntz|timestampltz|datetime64|instant|date-time"},
    {"uuid", "uniqueidentifier|guid"},
    {"binary",
     "blob|tinyblob|mediumblob|longblob|bytea|varbinary|binary varying|image|raw|long raw|bytes|"
     "bfile|binary large object|varbyte|long varbinary|rowversion"},
    {"json", "jsonb|variant|super|object|hstore|struct|map|dict|record"},
    {"array<string>", "array|list"},
    {"array<float>", "vector"},
};

void Trim(std::string* text) {
  while (!text->empty() && text->back() == ' ') text->pop_back();
  text->erase(0, std::min(text->find_first_not_of(' '), text->size()));
}

// A type's text in parts: "timestamp(3) with time zone" is the name "timestamp with time zone" and
// the argument 3.
struct TypeParts {
  std::string name;
  std::vector<int64_t> numbers;
  bool has_arguments = false;
};

TypeParts Divide(std::string text) {
  for (const std::string_view word : {" not null", " null", " primary key", " unique", " unsigned",
                                      " zerofill", " signed", " auto_increment", " identity"}) {
    if (const size_t at = text.find(word); at != std::string::npos) text.erase(at, word.size());
  }
  TypeParts parts;
  const size_t open = text.find('(');
  const size_t close = text.rfind(')');
  if (open == std::string::npos || close == std::string::npos || close < open) {
    parts.name = std::move(text);
  } else {
    parts.has_arguments = true;
    parts.name = text.substr(0, open) + text.substr(close + 1);
    const char* end = text.data() + close;
    for (const char* at = text.data() + open + 1; at < end;) {
      int64_t number = 0;
      const auto [next, error] = std::from_chars(at, end, number);
      if (error == std::errc()) parts.numbers.push_back(number);
      at = std::find(next, end, ',') + 1;
    }
  }
  Trim(&parts.name);
  return parts;
}

std::string_view OwnName(std::string_view name) {
  for (const Spelling& spelling : kTypes) {
    if (kernel::IsListed(name, spelling.names)) return spelling.own;
  }
  return "";
}

ForeignType Write(const std::string& own) { return {"", "write " + own, ValueType::Parse(own)}; }

constexpr int64_t kDigitsMax = 38;
constexpr int64_t kLengthMax = 1'000'000;

// Digits in all, and after the point.
ForeignType OfDecimal(const TypeParts& parts) {
  if (parts.numbers.empty() || parts.numbers.size() > 2) {
    return {parts.has_arguments ? "" : "it says nothing of its digits",
            "write decimal(12,2): 12 digits in all, 2 of them after the point",
            ValueType::Decimal(12, 2)};
  }
  const int64_t all = parts.numbers[0];
  const int64_t after = parts.numbers.size() == 2 ? parts.numbers[1] : 0;
  if (all < 1 || all > kDigitsMax) {
    return {fmt::format("it has {} digits in all, and 1 to {} are possible", all, kDigitsMax),
            "the first number counts all digits, the second those after the point",
            ValueType::Decimal(static_cast<int>(kDigitsMax), 2)};
  }
  if (after < 0) {
    return {fmt::format("it has {} digits after the point", after), "write 0 or more",
            ValueType::Decimal(static_cast<int>(all), 0)};
  }
  if (after > all) {
    ForeignType type = Write(fmt::format("decimal({},{})", std::min(after, kDigitsMax), all));
    type.mistake =
        fmt::format("it has {} digits after the point, which is more than {} in all", after, all);
    type.hint = fmt::format("the first number counts all digits: decimal({},{})?",
                            std::min(after, kDigitsMax), all);
    return type;
  }
  return Write(fmt::format("decimal({},{})", all, after));
}

ForeignType OfString(const TypeParts& parts) {
  if (parts.numbers.empty()) return Write("string");
  const int64_t length = parts.numbers[0];
  if (length < 1 || length > kLengthMax) {
    return {fmt::format("its length is {}, and 1 to {} are possible", length, kLengthMax),
            "write string for any length", ValueType::Parse("string")};
  }
  return Write(fmt::format("string({})", length));
}

// Of an element's type in brackets, in whose form ever; "" for what is no array.
std::string ElementOf(const std::string& text) {
  if (text.ends_with("[]")) return text.substr(0, text.size() - 2);
  for (const std::string_view open : {"array<", "list<", "array[", "list[", "array("}) {
    if (text.starts_with(open)) return text.substr(open.size(), text.size() - open.size() - 1);
  }
  return "";
}

ForeignType OfArray(const std::string& element) {
  if (!ElementOf(element).empty()) {
    return {"an array can't hold arrays", "write array<T> of a type T of single values, or json",
            ValueType::Parse("json")};
  }
  auto own = ValueType::Parse(element);
  if (!own) own = ReadForeignType(element).meant;
  return own ? Write("array<" + own->Name() + ">") : ForeignType{};
}

}  // namespace

ForeignType ReadForeignType(std::string_view text) {
  const std::string lower = base::InSmallLetters(text);
  if (ValueType::Parse(lower)) return Write(lower);
  if (const std::string element = ElementOf(lower); !element.empty()) return OfArray(element);
  const TypeParts parts = Divide(lower);
  if (parts.name == "enum") {
    return {"", "write string, and the values in the generator: {\"choice\": {\"choices\": […]}}",
            ValueType::Parse("string")};
  }
  const bool truth = parts.name == "tinyint" && parts.numbers == std::vector<int64_t>{1};
  std::string own(truth ? "bool" : OwnName(parts.name));
  // int(11) and datetime(6): the name is the language's own, the argument has no place.
  if (own.empty() && ValueType::Parse(parts.name)) own = parts.name;
  if (own == "decimal") return OfDecimal(parts);
  if (own == "string") return OfString(parts);
  if (!own.empty()) return Write(own);
  static const std::vector<std::string> kNames = {
      "int",     "int8",   "int16",  "int32",   "int64",     "float",   "float32", "decimal(12,2)",
      "bool",    "date",   "string", "time",    "datetime",  "uuid",    "binary",  "json",
      "integer", "bigint", "text",   "varchar", "timestamp", "boolean", "double",  "numeric"};
  const std::string nearest = base::NearestSpelling(parts.name, kNames);
  if (nearest.empty()) return {};
  const std::string_view known = OwnName(nearest);
  return {"", "did you mean '" + std::string(known.empty() ? nearest : known) + "'?",
          ValueType::Parse(known.empty() ? nearest : known)};
}

}  // namespace datagen::spec
