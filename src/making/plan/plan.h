// A plan: a spec with every name resolved, every size known and every kernel bound. Making it finds
// every value error; nothing in it can fail on a row, except that a column which must not be null
// can turn out null where its generator divides by zero or looks up a key that is not there.
//
// Columns are ordered, not tables: a reference to another row is that column evaluated at that row.
//
// Thread-safety: immutable once the engine has prepared it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "foundation/base/diagnostic.h"
#include "foundation/base/name_index.h"
#include "foundation/base/status.h"
#include "foundation/work/job_context.h"
#include "functions/expression/expression.h"
#include "functions/kernel/binding.h"
#include "language/spec/spec.h"
#include "making/plan/family.h"

namespace datagen::plan {

// Where a kernel's input comes from.
struct Input {
  enum class Kind {
    kColumn,   // of the same row
    kRelated,  // of the row that a relation names
    kWhole,    // all values of a small table, given to Prepare
  };
  Kind kind = Kind::kColumn;
  int node = 0;
  int column = 0;
  int relation = -1;  // of kRelated
};

// What a kernel is given: by slot.
struct Inputs {
  std::vector<Input> values;
  std::vector<Input> children;  // kind has no meaning
  bool family = false;          // parent rows and child indexes
};

struct Step {
  std::unique_ptr<kernel::Modifier> modifier;
  kernel::ValueType type;  // of the values after it
};

struct Column {
  std::string name;
  kernel::ValueType type;
  bool nullable = false;
  bool hidden = false;
  bool must_be_unique = false;  // alone: a key of one column, or "unique"
  bool bound = false;

  Inputs inputs;
  std::unique_ptr<kernel::Generator> generator;
  kernel::ValueType made_type;  // what the generator makes
  std::vector<Step> steps;
  std::optional<std::pair<double, double>> clamp;  // in the unit of the made type
  double null_rate = 0;
  random::Stream null_stream;
  expression::ExpressionPtr null_when;
  bool can_be_null = false;  // after the mask

  // Of arrays: the generator makes elements; element k of row r is its row r * length_max + k.
  int64_t length_min = 0;
  int64_t length_max = 0;
  random::Stream length_stream;

  bool computed = false;          // a value that does not fit the type is wrong
  bool follows_uniforms = false;  // its generator can be correlated
  int correlation = -1;           // the row of the node's correlation matrix

  kernel::Domain domain;
  // The input whose values it has, row by row and as different as they are there: its generator
  // copies them and nothing changes them later. nullopt: it has values of its own.
  std::optional<Input> copies;
  std::string why;  // why it comes where it does, for `explain`
};

struct Relation {
  std::string name;
  int target = 0;  // node
  Inputs inputs;
  std::unique_ptr<kernel::Relation> kernel;
  kernel::RelationUse use;
  bool is_parent = false;
  int changed = 1;  // the newest version of its lookups that has changed what it chooses
};

// How many rows a table is expected to have, where they are not counted.
struct ExpectedRows {
  double mean = 0;
  double deviation = 0;  // standard
};

struct Node {
  std::string id;
  bool is_fact = false;
  int64_t rows = 0;
  // Where the rows are not exact: then `rows` is a number near them, with which the plan is whole.
  std::optional<ExpectedRows> expected;
  int parent = -1;                 // with a fan-out
  std::unique_ptr<Family> family;  // with a fan-out
  std::vector<Column> columns;
  base::NameIndex column_names;
  std::vector<Relation> relations;
  base::NameIndex relation_names;
  std::vector<int> order;  // columns, each after those of its row that it needs
  // Lower triangle of the Cholesky factor of the correlation matrix, and a stream for each of its
  // columns.
  std::vector<std::vector<double>> correlation;
  std::vector<random::Stream> correlation_streams;

  // -1 for an unknown name.
  [[nodiscard]] int Find(std::string_view name) const { return column_names.Find(name); }
};

struct Plan {
  std::unique_ptr<spec::Spec> spec;
  int64_t seed = 42;
  std::vector<Node> nodes;
  base::NameIndex node_names;
  // What is known of columns as other rows read them: what binding contexts have pointed to.
  std::vector<std::unique_ptr<kernel::Domain>> read_domains;
  double row_bytes_max = 0;  // of any table: bounds how many rows a batch may have

  // -1 for an unknown name.
  [[nodiscard]] int Find(std::string_view id) const { return node_names.Find(id); }
  // Whether the rows of all tables are exact. Else no data may be made of it, samples apart.
  [[nodiscard]] bool exact() const;
  [[nodiscard]] random::Key KeyFor(std::string_view path) const;
};

struct Options {
  std::optional<int64_t> seed;          // else the spec's
  std::map<std::string, int64_t> rows;  // by node, over the spec's
  double scale = 1;
  work::JobContext job;  // counts the children of fan-outs
  // False: tables whose children would take long to count get the number that is expected.
  bool exact_rows = true;
};

// Requires: `diagnostics` is the one that ReadSpec reported to, so that all mistakes stand
// together. nullptr at a stop, and when there are errors: with the exact rows too, where those
// decide.
std::unique_ptr<Plan> MakePlan(std::unique_ptr<spec::Spec> spec, const Options& options,
                               base::Diagnostics* diagnostics);

}  // namespace datagen::plan
