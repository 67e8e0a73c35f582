// A small world to bind and run one function of the language in, without a plan and an engine: the
// tables around it hold listed values, keys are those that a plan makes, relations and nested
// generators are the real ones.
//
// A row beyond the list of a column takes the list from its start again.
// Thread-safety: none.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/base/diagnostic.h"
#include "functions/kernel/binding.h"

namespace datagen::cases {

struct FakeColumn {
  std::string name;
  kernel::ValueType type;
  kernel::VectorPtr values;
  kernel::Domain domain;
  bool nullable = false;
  // A lookup in place of listed values: what it reads, and how it picks.
  std::optional<kernel::Reference> looks_up;
  kernel::Pick pick;
};

struct FakeTable {
  int64_t rows = 0;
  std::vector<std::unique_ptr<FakeColumn>> columns;
};

// A column of the children of this table's rows: a list for each row.
struct FakeChildren {
  kernel::Reference reference;
  kernel::ValueType type;
  std::vector<kernel::VectorPtr> values;
  bool nullable = false;
  kernel::Domain domain;
};

// What a bound function reads, by slot.
struct FakeInputs {
  struct Input {
    enum class Kind { kColumn, kRelated, kWhole };
    Kind kind = Kind::kColumn;
    const FakeColumn* column = nullptr;
    int relation = -1;

    bool operator==(const Input&) const = default;
  };
  std::vector<Input> values;
  std::vector<const FakeChildren*> children;
  bool family = false;
};

struct FakeRelation {
  std::string name;
  std::string target;
  std::unique_ptr<kernel::Relation> kernel;
  kernel::RelationUse use;
  FakeInputs inputs;
};

struct FakeWorld {
  // The cell's place.
  std::string node = "t";
  std::string field = "c";
  kernel::ValueType type;
  bool nullable = false;
  bool unique = false;
  int64_t row_count = 1000;
  int64_t seed = 42;
  std::string locale = "en_US";
  kernel::Timeframe timeframe;

  std::map<std::string, FakeTable, std::less<>> tables;  // the own one, too
  std::string parent;                                    // "": no fan-out
  std::vector<int64_t> child_counts;                     // of each parent row
  std::vector<FakeChildren> children;
  std::vector<FakeRelation> relations;
  // What its domains say as they are handed out, kept as long as the world.
  std::vector<std::unique_ptr<kernel::Domain>> read_domains;

  [[nodiscard]] random::Key KeyFor(std::string_view path) const;
  [[nodiscard]] const FakeColumn* Find(const kernel::Reference& reference) const;
};

class FakeBindContext : public kernel::BindContext {
 public:
  FakeBindContext(FakeWorld* world, FakeInputs* inputs, std::string key_path, bool unique,
                  base::Diagnostics* diagnostics)
      : world_(world),
        inputs_(inputs),
        key_path_(std::move(key_path)),
        unique_(unique),
        diagnostics_(diagnostics) {}

  [[nodiscard]] const kernel::ValueType& type() const override { return world_->type; }
  [[nodiscard]] bool nullable() const override { return world_->nullable; }
  [[nodiscard]] bool unique() const override { return unique_; }
  [[nodiscard]] int64_t row_count() const override { return world_->row_count; }
  [[nodiscard]] const std::string& node_name() const override { return world_->node; }
  [[nodiscard]] const std::string& column_name() const override { return world_->field; }
  [[nodiscard]] std::string parent_name() const override { return world_->parent; }
  [[nodiscard]] int64_t children_max() const override;
  [[nodiscard]] bool is_grandparent(std::string_view /*node*/) const override { return false; }
  [[nodiscard]] const kernel::Timeframe& timeframe() const override { return world_->timeframe; }
  [[nodiscard]] const std::string& locale() const override { return world_->locale; }
  [[nodiscard]] random::Key key() const override { return world_->KeyFor(key_path_); }
  [[nodiscard]] random::Key NodeKey(std::string_view name) const override;
  [[nodiscard]] int input_count() const override {
    return static_cast<int>(inputs_->values.size());
  }

  std::optional<kernel::ColumnUse> UseColumn(const base::Place& where,
                                             std::string_view name) override;
  std::optional<kernel::ColumnUse> UseRelated(const base::Place& where,
                                              const kernel::RelationUse& relation,
                                              const kernel::Reference& reference) override;
  std::optional<kernel::ColumnUse> DescribeColumn(const base::Place& where,
                                                  const kernel::Reference& reference) override;
  std::optional<kernel::ColumnUse> UseWholeColumn(const base::Place& where,
                                                  const kernel::Reference& reference,
                                                  int64_t rows_max) override;
  std::optional<kernel::ColumnUse> UseChildren(const base::Place& where,
                                               const kernel::Reference& reference) override;
  bool UseFamily(const base::Place& where) override;
  std::optional<kernel::RelationUse> UseRelation(const base::Place& where, std::string_view node,
                                                 const kernel::Pick& pick,
                                                 const std::string& shared_name,
                                                 const kernel::Arguments& arguments) override;
  std::optional<kernel::RelationUse> FindLookup(const base::Place& where, std::string_view name,
                                                const kernel::Reference& reference) override;
  std::optional<kernel::ColumnUse> UseTimeColumn(const base::Place& where,
                                                 const std::string& name) override;
  std::optional<kernel::BoundGenerator> BindNested(const base::Json& generator,
                                                   std::string_view name) override;
  base::Diagnostics* diagnostics() override { return diagnostics_; }

 private:
  // Reports what is not there.
  const FakeColumn* Require(const base::Place& where, const kernel::Reference& reference);
  [[nodiscard]] kernel::ColumnUse Describe(const FakeColumn& column, const std::string& table,
                                           int slot) const;
  int AddInput(const FakeInputs::Input& input);
  std::optional<kernel::RelationUse> Relate(const base::Place& where, std::string_view node,
                                            const kernel::Pick& pick, const std::string& name,
                                            const kernel::Arguments& arguments);
  // The relation that a column looks up through.
  std::optional<kernel::RelationUse> RelationOf(const base::Place& where, const FakeColumn& column);

  FakeWorld* world_;
  FakeInputs* inputs_;
  std::string key_path_;
  bool unique_;
  base::Diagnostics* diagnostics_;
};

}  // namespace datagen::cases
