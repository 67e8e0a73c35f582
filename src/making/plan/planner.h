// Binds the columns of a spec, each after those that it reads. Inside this stage only.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "making/plan/cast_effect.h"
#include "making/plan/plan.h"

namespace datagen::plan {

class Planner {
 public:
  Planner(std::unique_ptr<spec::Spec> spec, const Options& options, base::Diagnostics* diagnostics);

  std::unique_ptr<Plan> Run();

  // For the binding contexts.
  [[nodiscard]] Plan& plan() { return *plan_; }
  [[nodiscard]] const spec::Spec& spec() const { return *plan_->spec; }
  base::Diagnostics* diagnostics() { return diagnostics_; }
  // After a Run that gave no plan.
  std::unique_ptr<spec::Spec> ReleaseSpec() { return std::move(plan_->spec); }
  // Binds the column unless it is; false when it is broken (reported). A column that is being bound
  // depends on itself: reported at `where`.
  bool RequireColumn(const base::Place& where, int node, int column);

 private:
  enum class State { kOpen, kBinding, kBound, kBroken };

  // A column while it is bound: where it stands, and what is known of its values so far.
  struct Binding {
    int node;
    int column;
    const spec::Node& from_node;
    const spec::Column& from;
    Column& planned;
    bool is_array;
    kernel::ValueType target;  // of an array: its element's
    kernel::ValueType type;    // of the values after the steps so far
    kernel::Domain domain;
    // The first step that gives nulls, and where it stands.
    const kernel::FunctionInfo* null_giver = nullptr;
    base::Place null_where;
    // Whether a step after it, of which nothing more is known, once hid that.
    bool nulls_were_hidden = false;
    std::string null_with;  // as the generator has them
    std::string null_perhaps_with;
  };

  void BindColumn(int node, int column);
  bool BindModifiers(Binding* binding);
  void BindNullCondition(const Binding& binding);
  void FinishColumn(const kernel::BoundGenerator& bound, Binding* binding);
  void CheckLimits(const Binding& binding);
  void CheckUnique(const Binding& binding, const CastEffect& effect);
  void FinishArray(const Binding& binding);
  void FinishNulls(const Binding& binding);
  void RefuseNulls(const Binding& binding);
  void NoteChange(const Binding& binding, kernel::Change::Of of);

  std::unique_ptr<Plan> plan_;
  Options options_;
  base::Diagnostics* diagnostics_;
  std::vector<std::vector<State>> states_;
  std::vector<std::pair<int, int>> open_;  // columns being bound, outermost first
};

}  // namespace datagen::plan
