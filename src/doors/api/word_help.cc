#include "doors/api/word_help.h"

#include <fmt/format.h>

#include <algorithm>

#include "datagen/datagen.h"
#include "functions/expression/expression.h"
#include "functions/kernel/law.h"
#include "functions/semantics/method.h"
#include "language/registry/function_list.h"
#include "language/spec/rule.h"

namespace datagen::api {
namespace {

using semantics::Made;
using semantics::Method;

std::string OfTopic(const semantics::Topic& topic) {
  std::string text = fmt::format("methods of faker, topic {}\n", topic.name);
  for (const Method& method : *topic.methods) {
    text += fmt::format("  {:<26} {}\n", method.name, method.doc);
  }
  return text;
}

std::string OfMethod(const Method& method) {
  const bool unique = method.made == Made::kText && !method.unique_text.empty();
  return fmt::format("method {} of the generator faker\n{}; {}.\n\nexample:\n{}\n", method.name,
                     method.doc, unique ? "can be unique" : "can't be unique",
                     WordExample(method.name));
}

std::string NameOf(const expression::FunctionDoc& function) {
  return function.signature.substr(0, function.signature.find('('));
}

std::string OfFunction(const expression::FunctionDoc& function) {
  return fmt::format("function {} of expressions\n{}.\n", function.signature, function.doc);
}

std::string OfRule(const spec::RuleInfo& rule) {
  std::string text = fmt::format("rule {}\n{}. Held by {}.\n", rule.id, rule.summary, rule.held_by);
  for (const kernel::Parameter& parameter : rule.parameters) {
    text += fmt::format("  {:<16} {}\n", parameter.name, parameter.doc);
  }
  return text;
}

bool IsLaw(std::string_view word) {
  const std::vector<std::string> laws = kernel::Law::Names();
  return std::find(laws.begin(), laws.end(), word) != laws.end();
}

// What a law is drawn by; the whole of it where nothing else has the name.
std::string OfLaw(std::string_view law) {
  const std::string text = fmt::format("law {} of the generator distribution\n", law);
  return registry::FindEntries(law).empty() ? text + FunctionHelp("distribution") : text;
}

void Append(const std::string& paragraph, std::string* text) {
  *text += (text->empty() ? "" : "\n") + paragraph;
}

}  // namespace

std::string WordHelp(std::string_view word) {
  std::string text;
  for (const semantics::Topic& topic : semantics::Topics()) {
    if (topic.name == word) Append(OfTopic(topic), &text);
  }
  if (const Method* method = semantics::FindMethod(std::string(word))) {
    Append(OfMethod(*method), &text);
  }
  for (const auto& function : expression::FunctionDocs()) {
    if (NameOf(function) == word) Append(OfFunction(function), &text);
  }
  for (const spec::RuleInfo* rule : spec::RuleInfos()) {
    if (rule->id == word) Append(OfRule(*rule), &text);
  }
  if (IsLaw(word)) Append(OfLaw(word), &text);
  return text;
}

std::vector<std::string> HelpWords() {
  std::vector<std::string> words;
  for (const semantics::Topic& topic : semantics::Topics()) words.push_back(topic.name);
  for (const Method* method : semantics::Methods()) words.push_back(method->name);
  for (const auto& function : expression::FunctionDocs()) words.push_back(NameOf(function));
  for (const spec::RuleInfo* rule : spec::RuleInfos()) words.push_back(rule->id);
  for (const std::string& law : kernel::Law::Names()) words.push_back(law);
  return words;
}

std::string WordExample(std::string_view name) {
  if (IsLaw(name)) return registry::FindEntries("distribution")[0]->function->example;
  const Method* method = semantics::FindMethod(std::string(name));
  if (method == nullptr) return "";
  const char* type = method->made == Made::kDate    ? "date"
                     : method->made == Made::kFloat ? "float"
                                                    : "string";
  return fmt::format(
      R"([{{"name": "{0}", "type": "{1}", "nullable": false, "generator": {{"faker": {{"method": "{0}"}}}}}}])",
      name, type);
}

}  // namespace datagen::api
