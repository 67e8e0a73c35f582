// A spec as a typed model: what a document says, or a program builds. Names and shapes are checked,
// functions are found; types, references and sizes are the plan's business.
//
// Invariant: nothing here is JSON to be read again but the arguments of functions, which only the
// functions themselves read (by kernel::Arguments), and literal values.
// Two models are equal when they say the same; where it stands is no part of it.
// Thread-safety: values; immutable after reading.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "foundation/base/diagnostic.h"
#include "foundation/base/json_form.h"
#include "functions/expression/code.h"
#include "functions/kernel/binding.h"
#include "language/spec/claims.h"
#include "language/spec/rule.h"

namespace datagen::spec {

// A function with its arguments: an object whose keys and types are checked.
template <typename Info>
struct Call {
  const Info* function = nullptr;
  base::Place where;
  // Lifetime: keeps what it points into.
  std::shared_ptr<const base::Json> arguments;
  int version = 0;  // as the document names it; 0: it names none

  bool operator==(const Call& other) const {
    return function == other.function && version == other.version && *arguments == *other.arguments;
  }
};

struct Column {
  base::Place where;
  std::string name;
  kernel::ValueType type;
  bool nullable = false;
  std::optional<Call<kernel::GeneratorInfo>> generator;  // absent: it was wrong and is reported
  std::vector<Call<kernel::ModifierInfo>> modifiers;
  ColumnConstraints constraints;
  std::optional<double> null_rate;
  std::optional<expression::Code> null_when;
  int null_when_version = 0;  // of `expression`, as the document names it; 0: it names none
  bool unique = false;
  int64_t unique_up_to = 0;  // rows that there is room for; 0: as many as there are
  bool hidden = false;
  std::pair<int64_t, int64_t> length = kLengthDefault;  // of arrays
  std::string description;
  bool broken = false;  // a mistake was reported; whoever needs it keeps silent

  static constexpr std::pair<int64_t, int64_t> kLengthDefault = {0, 3};
  bool operator==(const Column&) const = default;
};

struct Correlation {
  base::Place where;
  std::string left;
  std::string right;
  double rho = 0;
  bool operator==(const Correlation&) const = default;
};

struct Node {
  base::Place where;
  std::string id;
  bool is_fact = false;
  std::vector<std::string> pk;
  std::vector<std::string> parents;
  std::optional<Call<kernel::FanoutInfo>> fanout;  // arguments: with "distribution"
  bool fanout_broken = false;
  std::optional<int64_t> rows;
  std::string table;  // its name in databases, maybe "schema.table"; "": its id
  std::vector<Column> columns;
  std::vector<Correlation> correlations;
  std::string description;

  [[nodiscard]] const Column* Find(std::string_view name) const;
  bool operator==(const Node&) const = default;
};

struct Spec {
  static constexpr int64_t kSeedDefault = 42;
  static constexpr const char* kLocaleDefault = "en_US";

  std::string name;
  std::string description;
  kernel::Timeframe timeframe;
  int64_t seed = kSeedDefault;
  std::string locale = kLocaleDefault;
  std::vector<Node> nodes;
  Constraints constraints;
  Targets targets;
  std::vector<Rule> rules;
  std::vector<std::vector<std::string>> dag;  // levels of nodes; said, not needed

  [[nodiscard]] const Node* Find(std::string_view id) const;
  // The JSON path of something of this spec; "" of what was built, not read.
  [[nodiscard]] std::string Path(const base::Place& place) const;

  bool operator==(const Spec& other) const;

 private:
  friend class SpecReader;
  std::shared_ptr<const base::Json> document_;  // what places lead into
};

// Reads a document. Reports every mistake it finds to `diagnostics`; nullptr only when the text is
// no JSON object. A Spec with reported mistakes can still be planned, to find the others.
std::unique_ptr<Spec> ReadSpec(std::string_view text, base::Diagnostics* diagnostics,
                               base::JsonForm form = base::JsonForm::kStrict);

// Reads {"id": {arguments}}; reports mistakes. For generators inside generators, too.
// Lifetime: the call refers to `json`.
std::optional<Call<kernel::GeneratorInfo>> ReadGenerator(const base::Json& json,
                                                         base::Diagnostics* diagnostics);

// The JSON Schema (draft 2020-12) of the language.
base::Json JsonSchema();

}  // namespace datagen::spec
