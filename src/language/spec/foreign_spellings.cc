#include "language/spec/foreign_spellings.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace datagen::spec {
namespace {

// Types of databases and languages; those with arguments take them along.
constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
    {"integer", "int"},        {"bigint", "int64"},       {"smallint", "int16"},
    {"tinyint", "int8"},       {"serial", "int"},         {"bigserial", "int64"},
    {"long", "int64"},         {"varchar", "string"},     {"nvarchar", "string"},
    {"char", "string"},        {"nchar", "string"},       {"character", "string"},
    {"varchar2", "string"},    {"text", "string"},        {"str", "string"},
    {"clob", "string"},        {"numeric", "decimal"},    {"number", "decimal"},
    {"money", "decimal"},      {"double", "float"},       {"real", "float32"},
    {"boolean", "bool"},       {"timestamp", "datetime"}, {"timestamptz", "datetime"},
    {"datetime2", "datetime"}, {"bytea", "binary"},       {"blob", "binary"},
    {"bytes", "binary"},       {"varbinary", "binary"},   {"guid", "uuid"},
    {"jsonb", "json"},         {"list", "array<int>"},
};

}  // namespace

std::string HintForType(std::string_view type) {
  std::string small(type);
  std::transform(small.begin(), small.end(), small.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const size_t open = small.find('(');
  const std::string name = small.substr(0, open);
  std::string arguments = open == std::string::npos ? "" : small.substr(open);
  if (name == "decimal")
    return "the digits in all come first, then those after the point: decimal(12,2)";
  for (const auto& [other, own] : kTypes) {
    if (other != name) continue;
    if (own == "decimal" && arguments.empty()) arguments = "(12,2)";
    const bool takes_them = own == "decimal" || own == "string";
    return "write " + std::string(own) + (takes_them ? arguments : "");
  }
  return "";
}

}  // namespace datagen::spec
