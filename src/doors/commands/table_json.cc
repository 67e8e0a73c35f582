#include "doors/commands/table_json.h"

namespace datagen::commands {
namespace {

using base::Json;

Json Texts(const std::vector<std::string>& texts) {
  Json list = Json::Array();
  for (const std::string& text : texts) list.Push(Json::String(text));
  return list;
}

// Other inputs are called by their names.
std::string Plain(const std::string& text) {
  return SpokenDoc(text, [](const std::string& name) { return name; });
}

Json PropertyOf(const Input& input, int64_t place) {
  Json schema = SchemaOf(input);
  schema.Set("description", Json::String(Plain(input.doc)));
  // What JSON Schema has no words for.
  schema.Set("x-kind", Json::String(NameOf(input.type)));
  if (!input.default_text.empty()) schema.Set("x-default", Json::String(input.default_text));
  if (!input.group.empty()) schema.Set("x-group", Json::String(input.group));
  if (!input.suggestions.empty()) schema.Set("x-suggestions", Texts(input.suggestions));
  if (input.positional) schema.Set("x-place", Json::Number(place));
  if (input.letter != 0) schema.Set("x-letter", Json::String(std::string(1, input.letter)));
  return schema;
}

Json InputsOf(const InputList& inputs) {
  Json properties = Json::Object();
  Json required = Json::Array();
  int64_t place = 0;
  for (const auto& [input, set] : inputs.all()) {
    properties.Set(input.name, PropertyOf(input, place));
    if (input.positional) ++place;
    if (input.required) required.Push(Json::String(input.name));
  }
  Json schema = Json::Object();
  schema.Set("type", Json::String("object"));
  schema.Set("properties", std::move(properties));
  schema.Set("required", std::move(required));
  schema.Set("additionalProperties", Json::Bool(false));
  return schema;
}

Json ExampleJson(const Example& example) {
  Json inputs = Json::Array();
  for (const auto& [name, value] : example.inputs) {
    inputs.Push(Json::Array({Json::String(name), Json::String(value)}));
  }
  Json json = Json::Object();
  json.Set("doc", Json::String(example.doc));
  json.Set("inputs", std::move(inputs));
  if (!example.piped_from.empty()) json.Set("piped_from", Json::String(example.piped_from));
  return json;
}

Json ExitCodesOf(const Command& command) {
  Json codes = Json::Array();
  for (const int code : {kSuccess, kCheckFailed, kUserMistake, kEnvironmentFailed}) {
    if (code == kCheckFailed && command.check_failed.empty()) continue;
    codes.Push(Json::Number(int64_t{code}));
  }
  return codes;
}

}  // namespace

Json ToJson(const Command& command) {
  Json examples = Json::Array();
  for (const Example& example : command.examples) examples.Push(ExampleJson(example));
  Json json = Json::Object();
  json.Set("name", Json::String(command.name));
  json.Set("summary", Json::String(command.summary));
  json.Set("notes", Json::String(Plain(command.notes)));
  json.Set("inputs", InputsOf(command.prepare()->inputs()));
  std::vector<std::string> outputs;
  for (const std::string& output : command.outputs) outputs.push_back(Plain(output));
  json.Set("outputs", Texts(outputs));
  json.Set("exit_codes", ExitCodesOf(command));
  json.Set("check_failed", Json::String(Plain(command.check_failed)));
  json.Set("takes_long", Json::Bool(command.takes_long));
  json.Set("examples", std::move(examples));
  return json;
}

}  // namespace datagen::commands
