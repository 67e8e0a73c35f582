// Builds specs from typed parts: what a front end (SQL, words, a template, a profile) ends in.
//
// Nothing is written as text to be read again: arguments are values, functions are found by id,
// expressions are parsed, names are put in backticks where they must be. The parts are the model's
// own structs (spec.h); this page only makes them.
//
//   Spec built;
//   built.name = "shop";
//   Node& shops = built.nodes.emplace_back();
//   shops.id = "shop";
//   shops.pk = {"id"};
//   shops.columns.push_back(MakeColumn("id", "int", Generator("sequence")));
//   shops.columns.push_back(MakeColumn("size", "int",
//       Generator("choice", Object({{"choices", List({1, 2, 3})}, {"weights_kind",
//       "zipf@1.2"}}))));
//   auto spec = Checked(built, &diagnostics);
//
// Thread-safety: pure.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "foundation/base/json.h"
#include "language/spec/spec.h"

namespace datagen::spec {

// An argument of a function. Implicit from what arguments are made of.
class Value {
 public:
  Value(bool value) : json_(base::Json::Bool(value)) {}                       // NOLINT
  Value(int value) : json_(base::Json::Number(int64_t{value})) {}             // NOLINT
  Value(int64_t value) : json_(base::Json::Number(value)) {}                  // NOLINT
  Value(double value) : json_(base::Json::Number(value)) {}                   // NOLINT
  Value(const char* text) : json_(base::Json::String(text)) {}                // NOLINT
  Value(std::string text) : json_(base::Json::String(std::move(text))) {}     // NOLINT
  Value(const Number& number) : json_(base::Json::RawNumber(number.text)) {}  // NOLINT
  Value(base::Json json) : json_(std::move(json)) {}                          // NOLINT
  Value(const Literals& list) : json_(base::Json::Array(list)) {}             // NOLINT
  Value(const std::vector<std::string>& texts);                               // NOLINT
  Value(const Call<kernel::GeneratorInfo>& nested);                           // NOLINT

  [[nodiscard]] const base::Json& json() const { return json_; }

 private:
  base::Json json_;
};

base::Json Object(std::initializer_list<std::pair<std::string, Value>> members = {});
base::Json List(std::initializer_list<Value> items);

// Calls of functions. Requires: there is a function of that id; its arguments are checked by
// Checked, not here.
Call<kernel::GeneratorInfo> Generator(std::string_view id, base::Json arguments = Object());
Call<kernel::ModifierInfo> Modifier(std::string_view id, base::Json arguments = Object());
Call<kernel::FanoutInfo> Fanout(std::string_view id, base::Json arguments = Object());

// What a generator that was built here was given under a name, for a front end that looks again at
// what it decided; nullptr: nothing.
const base::Json* ArgumentOf(const Call<kernel::GeneratorInfo>& built, std::string_view name);

// A column that may not be null. Requires: `type` is one of the language.
Column MakeColumn(std::string name, std::string_view type, Call<kernel::GeneratorInfo> generator);

// An expression. Requires: it parses; names of columns went through expression::ColumnName.
expression::Code Expression(std::string code);

// The spec as if it had been read from its own text: every mistake is reported with its path, and
// places lead into that text. nullptr when there are mistakes.
std::unique_ptr<Spec> Checked(const Spec& built, base::Diagnostics* diagnostics);

}  // namespace datagen::spec
