#include "language/spec/foreign_generators.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "foundation/base/spelling.h"
#include "functions/kernel/foreign_names.h"
#include "functions/kernel/law.h"
#include "functions/semantics/method.h"
#include "language/registry/registry.h"

namespace datagen::spec {
namespace {

using base::Json;

// What is written here for names of generators elsewhere, with | between.
constexpr std::pair<std::string_view, std::string_view> kForeign[] = {
    {R"({"sequence": {}})",
     "auto_increment|autoincrement|increment|serial|identity|counter|row_number|id|primary_key|pk|"
     "incremental|auto"},
    {R"({"distribution": {"type": "uniform", "params": {"min": 1, "max": 9}}})",
     "random_int|randint|random|rand|integer|int|number|float|double|range|between|pyint|pyfloat|"
     "random_number|numeric|decimal"},
    {R"({"distribution": {"type": "normal", "params": {"mean": 0, "sigma": 1}}})",
     "gaussian|gauss|bell|norm"},
    {R"({"choice": {"choices": […]}})",
     "enum|one_of|oneof|categorical|category|pick|random_choice|random_element|weighted|values|"
     "sample|select|list|categories"},
    {R"({"choice": {"choices": [true, false]}})", "bool|boolean|pybool"},
    {R"({"choice": {"choices": [VALUE]}})", "constant|const|static|value|literal|fixed|default"},
    {R"({"lookup": {"from": "table.column"}})",
     "reference|ref|foreign_key|foreignkey|fk|parent|parent_key|join|relation"},
    {R"({"regex": {"pattern": "…"}})", "pattern|regexp|regexify|bothify|mask"},
    {R"({"format": {"pattern": "…{column}…"}})", "template|concat|string_template|interpolate"},
    {R"({"expression": {"code": "…"}})",
     "formula|computed|derived|calculated|calc|expr|sql|lambda|function|eval"},
    {R"({"uuid": {}})", "guid|uuid4|uuidv4|objectid"},
    {R"({"datetime_series": {"within": "timeframe"}})",
     "date|datetime|timestamp|date_between|date_time|random_date|date_range|time|now"},
    {R"({"aggregate": {"from": "table.column", "fn": "sum"}})", "sum|count|avg|average|total"},
    {R"({"conditional": {…}})", "if|case|switch|when"},
    {R"({"text": {}})", "lorem|lorem_ipsum|string|words|varchar"},
};

// Of person.firstName the last part.
std::string PlainName(const std::string& name) {
  return kernel::InSnakeCase(std::string_view(name).substr(name.rfind('.') + 1));
}

// What is written here for a generator of another program; "" for a name that is none.
std::string OwnForm(const std::string& name) {
  if (semantics::FindMethod(name) != nullptr) {
    return fmt::format(R"({{"faker": {{"method": "{}"}}}})", name);
  }
  const auto laws = kernel::Law::Names();
  if (std::find(laws.begin(), laws.end(), name) != laws.end()) {
    return fmt::format(R"({{"distribution": {{"type": "{}", "params": {{…}}}}}})", name);
  }
  for (const auto& [own, names] : kForeign) {
    if (kernel::IsListed(name, names)) return std::string(own);
  }
  return "";
}

bool IsGenerator(const std::string& name) {
  return registry::Find(registry::Generators(), name) != nullptr;
}

std::string HintForName(const std::string& name) {
  if (IsGenerator(name)) return fmt::format("write {{\"{}\": {{}}}}", name);
  if (const std::string own = OwnForm(name); !own.empty()) return "write " + own;
  const std::string near = base::DidYouMean(name, registry::Ids(registry::Generators()));
  if (!near.empty()) return near;
  const std::string method = semantics::MeantMethod(name);
  return method.empty() ? "" : "write " + OwnForm(method);
}

// Of {"type": "sequence", "start": 5} the arguments, as they are written here.
Json WithoutName(const Json& generator, const std::string& name_key) {
  Json arguments = Json::Object();
  for (const base::JsonMember& member : generator.members()) {
    if (member.key != name_key) arguments.Set(member.key, member.value);
  }
  return arguments;
}

// Of an object that names its generator by a value.
std::string HintForNamed(const Json& generator) {
  for (const char* key : {"type", "generator", "kind", "name", "method", "function", "provider"}) {
    const Json* value = generator.Find(key);
    if (value == nullptr || !value->is_string()) continue;
    const std::string name = PlainName(value->text());
    if (IsGenerator(name)) {
      return fmt::format("the name is the key: {{\"{}\": {}}}", name,
                         WithoutName(generator, key).Excerpt());
    }
    if (const std::string own = OwnForm(name); !own.empty()) return "write " + own;
  }
  return "";
}

}  // namespace

std::string HintForGenerator(const Json& generator) {
  if (generator.is_string()) return HintForName(PlainName(generator.text()));
  if (!generator.is_object() || generator.members().empty()) return "";
  if (const std::string hint = HintForNamed(generator); !hint.empty()) return hint;
  const std::string& key = generator.members()[0].key;
  if (generator.members().size() == 1) return HintForName(PlainName(key));
  return IsGenerator(key) ? fmt::format("what goes with {0} stands inside: {{\"{0}\": {{…}}}}", key)
                          : "";
}

std::string HintForArguments(const kernel::GeneratorInfo& generator, const Json& arguments) {
  const auto takes = [&](kernel::ParameterType type) {
    switch (type) {
      case kernel::ParameterType::kAnyList:
      case kernel::ParameterType::kNumberList:
        return arguments.is_array();
      case kernel::ParameterType::kString:
      case kernel::ParameterType::kCode:
      case kernel::ParameterType::kReference:
        return arguments.is_string();
      case kernel::ParameterType::kInteger:
      case kernel::ParameterType::kNumber:
        return arguments.is_number();
      default:
        return false;
    }
  };
  for (const kernel::Parameter& parameter : generator.parameters) {
    if (!takes(parameter.type)) continue;
    const std::string value =
        arguments.is_string() ? "\"" + arguments.text() + "\"" : arguments.Excerpt();
    return fmt::format("write {{\"{}\": {}}}", parameter.name, value);
  }
  return generator.parameters.empty() ? "write {}" : "";
}

}  // namespace datagen::spec
