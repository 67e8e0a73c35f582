// What a function of the language takes: declared once, used to check specs and to derive the JSON
// Schema, the reference and the listing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/base/diagnostic.h"
#include "foundation/base/json.h"

namespace datagen::kernel {

enum class ParameterType {
  kInteger,
  kNumber,
  kBool,
  kString,
  kWord,           // one of Parameter::words
  kAny,            // any JSON value; the function checks it
  kAnyList,        // not empty
  kNumberList,     // not empty
  kIntegerPair,    // [low, high] with low <= high
  kNumberPair,     // [low, high] with low <= high
  kColumn,         // the name of a column of the same row
  kReference,      // "table.column"
  kPick,           // how one of many is picked: pick.h; Parameter::words are the forms, if it is
                   // one of few ("uniform", "zipf@ALPHA", "head_tail@{SHARE,ALPHA}")
  kObject,         // keys and values that the function checks
  kGenerator,      // a nested generator
  kTable,          // the name of a table
  kColumnList,     // names of columns of the same row, not empty
  kColumnPairs,    // {"column here": "column there"}
  kCode,           // an expression
  kRows,           // lists of values, as many lists as wanted, not none
  kLimitsByValue,  // {"value of another column": [low, high]}
  kReferencesByValue,  // {"value of another column": "table.column"}
};

struct Parameter {
  std::string name;
  ParameterType type = ParameterType::kAny;
  std::string doc;
  bool required = false;
  std::string default_text;             // as shown in the reference; "" for none
  std::vector<std::string> words = {};  // of kWord and kPick
  std::optional<double> min = {};       // of kInteger, kNumber and list items, inclusive
  std::optional<double> max = {};
  std::string schema = {};  // JSON Schema, where the type's own is not exact enough
};

// The parameter's JSON Schema (draft 2020-12).
base::Json ParameterSchema(const Parameter& parameter);

// Checks an object of arguments: unknown and missing keys, types, ranges. Reports every mistake;
// true when there is none.
bool CheckArguments(const base::Json& arguments, const std::vector<Parameter>& parameters,
                    std::string_view function, base::Diagnostics* diagnostics);

// Typed access to checked arguments. Lifetime: refers to the document.
class Arguments {
 public:
  explicit Arguments(const base::Json* json) : json_(json) {}

  [[nodiscard]] const base::Json& json() const { return *json_; }
  [[nodiscard]] const base::Json* Find(std::string_view name) const { return json_->Find(name); }
  [[nodiscard]] bool Has(std::string_view name) const { return Find(name) != nullptr; }
  // The argument's place for a message, or that of the whole when it is left out.
  [[nodiscard]] const base::Json& Where(std::string_view name) const;

  [[nodiscard]] int64_t Integer(std::string_view name, int64_t otherwise) const;
  [[nodiscard]] double Number(std::string_view name, double otherwise) const;
  [[nodiscard]] bool Bool(std::string_view name, bool otherwise) const;
  [[nodiscard]] std::string String(std::string_view name, std::string_view otherwise = "") const;
  [[nodiscard]] std::vector<double> Numbers(std::string_view name) const;
  // Requires: Has(name) and a pair type.
  [[nodiscard]] std::pair<double, double> Pair(std::string_view name) const;

 private:
  const base::Json* json_;
};

// Reads a list of weights: numbers, none negative, not all zero, `expected` of them. Reports
// mistakes; `of` says what the weights stand beside ("choices"). 0 expected: any number.
std::optional<std::vector<double>> ReadWeights(const base::Json& list, size_t expected,
                                               std::string_view of, base::Diagnostics* diagnostics);

}  // namespace datagen::kernel
