#include "functions/kernel/parameter.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "foundation/base/spelling.h"
#include "foundation/base/status.h"
#include "functions/kernel/foreign_names.h"
#include "functions/kernel/pick.h"
#include "functions/kernel/reference.h"

namespace datagen::kernel {
namespace {

using base::Diagnostics;
using base::Json;
using base::JsonMember;

std::string RangeText(const Parameter& parameter) {
  if (parameter.min && parameter.max) {
    return fmt::format(" from {} to {}", *parameter.min, *parameter.max);
  }
  if (parameter.min) return fmt::format(" of at least {}", *parameter.min);
  if (parameter.max) return fmt::format(" of at most {}", *parameter.max);
  return "";
}

std::string ExpectedText(const Parameter& parameter) {
  switch (parameter.type) {
    case ParameterType::kInteger:
      return "a whole number" + RangeText(parameter);
    case ParameterType::kNumber:
      return "a number" + RangeText(parameter);
    case ParameterType::kBool:
      return "true or false";
    case ParameterType::kString:
      return "a string";
    case ParameterType::kWord:
      return "one of " + base::JoinNames(parameter.words);
    case ParameterType::kAny:
      return "a value";
    case ParameterType::kAnyList:
      return "a list that is not empty";
    case ParameterType::kNumberList:
      return "a list of numbers that is not empty";
    case ParameterType::kIntegerPair:
      return "two whole numbers [low, high]" + RangeText(parameter);
    case ParameterType::kNumberPair:
      return "two numbers [low, high]" + RangeText(parameter);
    case ParameterType::kColumn:
      return "the name of a column";
    case ParameterType::kReference:
      return "\"table.column\"";
    case ParameterType::kPick:
      return parameter.words.empty() ? "NAME, NAME@NUMBER or NAME@COLUMN"
                                     : "one of " + base::JoinNames(parameter.words);
    case ParameterType::kObject:
      return "an object";
    case ParameterType::kGenerator:
      return "a generator, an object like {\"uuid\": {}}";
    case ParameterType::kTable:
      return "the name of a table";
    case ParameterType::kColumnList:
      return "a list of names of columns that is not empty";
    case ParameterType::kColumnPairs:
      return "an object like {\"column here\": \"column there\"}";
    case ParameterType::kCode:
      return "an expression as a string";
    case ParameterType::kRows:
      return "a list of lists of values that is not empty";
    case ParameterType::kLimitsByValue:
      return "an object like {\"value\": [low, high]}";
    case ParameterType::kReferencesByValue:
      return "an object like {\"value\": \"table.column\"}";
  }
  return "a value";
}

bool InRange(double value, const Parameter& parameter) {
  return !(parameter.min && value < *parameter.min) && !(parameter.max && value > *parameter.max);
}

bool IsPair(const Json& value, const Parameter& parameter, bool whole) {
  if (!value.is_array() || value.items().size() != 2) return false;
  double previous = 0;
  for (size_t i = 0; i < 2; ++i) {
    const Json& item = value.items()[i];
    if (whole && !item.AsInt64()) return false;
    const auto number = item.AsDouble();
    if (!number || !InRange(*number, parameter)) return false;
    if (i == 1 && *number < previous) return false;
    previous = *number;
  }
  return true;
}

std::string IdOf(const std::string& form) { return form.substr(0, form.find('@')); }

// How many numbers a form like "head_tail@{SHARE,ALPHA}" takes.
size_t NumberCount(const std::string& form) {
  if (form.find('@') == std::string::npos) return 0;
  return 1 + static_cast<size_t>(std::count(form.begin(), form.end(), ','));
}

bool IsPick(const Json& value, const std::vector<std::string>& forms) {
  const auto pick = value.is_string() ? ParsePick(value.text()) : std::nullopt;
  if (!pick || forms.empty()) return pick.has_value();
  return std::any_of(forms.begin(), forms.end(), [&](const std::string& form) {
    return pick->id == IdOf(form) && pick->numbers.size() == NumberCount(form) &&
           pick->argument.empty() == (NumberCount(form) == 0);
  });
}

template <typename Is>
bool IsListOf(const Json& value, Is is) {
  return value.is_array() && !value.items().empty() &&
         std::all_of(value.items().begin(), value.items().end(), is);
}

template <typename Is>
bool IsObjectOf(const Json& value, Is is) {
  return value.is_object() && !value.members().empty() &&
         std::all_of(value.members().begin(), value.members().end(),
                     [&](const JsonMember& member) { return is(member.value); });
}

bool Fits(const Json& value, const Parameter& parameter) {
  switch (parameter.type) {
    case ParameterType::kInteger: {
      const auto number = value.AsInt64();
      return number && InRange(static_cast<double>(*number), parameter);
    }
    case ParameterType::kNumber: {
      const auto number = value.AsDouble();
      return number && InRange(*number, parameter);
    }
    case ParameterType::kBool:
      return value.is_bool();
    case ParameterType::kString:
    case ParameterType::kColumn:
    case ParameterType::kTable:
    case ParameterType::kCode:
      return value.is_string();
    case ParameterType::kReference:
      return value.is_string() && ParseReference(value.text()).has_value();
    case ParameterType::kPick:
      return IsPick(value, parameter.words);
    case ParameterType::kWord:
      for (const std::string& word : parameter.words) {
        if (value.is_string() && value.text() == word) return true;
      }
      return false;
    case ParameterType::kAny:
    case ParameterType::kGenerator:  // its reader says what is wrong
      return true;
    case ParameterType::kAnyList:
      return value.is_array() && !value.items().empty();
    case ParameterType::kNumberList:
      if (!value.is_array() || value.items().empty()) return false;
      for (const Json& item : value.items()) {
        if (!item.AsDouble()) return false;
      }
      return true;
    case ParameterType::kIntegerPair:
      return IsPair(value, parameter, true);
    case ParameterType::kNumberPair:
      return IsPair(value, parameter, false);
    case ParameterType::kObject:
      return value.is_object();
    case ParameterType::kColumnList:
      return IsListOf(value, [](const Json& item) { return item.is_string(); });
    case ParameterType::kRows:
      return IsListOf(value, [](const Json& item) { return item.is_array(); });
    case ParameterType::kColumnPairs:
      return IsObjectOf(value, [](const Json& item) { return item.is_string(); });
    case ParameterType::kLimitsByValue:
      return IsObjectOf(value, [&](const Json& item) { return IsPair(item, parameter, false); });
    case ParameterType::kReferencesByValue:
      return IsObjectOf(value, [](const Json& item) {
        return item.is_string() && ParseReference(item.text()).has_value();
      });
  }
  return false;
}

// What is meant by a value of another JSON type; "" where that can't be known.
std::string HintForValue(const Json& value, const Parameter& parameter) {
  const bool number =
      parameter.type == ParameterType::kInteger || parameter.type == ParameterType::kNumber;
  const std::string plain = InSnakeCase(value.text());
  if (value.is_string() && number) {
    const Json read = Json::RawNumber(value.text());
    return read.AsDouble() ? "write it without quotes: " + value.text() : "";
  }
  if (value.is_string() && parameter.type == ParameterType::kBool) {
    const bool truth = plain == "true" || plain == "yes" || plain == "1";
    const bool lie = plain == "false" || plain == "no" || plain == "0";
    return truth ? "write true, without quotes" : lie ? "write false, without quotes" : "";
  }
  if (value.is_number() && parameter.type == ParameterType::kBool) {
    return value.text() == "1" ? "write true" : value.text() == "0" ? "write false" : "";
  }
  const bool list = parameter.type == ParameterType::kAnyList ||
                    parameter.type == ParameterType::kNumberList ||
                    parameter.type == ParameterType::kColumnList;
  if (list && (value.is_string() || value.is_number())) {
    return fmt::format("write [{}]", value.is_string() ? "\"" + value.text() + "\"" : value.text());
  }
  return HintForWord(value.text(), parameter.words);
}

// Of two numbers in the wrong order.
bool IsReversed(const Json& value) {
  if (!value.is_array() || value.items().size() != 2) return false;
  const auto low = value.items()[0].AsDouble();
  const auto high = value.items()[1].AsDouble();
  return low && high && *low > *high;
}

// The mistake in a value that does not fit.
base::DiagnosticCode MistakeIn(const Json& value, const Parameter& parameter) {
  switch (parameter.type) {
    case ParameterType::kInteger:
      if (value.AsInt64()) return "value-out-of-range";
      break;
    case ParameterType::kNumber:
      if (value.AsDouble()) return "value-out-of-range";
      break;
    case ParameterType::kWord:
    case ParameterType::kPick:
      if (value.is_string()) return "value-not-listed";
      break;
    case ParameterType::kReference:
      if (value.is_string()) return "invalid-reference";
      break;
    case ParameterType::kIntegerPair:
    case ParameterType::kNumberPair:
      if (IsReversed(value)) return "reversed-range";
      if (value.items().size() == 2 && value.items()[0].AsDouble() && value.items()[1].AsDouble()) {
        return "value-out-of-range";
      }
      break;
    default:
      break;
  }
  return "wrong-json-type";
}

Json TypeSchema(const char* type) {
  Json schema = Json::Object();
  schema.Set("type", Json::String(type));
  return schema;
}

Json PairSchema(const char* item_type) {
  Json schema = TypeSchema("array");
  schema.Set("items", TypeSchema(item_type));
  schema.Set("minItems", Json::Number(int64_t{2}));
  schema.Set("maxItems", Json::Number(int64_t{2}));
  return schema;
}

Json ListSchema(const char* item_type) {
  Json schema = TypeSchema("array");
  if (item_type != nullptr) schema.Set("items", TypeSchema(item_type));
  schema.Set("minItems", Json::Number(int64_t{1}));
  return schema;
}

// A regular expression for each form of a pick.
Json PickSchema(const std::vector<std::string>& forms) {
  const std::string number = " *[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)? *";
  std::vector<std::string> patterns;
  for (const std::string& form : forms) {
    const std::vector<std::string> numbers(NumberCount(form), number);
    const bool braces = form.find('{') != std::string::npos;
    const std::string argument = fmt::format("{}", fmt::join(numbers, ","));
    patterns.push_back(IdOf(form) + (numbers.empty() ? ""
                                     : braces        ? "@\\{" + argument + "\\}"
                                                     : "@" + argument));
  }
  Json schema = TypeSchema("string");
  schema.Set("pattern",
             Json::String(forms.empty() ? "^[^@]+(@.+)?$"
                                        : fmt::format("^({})$", fmt::join(patterns, "|"))));
  return schema;
}

Json ReferenceSchema() {
  Json schema = TypeSchema("string");
  schema.Set("pattern", Json::String("^[^.]+\\..+$"));
  return schema;
}

Json MapSchema(Json value) {
  Json schema = TypeSchema("object");
  schema.Set("minProperties", Json::Number(int64_t{1}));
  schema.Set("additionalProperties", std::move(value));
  return schema;
}

Json SchemaOfType(const Parameter& parameter) {
  switch (parameter.type) {
    case ParameterType::kInteger:
      return TypeSchema("integer");
    case ParameterType::kNumber:
      return TypeSchema("number");
    case ParameterType::kBool:
      return TypeSchema("boolean");
    case ParameterType::kString:
    case ParameterType::kColumn:
    case ParameterType::kTable:
    case ParameterType::kCode:
      return TypeSchema("string");
    case ParameterType::kReference:
      return ReferenceSchema();
    case ParameterType::kPick:
      return PickSchema(parameter.words);
    case ParameterType::kWord: {
      Json words = Json::Array();
      for (const std::string& word : parameter.words) words.Push(Json::String(word));
      Json schema = Json::Object();
      schema.Set("enum", std::move(words));
      return schema;
    }
    case ParameterType::kAny:
      return Json::Object();
    case ParameterType::kAnyList:
      return ListSchema(nullptr);
    case ParameterType::kNumberList:
      return ListSchema("number");
    case ParameterType::kIntegerPair:
      return PairSchema("integer");
    case ParameterType::kNumberPair:
      return PairSchema("number");
    case ParameterType::kObject:
      return TypeSchema("object");
    case ParameterType::kGenerator: {
      Json schema = Json::Object();
      schema.Set("$ref", Json::String("#/$defs/generator"));
      return schema;
    }
    case ParameterType::kColumnList:
      return ListSchema("string");
    case ParameterType::kRows:
      return ListSchema("array");
    case ParameterType::kColumnPairs:
      return MapSchema(TypeSchema("string"));
    case ParameterType::kLimitsByValue:
      return MapSchema(PairSchema("number"));
    case ParameterType::kReferencesByValue:
      return MapSchema(ReferenceSchema());
  }
  return Json::Object();
}

}  // namespace

Json ParameterSchema(const Parameter& parameter) {
  Json schema;
  if (!parameter.schema.empty()) {
    Diagnostics ignored;
    const auto parsed = base::ParseJson(parameter.schema, &ignored);
    DATAGEN_CHECK(parsed.has_value());  // a declaration in our own source
    schema = *parsed;
  } else {
    schema = SchemaOfType(parameter);
    if (parameter.min && schema.Find("type") != nullptr &&
        (parameter.type == ParameterType::kInteger || parameter.type == ParameterType::kNumber)) {
      schema.Set("minimum", Json::Number(*parameter.min));
    }
    if (parameter.max && schema.Find("type") != nullptr &&
        (parameter.type == ParameterType::kInteger || parameter.type == ParameterType::kNumber)) {
      schema.Set("maximum", Json::Number(*parameter.max));
    }
  }
  schema.Set("description", Json::String(parameter.doc));
  return schema;
}

namespace {

void ReportValue(const JsonMember& member, const Parameter& declared, std::string_view function,
                 Diagnostics* diagnostics) {
  const Json& value = member.value;
  const base::DiagnosticCode code = MistakeIn(value, declared);
  std::string message = fmt::format("'{}' of {} is {}", member.key, function, value.Excerpt());
  if (code.text() == "reversed-range") {
    diagnostics->Error(
        code, value, message + ": the first number is greater than the second",
        {.expected = ExpectedText(declared),
         .hint = fmt::format("write [{}, {}]", value.items()[1].text(), value.items()[0].text())});
    return;
  }
  diagnostics->Error(code, value, std::move(message),
                     {.expected = ExpectedText(declared), .hint = HintForValue(value, declared)});
}

}  // namespace

bool CheckArguments(const Json& arguments, const std::vector<Parameter>& parameters,
                    std::string_view function, Diagnostics* diagnostics) {
  const size_t errors_before = diagnostics->error_count();
  std::vector<std::string> names;
  names.reserve(parameters.size());
  for (const Parameter& parameter : parameters) names.push_back(parameter.name);
  if (!arguments.is_object()) {
    diagnostics->Error("wrong-json-type", arguments,
                       fmt::format("the arguments of {} are {}", function, arguments.Excerpt()),
                       {.expected = "an object"});
    return false;
  }
  std::vector<std::string> misspelt;  // one mistake is said once
  for (const JsonMember& member : arguments.members()) {
    const Parameter* declared = nullptr;
    for (const Parameter& parameter : parameters) {
      if (parameter.name == member.key) declared = &parameter;
    }
    if (declared == nullptr) {
      misspelt.push_back(KeyMeantBy(member.key, names));
      diagnostics->KeyError(
          "unknown-key", arguments, member,
          fmt::format("unknown key '{}' of {}", member.key, function),
          {.expected = names.empty() ? "no key" : "one of " + base::JoinNames(names),
           .hint = HintForKey(member.key, names)});
    } else if (!Fits(member.value, *declared)) {
      ReportValue(member, *declared, function, diagnostics);
    }
  }
  for (const Parameter& parameter : parameters) {
    const bool is_meant =
        std::find(misspelt.begin(), misspelt.end(), parameter.name) != misspelt.end();
    if (parameter.required && !is_meant && arguments.Find(parameter.name) == nullptr) {
      diagnostics->Error("missing-key", arguments,
                         fmt::format("{} needs the key '{}'", function, parameter.name),
                         {.expected = ExpectedText(parameter)});
    }
  }
  return diagnostics->error_count() == errors_before;
}

const Json& Arguments::Where(std::string_view name) const {
  const Json* value = Find(name);
  return value != nullptr ? *value : *json_;
}

int64_t Arguments::Integer(std::string_view name, int64_t otherwise) const {
  const Json* value = Find(name);
  return value != nullptr ? value->AsInt64().value_or(otherwise) : otherwise;
}

double Arguments::Number(std::string_view name, double otherwise) const {
  const Json* value = Find(name);
  return value != nullptr ? value->AsDouble().value_or(otherwise) : otherwise;
}

bool Arguments::Bool(std::string_view name, bool otherwise) const {
  const Json* value = Find(name);
  return value != nullptr ? value->boolean() : otherwise;
}

std::string Arguments::String(std::string_view name, std::string_view otherwise) const {
  const Json* value = Find(name);
  return value != nullptr ? value->text() : std::string(otherwise);
}

std::vector<double> Arguments::Numbers(std::string_view name) const {
  std::vector<double> numbers;
  if (const Json* list = Find(name)) {
    for (const Json& item : list->items()) numbers.push_back(item.AsDouble().value_or(0));
  }
  return numbers;
}

std::pair<double, double> Arguments::Pair(std::string_view name) const {
  const std::vector<double> numbers = Numbers(name);
  return {numbers.at(0), numbers.at(1)};
}

std::optional<std::vector<double>> ReadWeights(const Json& list, size_t expected,
                                               std::string_view of, Diagnostics* diagnostics) {
  if (!list.is_array() || list.items().empty()) {
    diagnostics->Error("wrong-json-type", list, fmt::format("weights are {}", list.Excerpt()),
                       {.expected = "a list of numbers"});
    return std::nullopt;
  }
  if (expected > 0 && list.items().size() != expected) {
    diagnostics->Error("invalid-weights", list,
                       fmt::format("{} weights for {} {}", list.items().size(), expected, of),
                       {.expected = fmt::format("as many weights as {}", of)});
    return std::nullopt;
  }
  std::vector<double> weights;
  double sum = 0;
  for (const Json& item : list.items()) {
    const auto weight = item.AsDouble();
    if (!weight || *weight < 0) {
      diagnostics->Error("invalid-weights", item,
                         fmt::format("weight {} is not allowed", item.Excerpt()),
                         {.expected = "a number of at least 0"});
      return std::nullopt;
    }
    weights.push_back(*weight);
    sum += *weight;
  }
  if (!(sum > 0) || !std::isfinite(sum)) {
    diagnostics->Error("invalid-weights", list, fmt::format("the weights add up to {}", sum),
                       {.expected = "a sum above 0"});
    return std::nullopt;
  }
  return weights;
}

}  // namespace datagen::kernel
