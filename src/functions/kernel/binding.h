// How a function is bound: its arguments checked, its needs declared, its kernel built.
//
// Everything that can fail fails here; kernels cannot. A bind function reports every mistake it
// finds to context.diagnostics() and then returns nothing.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "foundation/base/diagnostic.h"
#include "foundation/base/json.h"
#include "foundation/random/stream.h"
#include "functions/kernel/cells.h"
#include "functions/kernel/domain.h"
#include "functions/kernel/function.h"
#include "functions/kernel/pick.h"
#include "functions/kernel/reference.h"
#include "functions/kernel/value_type.h"
#include "functions/kernel/vector.h"

namespace datagen::kernel {

class BindContext;

// ---- Generators: make the values of a column.

class Generator {
 public:
  virtual ~Generator() = default;
  // Called once before any Fill. `inputs` holds the whole columns asked for with UseWholeColumn.
  virtual void Prepare(const VectorPtr* /*inputs*/) {}
  // Thread-safety: called from many threads at once.
  [[nodiscard]] virtual VectorPtr Fill(const Cells& cells) const = 0;
};

struct BoundGenerator {
  std::unique_ptr<Generator> kernel;
  ValueType type;  // of the values made; the plan casts them to the column's type
  Domain domain;
  // Limits that hold after the modifiers too, in the unit of `type` (days, microseconds, numbers).
  std::optional<std::pair<double, double>> clamp;
  bool follows_uniforms = false;  // takes Cells::uniforms (else it can't be correlated)
  // Its values follow from others: one that does not fit the column's type is wrong, where a drawn
  // one may become the nearest that fits.
  bool computed = false;
  // A column that makes the value null in every row where it is null itself, and one whose nulls
  // come at random and may come through; "": none is known.
  std::string null_with;
  std::string null_perhaps_with;
  // The input that it gives as it is, row by row; -1: it makes values of its own. What the plan
  // proves of keys that are carried over, it proves by this.
  int copies_slot = -1;
};

struct GeneratorInfo : FunctionInfo {
  std::optional<BoundGenerator> (*bind)(BindContext& context, const Arguments& arguments) = nullptr;
  // The number of rows that an entity with this column has when the spec names none; null: no
  // opinion.
  int64_t (*natural_rows)(const Arguments& arguments) = nullptr;
};

// ---- Modifiers: change values that a generator made.

class Modifier {
 public:
  virtual ~Modifier() = default;
  virtual void Prepare(const VectorPtr* /*inputs*/) {}
  // `beyond_clamp`: set to 1 where the generator's clamp must not be applied again; empty until a
  // modifier fills it with zeros for every row.
  [[nodiscard]] virtual VectorPtr Apply(const Cells& cells, VectorPtr values,
                                        base::Buffer<uint8_t>* beyond_clamp) const = 0;
};

struct BoundModifier {
  std::unique_ptr<Modifier> kernel;
  ValueType type;  // of the values after it
  Domain domain;
};

struct ModifierInfo : FunctionInfo {
  // `type` and `domain` describe the values it is given.
  std::optional<BoundModifier> (*bind)(BindContext& context, const Arguments& arguments,
                                       const ValueType& type, const Domain& domain) = nullptr;
};

// ---- Fan-outs: how many children a parent has.

// Chances of first, first + 1, … children.
struct CountDistribution {
  int64_t first = 0;
  std::vector<double> weights;
};

// Larger supports would not fit a table.
constexpr int64_t kFanoutSupportMax = int64_t{1} << 20;

struct FanoutInfo : FunctionInfo {
  std::optional<CountDistribution> (*bind)(const Arguments& arguments,
                                           base::Diagnostics* diagnostics) = nullptr;
};

// ---- Relations: which row of another table a row refers to.

class Relation {
 public:
  virtual ~Relation() = default;
  virtual void Prepare(const VectorPtr* /*inputs*/) {}
  // Writes a row id for each cell, or -1 for none.
  virtual void Map(const Cells& cells, int64_t* targets) const = 0;
};

struct BoundRelation {
  std::unique_ptr<Relation> kernel;
  bool unique = false;            // no target row twice in the table
  bool unique_in_parent = false;  // no target row twice among the children of one parent
  bool nulls = false;             // gives -1 by design
  bool rare_nulls = false;        // gives -1 where the data ask for it (a key that is not there)
};

struct RelationRequest {
  int64_t target_rows = 0;
  Pick pick;
  base::Place where;
  Arguments arguments;  // of the lookup
  std::string target_node;
  // The most rows above a row, by the rules of the spec; of a relation into the own table.
  std::optional<int64_t> depth_max;
};

struct RelationInfo : FunctionInfo {
  std::optional<BoundRelation> (*bind)(BindContext& context,
                                       const RelationRequest& request) = nullptr;
};

// ---- What a bind function can ask for.

// A column whose values are an input. Lifetime: as long as the plan.
struct ColumnUse {
  int slot = 0;
  ValueType type;
  bool nullable = false;
  const Domain* domain = nullptr;
  int64_t rows = 0;             // of its table
  int64_t children_max = 0;     // of a row here, where the column is of its children
  bool null_by_design = false;  // in some rows, whatever the data are
  bool null_at_random = false;  // in rows that nothing else tells
};

// A bound relation, by its number in the node.
struct RelationUse {
  int relation = 0;
  bool unique = false;
  bool unique_in_parent = false;
  bool nulls = false;
  bool rare_nulls = false;
};

struct Timeframe {
  int64_t start = 0;  // microseconds since 1970
  int64_t end = 0;    // inclusive
  std::string freq;
  bool ends_with_day = false;  // the end is the last microsecond of a day that was given as such

  bool operator==(const Timeframe&) const = default;
};

class BindContext {
 public:
  virtual ~BindContext() = default;

  // The cell's place.
  [[nodiscard]] virtual const ValueType& type() const = 0;  // of an array: its element's
  [[nodiscard]] virtual bool nullable() const = 0;
  // Whether modifiers change what it makes.
  [[nodiscard]] virtual bool has_modifiers() const { return false; }
  // Whether nothing says how many of its values are null, so that what its functions make decides.
  [[nodiscard]] virtual bool default_nulls() const { return false; }
  [[nodiscard]] virtual bool unique() const = 0;  // values must not repeat
  [[nodiscard]] virtual int64_t row_count() const = 0;
  [[nodiscard]] virtual const std::string& node_name() const = 0;
  [[nodiscard]] virtual const std::string& column_name() const = 0;
  [[nodiscard]] virtual std::string parent_name() const = 0;  // with a fan-out; "" when none
  [[nodiscard]] virtual int64_t children_max() const = 0;     // per parent; 0 without a fan-out
  // Whether each row belongs to one row of that table by way of its parent.
  [[nodiscard]] virtual bool is_grandparent(std::string_view node) const = 0;
  [[nodiscard]] virtual const Timeframe& timeframe() const = 0;
  [[nodiscard]] virtual const std::string& locale() const = 0;

  // Randomness: of this function in this column, or shared by the node under a name.
  [[nodiscard]] virtual random::Key key() const = 0;
  [[nodiscard]] virtual random::Key NodeKey(std::string_view name) const = 0;

  // How many input slots are in use so far.
  [[nodiscard]] virtual int input_count() const = 0;
  // Inputs. Each reports a mistake at `where` and returns nothing when it can't be had.
  virtual std::optional<ColumnUse> UseColumn(const base::Place& where, std::string_view name) = 0;
  // The row that a relation names; the domain is that of the values as this table reads them.
  virtual std::optional<ColumnUse> UseRelated(const base::Place& where, const RelationUse& relation,
                                              const Reference& reference) = 0;
  // What is known of a column of any table, without making it an input (slot -1).
  virtual std::optional<ColumnUse> DescribeColumn(const base::Place& where,
                                                  const Reference& reference) = 0;
  // All values of a column of another table, for Prepare. At most `rows_max` rows.
  virtual std::optional<ColumnUse> UseWholeColumn(const base::Place& where,
                                                  const Reference& reference, int64_t rows_max) = 0;
  virtual std::optional<ColumnUse> UseChildren(const base::Place& where,
                                               const Reference& reference) = 0;
  // Cells::parent_rows and child_indexes.
  virtual bool UseFamily(const base::Place& where) = 0;
  // The relation to the rows of `node` that `pick` names. `shared_name`:
  // lookups of one node with the same name read the same row; "" for the column's own.
  virtual std::optional<RelationUse> UseRelation(const base::Place& where, std::string_view node,
                                                 const Pick& pick, const std::string& shared_name,
                                                 const Arguments& arguments) = 0;
  // The relation that column `name` reads through, when it copies `reference`.
  virtual std::optional<RelationUse> FindLookup(const base::Place& where, std::string_view name,
                                                const Reference& reference) = 0;

  // The only date or datetime column of the node besides this one, or `name` when it is given.
  virtual std::optional<ColumnUse> UseTimeColumn(const base::Place& where,
                                                 const std::string& name) = 0;

  // A generator inside this one, with randomness of its own under `name`; it shares the slots.
  virtual std::optional<BoundGenerator> BindNested(const base::Json& generator,
                                                   std::string_view name) = 0;

  // What is bound is a case that the function's version `version` has changed.
  void NoteChange(int version) { changed_ = std::max(changed_, version); }
  // The newest version that has changed it; 1: none has.
  [[nodiscard]] int changed() const { return changed_; }

  virtual base::Diagnostics* diagnostics() = 0;
  void Error(base::DiagnosticCode code, const base::Place& where, std::string message,
             base::Details details = {}) {
    diagnostics()->Error(code, where, std::move(message), std::move(details));
  }

 private:
  int changed_ = 1;
};

}  // namespace datagen::kernel
