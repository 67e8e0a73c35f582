#include "making/plan/keys.h"

#include <fmt/format.h>

#include "foundation/base/spelling.h"

namespace datagen::plan {
namespace {

size_t At(int index) { return static_cast<size_t>(index); }

// Proofs go by what a generator says of its own values, never by what it happens to read: one that
// reads the parent's key need not carry it.
bool ProvenUnique(const Plan& plan, int node_index, const std::vector<int>& columns) {
  const Node& node = plan.nodes[At(node_index)];
  if (node.rows <= 1) return true;
  bool in_parent = false;
  std::vector<int> parent_columns;
  for (const int index : columns) {
    const Column& column = node.columns[At(index)];
    if (column.domain.unique) return true;
    in_parent |= column.domain.unique_in_parent;
    if (column.copies && column.copies->kind == Input::Kind::kRelated &&
        node.relations[At(column.copies->relation)].is_parent) {
      parent_columns.push_back(column.copies->column);
    }
  }
  if (!in_parent && node.family != nullptr && node.family->children_max() <= 1) in_parent = true;
  return in_parent && !parent_columns.empty() && ProvenUnique(plan, node.parent, parent_columns);
}

}  // namespace

void MarkUniqueColumns(Plan* plan) {
  const auto mark = [&](int node, const std::string& name) {
    const int column = node < 0 ? -1 : plan->nodes[At(node)].Find(name);
    if (column >= 0) plan->nodes[At(node)].columns[At(column)].must_be_unique = true;
  };
  for (size_t i = 0; i < plan->nodes.size(); ++i) {
    const spec::Node& from = plan->spec->nodes[i];
    if (from.pk.size() == 1) mark(static_cast<int>(i), from.pk[0]);
    for (size_t k = 0; k < from.columns.size(); ++k) {
      if (from.columns[k].unique) plan->nodes[i].columns[k].must_be_unique = true;
    }
  }
  for (const spec::ColumnList& list : plan->spec->constraints.unique) {
    if (list.columns.size() == 1) mark(plan->Find(list.node), list.columns[0]);
  }
}

void CheckKeys(const Plan& plan, base::Diagnostics* diagnostics) {
  const auto check = [&](const base::Place& where, int node, const std::vector<std::string>& names,
                         const char* what) {
    std::vector<int> columns;
    for (const std::string& name : names) {
      const int column = plan.nodes[At(node)].Find(name);
      if (column < 0 || !plan.nodes[At(node)].columns[At(column)].bound) return;
      columns.push_back(column);
    }
    if (columns.size() < 2 || ProvenUnique(plan, node, columns)) return;
    diagnostics->Warn(
        "key-can-repeat", where,
        fmt::format("{} ({}) of '{}' can repeat; validation will tell", what,
                    base::JoinNames(names), plan.nodes[At(node)].id),
        {.hint = "it holds by construction when one column is unique, or when it joins the "
                 "parent's key with a column that is unique in the parent (sequence per parent, "
                 "pick unique_in_parent, grid)"});
  };
  for (size_t i = 0; i < plan.nodes.size(); ++i) {
    const spec::Node& node = plan.spec->nodes[i];
    if (!node.pk.empty()) {
      check(node.where.At("pk"), static_cast<int>(i), node.pk, "primary key");
    }
  }
  for (const spec::ColumnList& list : plan.spec->constraints.unique) {
    const int node = plan.Find(list.node);
    if (node >= 0) check(list.where, node, list.columns, "unique");
  }
}

}  // namespace datagen::plan
