#include "language/spec/builder.h"

#include "foundation/base/status.h"
#include "language/registry/registry.h"
#include "language/spec/claim_printer.h"
#include "language/spec/printer.h"

namespace datagen::spec {
namespace {

using base::Json;

template <typename Info>
Call<Info> MakeCall(const std::vector<const Info*>& functions, std::string_view id,
                    Json arguments) {
  const Info* info = registry::Find(functions, id);
  DATAGEN_CHECK(info != nullptr);
  return {info,
          {},
          std::make_shared<const Json>(std::move(arguments)),
          registry::ReadVersionedId(id).version};
}

}  // namespace

Value::Value(const std::vector<std::string>& texts) : json_(Texts(texts)) {}

Value::Value(const Call<kernel::GeneratorInfo>& nested) : json_(Json::Object()) {
  json_.Set(VersionedId(*nested.function, nested.version), *nested.arguments);
}

Json Object(std::initializer_list<std::pair<std::string, Value>> members) {
  Json object = Json::Object();
  for (const auto& [key, value] : members) object.Set(key, value.json());
  return object;
}

Json List(std::initializer_list<Value> items) {
  Json list = Json::Array();
  for (const Value& item : items) list.Push(item.json());
  return list;
}

Call<kernel::GeneratorInfo> Generator(std::string_view id, Json arguments) {
  return MakeCall(registry::Generators(), id, std::move(arguments));
}

Call<kernel::ModifierInfo> Modifier(std::string_view id, Json arguments) {
  return MakeCall(registry::Modifiers(), id, std::move(arguments));
}

Call<kernel::FanoutInfo> Fanout(std::string_view id, Json arguments) {
  arguments.Set("distribution", Json::String(std::string(id)));
  return MakeCall(registry::Fanouts(), id, std::move(arguments));
}

const Json* ArgumentOf(const Call<kernel::GeneratorInfo>& built, std::string_view name) {
  return built.arguments->Find(name);
}

Column MakeColumn(std::string name, std::string_view type, Call<kernel::GeneratorInfo> generator) {
  Column column;
  column.name = std::move(name);
  const auto read = kernel::ValueType::Parse(type);
  DATAGEN_CHECK(read.has_value());
  column.type = *read;
  column.generator = std::move(generator);
  return column;
}

expression::Code Expression(std::string code) {
  expression::ParseError error;
  auto tree = expression::Parse(code, &error);
  DATAGEN_CHECK(tree.has_value());
  return {std::move(code), {}, std::make_shared<const expression::Tree>(std::move(*tree))};
}

std::unique_ptr<Spec> Checked(const Spec& built, base::Diagnostics* diagnostics) {
  auto spec = ReadSpec(PrintSpec(built), diagnostics);
  return diagnostics->has_errors() ? nullptr : std::move(spec);
}

}  // namespace datagen::spec
