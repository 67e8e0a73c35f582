// What a bind function sees of the plan. Inside this stage only.
#pragma once

#include <string>

#include "making/plan/planner.h"

namespace datagen::plan {

class PlanContext : public kernel::BindContext {
 public:
  // Binds a function of a column, or (with `inputs` of a relation) a relation asked for by it.
  PlanContext(Planner* planner, int node, int column, Inputs* inputs, std::string key_path,
              kernel::ValueType type, bool unique);

  [[nodiscard]] const kernel::ValueType& type() const override { return type_; }
  [[nodiscard]] bool nullable() const override { return spec_column().nullable; }
  [[nodiscard]] bool has_modifiers() const override { return !spec_column().modifiers.empty(); }
  [[nodiscard]] bool default_nulls() const override {
    const spec::Column& column = spec_column();
    return column.nullable && !column.null_rate && !column.null_when;
  }
  [[nodiscard]] bool unique() const override { return unique_; }
  [[nodiscard]] int64_t row_count() const override;
  [[nodiscard]] const std::string& node_name() const override { return node_of_plan().id; }
  [[nodiscard]] const std::string& column_name() const override { return spec_column().name; }
  [[nodiscard]] std::string parent_name() const override;
  [[nodiscard]] int64_t children_max() const override;
  [[nodiscard]] bool is_grandparent(std::string_view node) const override;
  [[nodiscard]] const kernel::Timeframe& timeframe() const override {
    return planner_->spec().timeframe;
  }
  [[nodiscard]] const std::string& locale() const override { return planner_->spec().locale; }
  [[nodiscard]] random::Key key() const override { return planner_->plan().KeyFor(key_path_); }
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
  base::Diagnostics* diagnostics() override { return planner_->diagnostics(); }

 private:
  [[nodiscard]] const Node& node_of_plan() const {
    return planner_->plan().nodes[static_cast<size_t>(node_)];
  }
  [[nodiscard]] const spec::Column& spec_column() const;
  // The node and column of "table.column"; reports unknown ones.
  struct Place {
    int node;
    int column;
  };
  // Both report what is not there; ResolveNode then returns -1.
  int ResolveNode(const base::Place& where, std::string_view name);
  std::optional<Place> Resolve(const base::Place& where, const kernel::Reference& reference);
  [[nodiscard]] kernel::ColumnUse Describe(Place place, int slot) const;
  int AddInput(const Input& input);
  [[nodiscard]] std::optional<int64_t> DepthMax(const std::string& shared_name) const;

  Planner* planner_;
  int node_;
  int column_;
  Inputs* inputs_;
  std::string key_path_;
  kernel::ValueType type_;
  bool unique_;
};

}  // namespace datagen::plan
