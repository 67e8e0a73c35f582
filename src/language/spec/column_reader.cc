#include "language/spec/column_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "foundation/base/spelling.h"
#include "language/registry/registry.h"
#include "language/spec/foreign_generators.h"
#include "language/spec/foreign_types.h"
#include "language/spec/known_names.h"
#include "language/spec/shapes.h"

namespace datagen::spec {
namespace {

using base::Diagnostics;
using base::Json;
using base::JsonMember;
using kernel::CheckArguments;

std::string HintOr(std::string hint, std::string otherwise) {
  return hint.empty() ? std::move(otherwise) : std::move(hint);
}

// Reads one column.
class ColumnReader {
 public:
  ColumnReader(const Json& json, const Document& document, Diagnostics* diagnostics)
      : json_(json), document_(document), diagnostics_(diagnostics) {
    column_.where = json;
  }

  std::optional<Column> Read() {
    column_.broken = !CheckArguments(json_, ColumnShape(), "a column", diagnostics_);
    if (!json_.is_object()) return std::nullopt;
    if (const Json* name = json_.Find("name"); name != nullptr && name->is_string()) {
      column_.name = name->text();
      if (column_.name.empty())
        Error("invalid-name", *name, "a column's name is empty",
              {.given = "\"\"", .expected = "a name"});
    }
    ReadType();
    // Who says how many nulls there are need not say that there may be some.
    column_.nullable = json_.Find("nullable") != nullptr ? Flag("nullable")
                                                         : json_.Find("null_rate") != nullptr ||
                                                               json_.Find("null_when") != nullptr;
    ReadUnique();
    column_.hidden = Flag("hidden");
    if (const Json* text = json_.Find("description")) column_.description = text->text();
    ReadNulls();
    ReadLength();
    if (const Json* generator = json_.Find("generator"); generator != nullptr) {
      column_.generator = ReadGeneratorOf(*generator, document_, diagnostics_);
      if (!column_.generator) column_.broken = true;
    }
    if (!type_known_) StandIn();
    if (const Json* modifiers = json_.Find("modifiers")) ReadModifiers(*modifiers);
    ReadConstraints();
    return std::move(column_);
  }

 private:
  void Error(base::DiagnosticCode code, const Json& where, std::string message,
             base::Details details = {}) {
    diagnostics_->Error(code, where, std::move(message), std::move(details));
  }

  [[nodiscard]] bool Flag(const char* name) const {
    const Json* value = json_.Find(name);
    return value != nullptr && value->is_bool() && value->boolean();
  }

  void ReadUnique() {
    const Json* unique = json_.Find("unique");
    if (unique == nullptr) return;
    if (unique->is_bool()) {
      column_.unique = unique->boolean();
      return;
    }
    static const std::vector<kernel::Parameter> shape = {
        {"up_to", kernel::ParameterType::kInteger, "", true, "", {}, 1.0, 1e15}};
    if (!unique->is_object()) {
      Error("wrong-json-type", *unique, fmt::format("'unique' is {}", unique->Excerpt()),
            {.expected = "true, false or {\"up_to\": ROWS}"});
      column_.broken = true;
    } else if (CheckArguments(*unique, shape, "'unique'", diagnostics_)) {
      column_.unique = true;
      column_.unique_up_to = *unique->Find("up_to")->AsInt64();
    } else {
      column_.broken = true;
    }
  }

  void ReadType() {
    const Json* type = json_.Find("type");
    if (type == nullptr || !type->is_string()) return;
    if (const auto read = kernel::ValueType::Parse(type->text())) {
      column_.type = *read;
      type_known_ = true;
      return;
    }
    const ForeignType foreign = ReadForeignType(type->text());
    Error("unknown-type", *type,
          fmt::format("unknown type '{}'{}{}", type->text(), foreign.mistake.empty() ? "" : ": ",
                      foreign.mistake),
          {.expected =
               foreign.mistake.empty() ? fmt::format("one of {}", kernel::TypeSpellings()) : "",
           .hint = foreign.hint});
    column_.broken = true;
    // What stands beside it is checked as if the type that is meant stood here.
    type_known_ = foreign.meant.has_value();
    if (foreign.meant) column_.type = *foreign.meant;
  }

  // Of a column whose type is not known: a generator that is given names, texts and numbers is
  // bound all the same, in the type of its example, to find what is wrong with them. Of any other,
  // whose arguments may be values, nothing can be said.
  void StandIn() {
    if (!column_.generator) return;
    const kernel::GeneratorInfo& info = *column_.generator->function;
    const bool names_only =
        std::none_of(info.parameters.begin(), info.parameters.end(), [](const auto& parameter) {
          using Type = kernel::ParameterType;
          return parameter.type == Type::kAny || parameter.type == Type::kAnyList ||
                 parameter.type == Type::kObject || parameter.type == Type::kGenerator;
        });
    const auto type = names_only ? TypeInExample(info) : std::nullopt;
    if (type) column_.type = *type;
    if (!type) column_.generator.reset();
  }

  // The type that the function's own example gives a column of it.
  static std::optional<kernel::ValueType> TypeInExample(const kernel::GeneratorInfo& info) {
    Diagnostics none;
    const auto example = base::ParseJson(info.example, &none);
    std::vector<const Json*> columns;
    if (example) {
      for (const Json& item : example->items()) {
        if (const Json* list = item.Find("columns")) {
          for (const Json& column : list->items()) columns.push_back(&column);
        } else {
          columns.push_back(&item);
        }
      }
    }
    for (const Json* column : columns) {
      const Json* generator = column->Find("generator");
      const Json* type = column->Find("type");
      if (generator == nullptr || type == nullptr || generator->Find(info.id) == nullptr) continue;
      return kernel::ValueType::Parse(type->text());
    }
    return std::nullopt;
  }

  void ReadNulls() {
    if (const Json* rate = json_.Find("null_rate")) column_.null_rate = rate->AsDouble();
    if (const Json* when = json_.Find("null_when")) ReadNullWhen(*when);
    if (column_.nullable) return;
    for (const char* name : {"null_rate", "null_when"}) {
      const Json* value = json_.Find(name);
      if (value == nullptr || (value->is_number() && value->AsDouble() == 0.0)) continue;
      Error("null-not-allowed", *value,
            fmt::format("column '{}' is not nullable but has '{}'", column_.name, name),
            {.hint = "set \"nullable\": true, or remove it"});
    }
  }

  // A condition, or {"expression@N": {"code": a condition}}, which names its version.
  void ReadNullWhen(const Json& json) {
    const Json* code = json.is_string() ? &json : nullptr;
    if (json.is_object()) {
      const auto call = ReadGeneratorOf(json, document_, diagnostics_);
      if (call && call->function->id != "expression") {
        Error("value-not-listed", json, fmt::format("'null_when' is {}", call->function->id),
              {.given = call->function->id, .expected = "expression"});
      } else if (call) {
        code = json.members()[0].value.Find("code");
        column_.null_when_version = call->version;
      }
    }
    if (!json.is_string() && !json.is_object()) {
      Error("wrong-json-type", json, fmt::format("'null_when' is {}", json.Excerpt()),
            {.expected = "a string"});
    }
    if (code != nullptr) column_.null_when = expression::ReadCode(*code, diagnostics_);
    if (!column_.null_when) column_.broken = true;
  }

  void ReadLength() {
    const Json* length = json_.Find("length");
    if (length == nullptr || length->items().size() != 2 || !type_known_) return;
    const auto least = length->items()[0].AsInt64();
    const auto most = length->items()[1].AsInt64();
    if (!least || !most) return;
    if (column_.type.kind != kernel::TypeKind::kArray) {
      Error("key-does-not-apply", *length,
            fmt::format("'length' goes with an array, but column '{}' is {}", column_.name,
                        column_.type.Name()),
            {.given = column_.type.Name(),
             .hint =
                 fmt::format("remove it, or write \"type\": \"array<{}>\"", column_.type.Name())});
    }
    column_.length = {*least, *most};
  }

  void ReadModifiers(const Json& list) {
    if (!list.is_array()) {
      Error("wrong-json-type", list, fmt::format("'modifiers' is {}", list.Excerpt()),
            {.expected = "a list"});
      column_.broken = true;
      return;
    }
    for (const Json& json : list.items()) {
      if (!ReadModifier(json)) column_.broken = true;
    }
  }

  bool ReadModifier(const Json& json) {
    if (!CheckArguments(json, ModifierShape(), "a modifier", diagnostics_)) return false;
    const Json& name = *json.Find("transform");
    const kernel::ModifierInfo* info = registry::Find(registry::Modifiers(), name.text());
    if (info == nullptr) {
      const auto ids = registry::Ids(registry::Modifiers());
      Error("unknown-modifier", name, fmt::format("unknown modifier '{}'", name.text()),
            {.expected = fmt::format("one of {}", base::JoinNames(ids)),
             .hint = HintOr(registry::HintForVersion(registry::Modifiers(), name.text()),
                            base::DidYouMean(name.text(), ids))});
      return false;
    }
    const Json& arguments = *json.Find("args");
    if (!CheckArguments(arguments, info->parameters, info->id, diagnostics_)) return false;
    column_.modifiers.push_back(
        {info, json, {document_, &arguments}, registry::ReadVersionedId(name.text()).version});
    return true;
  }

  // The column of enum_ref is looked for when all tables are read.
  void ReadConstraints() {
    const Json* constraints = json_.Find("constraints");
    if (constraints == nullptr || !constraints->is_object()) return;
    if (!CheckArguments(*constraints, ColumnConstraintsShape(), "constraints", diagnostics_)) {
      return;
    }
    if (const Json* regex = constraints->Find("pattern")) {
      column_.constraints.pattern = regex->text();
    }
    if (const Json* values = constraints->Find("enum")) {
      column_.constraints.values = values->items();
    }
    if (const Json* reference = constraints->Find("enum_ref")) {
      column_.constraints.values_in = ReadColumnList(*reference, diagnostics_);
    }
  }

  const Json& json_;
  const Document& document_;
  Diagnostics* diagnostics_;
  Column column_;
  bool type_known_ = false;
};

}  // namespace

std::optional<Column> ReadColumn(const Json& json, const Document& document,
                                 Diagnostics* diagnostics) {
  return ColumnReader(json, document, diagnostics).Read();
}

std::optional<Call<kernel::GeneratorInfo>> ReadGeneratorOf(const Json& json,
                                                           const Document& document,
                                                           Diagnostics* diagnostics) {
  const auto ids = registry::Ids(registry::Generators());
  if (!json.is_object() || json.members().size() != 1) {
    diagnostics->Error(
        "wrong-json-type", json, fmt::format("the generator is {}", json.Excerpt()),
        {.expected = "an object with one key, the generator's id", .hint = HintForGenerator(json)});
    return std::nullopt;
  }
  const JsonMember& member = json.members()[0];
  const kernel::GeneratorInfo* info = registry::Find(registry::Generators(), member.key);
  if (info == nullptr) {
    diagnostics->KeyError(
        "unknown-generator", json, member, fmt::format("unknown generator '{}'", member.key),
        {.expected = fmt::format("one of {}", base::JoinNames(ids)),
         .hint = HintOr(registry::HintForVersion(registry::Generators(), member.key),
                        HintForGenerator(json))});
    return std::nullopt;
  }
  if (!member.value.is_object()) {
    diagnostics->Error("wrong-json-type", member.value,
                       fmt::format("the arguments of {} are {}", info->id, member.value.Excerpt()),
                       {.expected = "an object", .hint = HintForArguments(*info, member.value)});
    return std::nullopt;
  }
  if (!CheckArguments(member.value, info->parameters, info->id, diagnostics)) return std::nullopt;
  return Call<kernel::GeneratorInfo>{
      info, json, {document, &member.value}, registry::ReadVersionedId(member.key).version};
}

std::optional<Call<kernel::GeneratorInfo>> ReadGenerator(const Json& json,
                                                         Diagnostics* diagnostics) {
  return ReadGeneratorOf(json, nullptr, diagnostics);
}

}  // namespace datagen::spec
