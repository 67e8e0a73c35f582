#include "doors/commands/input.h"

#include <fmt/format.h>

#include <algorithm>

#include "foundation/base/spelling.h"
#include "foundation/base/status.h"

namespace datagen::commands {
namespace {

using base::Json;

constexpr int64_t kCountMax = 1'000'000'000'000'000;

std::string RangeText(const Input& input) {
  if (input.min && input.max) return fmt::format(" from {} to {}", *input.min, *input.max);
  if (input.min) return fmt::format(" of at least {}", *input.min);
  if (input.max) return fmt::format(" of at most {}", *input.max);
  return "";
}

Json TypeSchema(const char* type) {
  Json schema = Json::Object();
  schema.Set("type", Json::String(type));
  return schema;
}

Json CountSchema() {
  Json schema = TypeSchema("integer");
  schema.Set("minimum", Json::Number(int64_t{0}));
  schema.Set("maximum", Json::Number(kCountMax));
  return schema;
}

Json CountsSchema() {
  Json schema = TypeSchema("object");
  schema.Set("additionalProperties", CountSchema());
  return schema;
}

Json PatternSchema(const char* pattern) {
  Json schema = TypeSchema("string");
  schema.Set("pattern", Json::String(pattern));
  return schema;
}

Json Bound(double bound) {
  const auto whole = static_cast<int64_t>(bound);
  return static_cast<double>(whole) == bound ? Json::Number(whole) : Json::Number(bound);
}

Json NumberSchema(const Input& input) {
  Json schema = TypeSchema(input.type == InputType::kInteger ? "integer" : "number");
  if (input.min) schema.Set("minimum", Bound(*input.min));
  if (input.max) schema.Set("maximum", Bound(*input.max));
  return schema;
}

Json EitherSchema(Json one, Json other) {
  Json schema = Json::Object();
  schema.Set("anyOf", Json::Array({std::move(one), std::move(other)}));
  return schema;
}

Json ChoiceSchema(const Input& input) {
  Json words = Json::Array();
  for (const std::string& word : input.choices) words.Push(Json::String(word));
  Json schema = TypeSchema("string");
  schema.Set("enum", std::move(words));
  return schema;
}

Json ValueSchema(const Input& input) {
  switch (input.type) {
    case InputType::kInteger:
    case InputType::kReal:
      return NumberSchema(input);
    case InputType::kFlag:
      return TypeSchema("boolean");
    case InputType::kChoice:
      return ChoiceSchema(input);
    case InputType::kSize:
      return EitherSchema(CountSchema(), PatternSchema("^[0-9]+ *([kKmMgGtTpP]?[iI]?[bB])?$"));
    case InputType::kSizes:
      return EitherSchema(CountSchema(), CountsSchema());
    case InputType::kSlice:
      return PatternSchema("^[1-9][0-9]*/[1-9][0-9]*$");
    case InputType::kText:
    case InputType::kUrl:
    case InputType::kFile:
    case InputType::kOutputFile:
    case InputType::kFolder:
    case InputType::kData:
    case InputType::kOutputFolder:
      return TypeSchema("string");
  }
  return Json::Object();
}

}  // namespace

const char* NameOf(InputType type) {
  switch (type) {
    case InputType::kText:
      return "text";
    case InputType::kInteger:
      return "integer";
    case InputType::kReal:
      return "real";
    case InputType::kFlag:
      return "flag";
    case InputType::kChoice:
      return "choice";
    case InputType::kSize:
      return "size";
    case InputType::kSizes:
      return "sizes";
    case InputType::kSlice:
      return "slice";
    case InputType::kUrl:
      return "url";
    case InputType::kFile:
      return "file";
    case InputType::kOutputFile:
      return "output file";
    case InputType::kFolder:
      return "folder";
    case InputType::kData:
      return "data";
    case InputType::kOutputFolder:
      return "output folder";
  }
  return "";
}

bool GoesWith(const Input& input, Place place) {
  const auto& places = input.only_with;
  return places.empty() || std::find(places.begin(), places.end(), place) != places.end();
}

std::string ValueName(const Input& input) {
  if (!input.value_name.empty()) return input.value_name;
  switch (input.type) {
    case InputType::kInteger:
      return "N";
    case InputType::kReal:
      return "F";
    case InputType::kFlag:
      return "";
    case InputType::kChoice: {
      constexpr size_t kShort = 24;
      const std::string all = fmt::format("{}", fmt::join(input.choices, "|"));
      return all.size() <= kShort ? all : "WORD";
    }
    case InputType::kSize:
      return "SIZE";
    case InputType::kSizes:
      return "N|TABLE=N";
    case InputType::kSlice:
      return "I/N";
    case InputType::kUrl:
      return "URL";
    case InputType::kFile:
    case InputType::kOutputFile:
      return "FILE";
    case InputType::kFolder:
    case InputType::kOutputFolder:
      return "DIR";
    case InputType::kData:
      return "DIR|URL";
    case InputType::kText:
      return "TEXT";
  }
  return "";
}

std::string Expected(const Input& input) {
  switch (input.type) {
    case InputType::kInteger:
      return "a whole number" + RangeText(input);
    case InputType::kReal:
      return "a number" + RangeText(input);
    case InputType::kFlag:
      return "true or false";
    case InputType::kChoice:
      return "one of " + base::JoinNames(input.choices);
    case InputType::kSize:
      return "a size like 64MB";
    case InputType::kSizes:
      return "N or TABLE=N, a whole number from 0 to 10^15";
    case InputType::kSlice:
      return "I/N, like 1/4, with I from 1 to N";
    case InputType::kFile:
    case InputType::kOutputFile:
    case InputType::kFolder:
    case InputType::kOutputFolder:
      return "a path or file:///path (storage of other schemes: mount it, or copy the files)";
    case InputType::kData:
      return "a path, file:///path or a database (storage of other schemes: mount it, or copy the "
             "files)";
    case InputType::kText:
    case InputType::kUrl:
      return "a value that is not empty";
  }
  return "";
}

Json SchemaOf(const Input& input) {
  Json value = ValueSchema(input);
  if (!input.repeated) return value;
  Json list = TypeSchema("array");
  list.Set("items", std::move(value));
  return list;
}

std::string SpokenDoc(const std::string& doc, std::string (*call)(const std::string& name)) {
  std::string spoken;
  size_t at = 0;
  for (size_t open = doc.find('{'); open != std::string::npos; open = doc.find('{', at)) {
    const size_t close = doc.find('}', open);
    DATAGEN_CHECK(close != std::string::npos);
    spoken += doc.substr(at, open - at) + call(doc.substr(open + 1, close - open - 1));
    at = close + 1;
  }
  return spoken + doc.substr(at);
}

}  // namespace datagen::commands
