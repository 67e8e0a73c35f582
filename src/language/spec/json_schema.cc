#include <string>

#include "foundation/base/json.h"
#include "language/registry/registry.h"
#include "language/spec/objects.h"
#include "language/spec/shapes.h"
#include "language/spec/spec.h"

namespace datagen::spec {
namespace {

using base::Json;
using kernel::Parameter;

Json ObjectSchema(const std::vector<Parameter>& shape) {
  Json properties = Json::Object();
  Json required = Json::Array();
  for (const Parameter& parameter : shape) {
    properties.Set(parameter.name, kernel::ParameterSchema(parameter));
    if (parameter.required) required.Push(Json::String(parameter.name));
  }
  Json schema = Json::Object();
  schema.Set("type", Json::String("object"));
  schema.Set("properties", std::move(properties));
  if (!required.items().empty()) schema.Set("required", std::move(required));
  schema.Set("additionalProperties", Json::Bool(false));
  return schema;
}

Json Constant(const std::string& value) {
  Json schema = Json::Object();
  schema.Set("const", Json::String(value));
  return schema;
}

// What a document may call a function: its name, alone or with a version.
Json NamesSchema(const kernel::FunctionInfo& info) {
  Json names = Json::Array();
  names.Push(Json::String(info.id));
  for (int version = 1; version <= info.version(); ++version) {
    names.Push(Json::String(info.id + "@" + std::to_string(version)));
  }
  Json schema = Json::Object();
  schema.Set("enum", std::move(names));
  return schema;
}

// {"id": {arguments}}: exactly one generator. With a version it takes the same arguments.
Json GeneratorSchema() {
  Json choices = Json::Array();
  for (const kernel::GeneratorInfo* info : registry::Generators()) {
    Json arguments = ObjectSchema(info->parameters);
    arguments.Set("description", Json::String(info->summary));
    Json same = Json::Object();
    same.Set("$ref",
             Json::String("#/$defs/generator/oneOf/" + std::to_string(choices.items().size()) +
                          "/properties/" + info->id));
    Json properties = Json::Object();
    const Json names = NamesSchema(*info);
    for (const Json& name : names.Find("enum")->items()) {
      properties.Set(name.text(), name.text() == info->id ? arguments : same);
    }
    Json choice = Json::Object();
    choice.Set("type", Json::String("object"));
    choice.Set("properties", std::move(properties));
    choice.Set("minProperties", Json::Number(int64_t{1}));
    choice.Set("maxProperties", Json::Number(int64_t{1}));
    choice.Set("additionalProperties", Json::Bool(false));
    choices.Push(std::move(choice));
  }
  Json schema = Json::Object();
  schema.Set("oneOf", std::move(choices));
  return schema;
}

Json ModifierSchema() {
  Json choices = Json::Array();
  for (const kernel::ModifierInfo* info : registry::Modifiers()) {
    Json choice = ObjectSchema(ModifierShape());
    Json properties = Json::Object();
    properties.Set("transform", NamesSchema(*info));
    properties.Set("args", ObjectSchema(info->parameters));
    choice.Set("properties", std::move(properties));
    choice.Set("description", Json::String(info->summary));
    choices.Push(std::move(choice));
  }
  Json schema = Json::Object();
  schema.Set("oneOf", std::move(choices));
  return schema;
}

Json FanoutSchema() {
  Json choices = Json::Array();
  for (const kernel::FanoutInfo* info : registry::Fanouts()) {
    std::vector<Parameter> parameters = {
        {"distribution", kernel::ParameterType::kString, "The law.", true, ""}};
    for (const auto& list : {info->parameters, registry::FanoutLimits()}) {
      parameters.insert(parameters.end(), list.begin(), list.end());
    }
    Json choice = ObjectSchema(parameters);
    Json properties = *choice.Find("properties");
    properties.Set("distribution", NamesSchema(*info));
    choice.Set("properties", std::move(properties));
    choice.Set("description", Json::String(info->summary));
    choices.Push(std::move(choice));
  }
  Json schema = Json::Object();
  schema.Set("oneOf", std::move(choices));
  return schema;
}

Json RuleSchema() {
  Json choices = Json::Array();
  for (const RuleInfo* info : RuleInfos()) {
    Json choice = ObjectSchema(RuleShape(*info));
    Json properties = *choice.Find("properties");
    properties.Set("rule", Constant(info->id));
    choice.Set("properties", std::move(properties));
    choice.Set("description", Json::String(info->summary));
    choices.Push(std::move(choice));
  }
  Json schema = Json::Object();
  schema.Set("oneOf", std::move(choices));
  return schema;
}

}  // namespace

Json JsonSchema() {
  Json definitions = Json::Object();
  for (const ObjectInfo& object : Objects()) {
    if (!object.definition.empty()) definitions.Set(object.definition, ObjectSchema(*object.shape));
  }
  definitions.Set("fanout", FanoutSchema());
  definitions.Set("generator", GeneratorSchema());
  definitions.Set("modifier", ModifierSchema());
  definitions.Set("rule", RuleSchema());
  Json schema = Json::Object();
  schema.Set("$schema", Json::String("https://json-schema.org/draft/2020-12/schema"));
  schema.Set("title", Json::String("datagen spec, version 1"));
  const Json root = ObjectSchema(SpecShape());
  for (const base::JsonMember& member : root.members()) schema.Set(member.key, member.value);
  schema.Set("$defs", std::move(definitions));
  return schema;
}

}  // namespace datagen::spec
