// A spec, read: names and shapes are checked, functions are found; types, references and sizes are
// the plan's business.
//
// Lifetime: everything points into the document, which the Spec owns.
// Thread-safety: immutable after ReadSpec.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "foundation/base/diagnostic.h"
#include "foundation/base/json.h"
#include "functions/kernel/binding.h"

namespace datagen::spec {

template <typename Info>
struct Call {
  const Info* function = nullptr;
  const base::Json* where = nullptr;
  const base::Json* arguments = nullptr;  // an object whose keys and types are checked
};

struct Column {
  const base::Json* where = nullptr;
  std::string name;
  kernel::ValueType type;
  bool nullable = false;
  std::optional<Call<kernel::GeneratorInfo>> generator;  // absent: it was wrong and is reported
  std::vector<Call<kernel::ModifierInfo>> modifiers;
  std::optional<double> null_rate;
  const base::Json* null_when = nullptr;
  bool unique = false;
  bool hidden = false;
  std::pair<int64_t, int64_t> length = {0, 3};  // of arrays
  bool broken = false;  // a mistake was reported; whoever needs it keeps silent
};

struct Correlation {
  const base::Json* where = nullptr;
  std::string left;
  std::string right;
  double rho = 0;
};

struct Node {
  const base::Json* where = nullptr;
  std::string id;
  bool is_fact = false;
  std::vector<std::string> pk;
  std::vector<std::string> parents;
  std::optional<Call<kernel::FanoutInfo>> fanout;
  bool fanout_broken = false;
  std::optional<int64_t> rows;
  std::vector<Column> columns;
  std::vector<Correlation> correlations;

  [[nodiscard]] const Column* Find(std::string_view name) const;
};

// "table.column" or "table.(a,b)".
struct ColumnList {
  std::string node;
  std::vector<std::string> columns;
  const base::Json* where = nullptr;
};

struct ForeignKey {
  ColumnList from;
  ColumnList to;
};

struct Spec {
  std::unique_ptr<base::Json> document;
  std::string name;
  kernel::Timeframe timeframe;
  int64_t seed = 42;
  std::string locale = "en_US";
  std::vector<Node> nodes;
  std::vector<ColumnList> unique;
  std::vector<ForeignKey> foreign_keys;

  [[nodiscard]] const Node* Find(std::string_view id) const;
};

// Reads a document. Reports every mistake it finds to `diagnostics`; nullptr only when the text is
// no JSON object. A Spec with reported mistakes can still be planned, to find the others.
std::unique_ptr<Spec> ReadSpec(std::string_view text, base::Diagnostics* diagnostics);

// Reads {"id": {arguments}}; reports mistakes. For generators inside generators, too.
std::optional<Call<kernel::GeneratorInfo>> ReadGenerator(const base::Json& json,
                                                         base::Diagnostics* diagnostics);

// Splits "table.column" or "table.(a,b)"; reports what has another form.
std::optional<ColumnList> ReadColumnList(const base::Json& json, base::Diagnostics* diagnostics);

// The JSON Schema (draft 2020-12) of the language.
base::Json JsonSchema();

}  // namespace datagen::spec
