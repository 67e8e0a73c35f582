#include "functions/kernel/parameter_form.h"

#include <fmt/format.h>

namespace datagen::kernel {
namespace {

using base::Json;

constexpr std::string_view kDefinitions = "#/$defs/";

std::string Joined(const std::string& text, std::string_view separator, const std::string& next) {
  return text.empty() ? next : fmt::format("{}{}{}", text, separator, next);
}

std::string Bounds(const Parameter& parameter) {
  if (parameter.min && parameter.max) {
    return fmt::format(" from {} to {}", *parameter.min, *parameter.max);
  }
  if (parameter.min) return fmt::format(" from {}", *parameter.min);
  return parameter.max ? fmt::format(" up to {}", *parameter.max) : "";
}

std::string WordOfType(std::string_view type, bool many) {
  const auto plural = [&](const char* word) { return std::string(word) + (many ? "s" : ""); };
  if (type == "integer") return plural("whole number");
  if (type == "boolean") return "true or false";
  return plural(std::string(type).c_str());  // string, number, object
}

// The forms of JSON Schema that declarations use.
class SchemaForm {
 public:
  explicit SchemaForm(const ObjectName& name_of) : name_of_(name_of) {}

  [[nodiscard]] std::string Of(const Json& schema, bool many) const {
    if (const Json* other = schema.Find("$ref")) {
      return name_of_(std::string_view(other->text()).substr(kDefinitions.size()), many);
    }
    if (const Json* value = schema.Find("const")) return value->text();
    if (const Json* values = schema.Find("enum")) return Words(*values, ", ");
    if (const Json* forms = schema.Find("anyOf")) {
      std::string text;
      for (const Json& form : forms->items()) text = Joined(text, " or ", Of(form, many));
      return text;
    }
    const Json* type = schema.Find("type");
    if (type == nullptr) return many ? "values" : "any value";
    if (type->is_array()) return Words(*type, " or ");
    if (type->text() == "array") return List(schema, many);
    if (type->text() == "object") return Object(schema, many);
    return WordOfType(type->text(), many);
  }

 private:
  static std::string Words(const Json& list, std::string_view separator) {
    std::string text;
    for (const Json& word : list.items()) text = Joined(text, separator, word.text());
    return text;
  }

  [[nodiscard]] std::string List(const Json& schema, bool many) const {
    const Json* items = schema.Find("items");
    const Json* least = schema.Find("minItems");
    const Json* most = schema.Find("maxItems");
    const std::string of = items == nullptr ? "values" : Of(*items, true);
    if (least != nullptr && most != nullptr && least->text() == most->text()) {
      return fmt::format("{} of {} {}", many ? "lists" : "list", most->text(), of);
    }
    return fmt::format("{} of {}", many ? "lists" : "list", of);
  }

  [[nodiscard]] std::string Object(const Json& schema, bool many) const {
    if (const Json* properties = schema.Find("properties")) {
      std::string keys;
      for (const base::JsonMember& member : properties->members()) {
        keys = Joined(keys, ", ", member.key);
      }
      return fmt::format("{{{}}}", keys);
    }
    const Json* values = schema.Find("additionalProperties");
    if (values == nullptr || !values->is_object()) return WordOfType("object", many);
    return fmt::format("{{name: {}}}", Of(*values, false));
  }

  const ObjectName& name_of_;
};

std::string FormOfType(const Parameter& parameter, const ObjectName& name_of) {
  switch (parameter.type) {
    case ParameterType::kInteger:
      return "whole number" + Bounds(parameter);
    case ParameterType::kNumber:
      return "number" + Bounds(parameter);
    case ParameterType::kBool:
      return "true or false";
    case ParameterType::kString:
      return "string";
    case ParameterType::kPick:
    case ParameterType::kWord: {
      std::string words;
      for (const std::string& word : parameter.words) words = Joined(words, ", ", word);
      return words.empty() ? "string" : words;
    }
    case ParameterType::kAny:
      return "any value";
    case ParameterType::kAnyList:
      return "list of values";
    case ParameterType::kNumberList:
      return "list of numbers";
    case ParameterType::kIntegerPair:
      return "[low, high], whole";
    case ParameterType::kNumberPair:
      return "[low, high]";
    case ParameterType::kColumn:
      return "column";
    case ParameterType::kReference:
      return "table.column";
    case ParameterType::kObject:
      return "object";
    case ParameterType::kGenerator:
      return name_of("generator", false);
    case ParameterType::kTable:
      return "table";
    case ParameterType::kColumnList:
      return "list of columns";
    case ParameterType::kColumnPairs:
      return "{here: there}";
    case ParameterType::kCode:
      return "expression";
    case ParameterType::kRows:
      return "list of lists";
    case ParameterType::kLimitsByValue:
      return "{value: [low, high]}";
    case ParameterType::kReferencesByValue:
      return "{value: table.column}";
  }
  return "any value";
}

}  // namespace

std::string FormText(const Parameter& parameter, const ObjectName& name_of) {
  if (parameter.schema.empty()) return FormOfType(parameter, name_of);
  return SchemaForm(name_of).Of(ParameterSchema(parameter), false);
}

}  // namespace datagen::kernel
