// Binds a spec. Inside this stage only.
#pragma once

#include <memory>
#include <string>
#include <vector>

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
  // Binds the column unless it is; false when it is broken (reported). A column that is being bound
  // depends on itself: reported at `where`.
  bool RequireColumn(const base::Place& where, int node, int column);
  [[nodiscard]] bool MustBeUnique(int node, int column) const;
  [[nodiscard]] random::Key KeyFor(std::string_view path) const;

 private:
  enum class State { kOpen, kBinding, kBound, kBroken };

  void ResolveSizes();
  bool ResolveFamily(int node, std::vector<int>* open);
  void BindColumn(int node, int column);
  void FinishColumn(int node, int column, const kernel::BoundGenerator& bound,
                    kernel::ValueType type, kernel::Domain domain);
  void FinishNulls(int node, int column, const kernel::Domain& domain, bool by_design);
  void BindCorrelations(int node);
  void CheckKeys();
  bool ProvenUnique(int node, const std::vector<int>& columns) const;
  void OrderColumns(int node);

  std::unique_ptr<Plan> plan_;
  Options options_;
  base::Diagnostics* diagnostics_;
  std::vector<std::vector<State>> states_;
  std::vector<std::pair<int, int>> open_;  // columns being bound, outermost first
};

}  // namespace datagen::plan
