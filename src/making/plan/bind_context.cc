#include "making/plan/bind_context.h"

#include <fmt/format.h>

#include <algorithm>

#include "foundation/base/plural.h"
#include "foundation/base/spelling.h"
#include "functions/kernel/cast.h"
#include "language/registry/registry.h"
#include "language/spec/versions.h"

namespace datagen::plan {
namespace {

using base::Json;
using kernel::ColumnUse;
using kernel::Reference;
using kernel::RelationUse;

}  // namespace

PlanContext::PlanContext(Planner* planner, int node, int column, Inputs* inputs,
                         std::string key_path, kernel::ValueType type, bool unique)
    : planner_(planner),
      node_(node),
      column_(column),
      inputs_(inputs),
      key_path_(std::move(key_path)),
      type_(std::move(type)),
      unique_(unique) {}

const spec::Column& PlanContext::spec_column() const {
  return planner_->spec().nodes[static_cast<size_t>(node_)].columns[static_cast<size_t>(column_)];
}

std::string PlanContext::parent_name() const {
  const int parent = node_of_plan().parent;
  return parent < 0 ? "" : planner_->plan().nodes[static_cast<size_t>(parent)].id;
}

int64_t PlanContext::row_count() const {
  return unique_ ? std::max(node_of_plan().rows, spec_column().unique_up_to) : node_of_plan().rows;
}

int64_t PlanContext::children_max() const {
  return node_of_plan().family == nullptr ? 0 : node_of_plan().family->children_max();
}

bool PlanContext::is_grandparent(std::string_view node) const {
  const Plan& plan = planner_->plan();
  int at = node_of_plan().parent;
  if (at < 0) return false;
  // A parent has fewer of them above it than there are tables: families do not go in circles.
  while ((at = plan.nodes[static_cast<size_t>(at)].parent) >= 0) {
    if (plan.nodes[static_cast<size_t>(at)].id == node) return true;
  }
  return false;
}

random::Key PlanContext::NodeKey(std::string_view name) const {
  return planner_->plan().KeyFor(fmt::format("{}//{}", node_name(), name));
}

int PlanContext::ResolveNode(const base::Place& where, std::string_view name) {
  const Plan& plan = planner_->plan();
  const int node = plan.Find(name);
  if (node >= 0) return node;
  std::vector<std::string> ids;
  for (const Node& known : plan.nodes) ids.push_back(known.id);
  Error("unknown-table", where, fmt::format("'{}' is no node", name),
        {.expected = fmt::format("one of {}", base::JoinNames(ids)),
         .hint = base::DidYouMean(name, ids)});
  return -1;
}

namespace {

// For TRUE and None, too: words of other languages, which are read as names.
std::string HintForColumn(const std::string& name, const std::vector<std::string>& names) {
  const std::string near = base::DidYouMean(name, names);
  if (!near.empty()) return near;
  for (const auto& [foreign, own] :
       {std::pair("true", "true"), std::pair("false", "false"), std::pair("null", "null"),
        std::pair("none", "null"), std::pair("nil", "null"), std::pair("nan", "null")}) {
    if (base::EditDistance(name, foreign) == 0) return fmt::format("write {}", own);
  }
  return "";
}

}  // namespace

std::optional<PlanContext::Place> PlanContext::Resolve(const base::Place& where,
                                                       const Reference& reference) {
  const int node = ResolveNode(where, reference.table);
  if (node < 0) return std::nullopt;
  if (reference.columns.size() != 1) {
    Error("invalid-reference", where,
          fmt::format("{} names {} {}", PrintReference(reference), reference.columns.size(),
                      base::Plural(reference.columns.size(), "column")),
          {.expected = "one"});
    return std::nullopt;
  }
  const std::string& column_name = reference.column();
  const Node& found = planner_->plan().nodes[static_cast<size_t>(node)];
  const int column = found.Find(column_name);
  if (column < 0) {
    std::vector<std::string> names;
    for (const Column& known : found.columns) names.push_back(known.name);
    Error("unknown-column", where,
          fmt::format("'{}' is no column of node '{}'", column_name, found.id),
          {.expected = fmt::format("one of {}", base::JoinNames(names)),
           .hint = HintForColumn(column_name, names)});
    return std::nullopt;
  }
  return Place{node, column};
}

ColumnUse PlanContext::Describe(Place place, int slot) const {
  const Node& node = planner_->plan().nodes[static_cast<size_t>(place.node)];
  const Column& column = node.columns[static_cast<size_t>(place.column)];
  const bool at_random = column.null_rate > 0;
  const bool by_design = at_random || column.null_when != nullptr || column.domain.nulls;
  return {slot,      column.type, column.can_be_null, &column.domain,
          node.rows, 0,           by_design,          at_random};
}

int PlanContext::AddInput(const Input& input) {
  for (size_t i = 0; i < inputs_->values.size(); ++i) {
    const Input& other = inputs_->values[i];
    if (other.kind == input.kind && other.node == input.node && other.column == input.column &&
        other.relation == input.relation) {
      return static_cast<int>(i);
    }
  }
  inputs_->values.push_back(input);
  return static_cast<int>(inputs_->values.size()) - 1;
}

std::optional<ColumnUse> PlanContext::UseColumn(const base::Place& where, std::string_view name) {
  // "table.column" of the own table is the column itself; of the parent, the parent row's value.
  const auto reference =
      node_of_plan().Find(name) < 0 ? kernel::ParseReference(name) : std::nullopt;
  if (reference && reference->table == node_name()) return UseColumn(where, reference->column());
  if (reference && reference->table == parent_name()) {
    const Json none = Json::Object();
    const auto relation =
        UseRelation(where, reference->table, {"parent", "", {}}, "", kernel::Arguments(&none));
    if (!relation) return std::nullopt;
    return UseRelated(where, *relation, *reference);
  }
  const auto place = Resolve(where, {node_name(), {std::string(name)}});
  if (!place || !planner_->RequireColumn(where, place->node, place->column)) return std::nullopt;
  return Describe(*place, AddInput({Input::Kind::kColumn, place->node, place->column, -1}));
}

std::optional<ColumnUse> PlanContext::UseRelated(const base::Place& where,
                                                 const RelationUse& relation,
                                                 const Reference& reference) {
  const auto place = Resolve(where, reference);
  if (!place || !planner_->RequireColumn(where, place->node, place->column)) return std::nullopt;
  const int slot = AddInput({Input::Kind::kRelated, place->node, place->column, relation.relation});
  ColumnUse use = Describe(*place, slot);
  // Rows that are read repeat, and come in another order than in their table.
  auto domain = std::make_unique<kernel::Domain>(*use.domain);
  domain->unique_in_parent = relation.unique_in_parent && domain->unique;
  domain->unique = relation.unique && domain->unique;
  domain->sequence.reset();
  domain->spread_known = false;
  use.domain = domain.get();
  planner_->plan().read_domains.push_back(std::move(domain));
  return use;
}

std::optional<ColumnUse> PlanContext::DescribeColumn(const base::Place& where,
                                                     const Reference& reference) {
  const auto place = Resolve(where, reference);
  if (!place || !planner_->RequireColumn(where, place->node, place->column)) return std::nullopt;
  return Describe(*place, -1);
}

std::optional<ColumnUse> PlanContext::UseWholeColumn(const base::Place& where,
                                                     const Reference& reference, int64_t rows_max) {
  const auto place = Resolve(where, reference);
  if (!place || !planner_->RequireColumn(where, place->node, place->column)) return std::nullopt;
  const int64_t rows = planner_->plan().nodes[static_cast<size_t>(place->node)].rows;
  if (rows > rows_max) {
    Error("too-large", where, fmt::format("{} has {} rows", PrintReference(reference), rows),
          {.expected = fmt::format("at most {}, since they are kept in memory here", rows_max)});
    return std::nullopt;
  }
  return Describe(*place, AddInput({Input::Kind::kWhole, place->node, place->column, -1}));
}

std::optional<ColumnUse> PlanContext::UseChildren(const base::Place& where,
                                                  const Reference& reference) {
  const auto place = Resolve(where, reference);
  if (!place || !planner_->RequireColumn(where, place->node, place->column)) return std::nullopt;
  const Node& child = planner_->plan().nodes[static_cast<size_t>(place->node)];
  if (child.parent != node_) {
    Error(
        "not-a-child", where, fmt::format("'{}' is no child of '{}'", child.id, node_name()),
        {.expected = fmt::format("a table with \"parents\": [\"{}\"] and a fan-out", node_name())});
    return std::nullopt;
  }
  inputs_->children.push_back({Input::Kind::kColumn, place->node, place->column, -1});
  ColumnUse use = Describe(*place, static_cast<int>(inputs_->children.size()) - 1);
  use.children_max = child.family == nullptr ? 0 : child.family->children_max();
  return use;
}

bool PlanContext::UseFamily(const base::Place& where) {
  const Node& node = node_of_plan();
  if (node.family == nullptr) {
    const bool reported = planner_->spec().nodes[static_cast<size_t>(node_)].fanout_broken;
    if (!reported) {
      Error("no-parent", where,
            fmt::format(
                "this needs the parent of each row, but node '{}' has no 'parents' with a 'fanout'",
                node.id),
            {.expected = "a fact with a parent"});
    }
    return false;
  }
  inputs_->family = true;
  return true;
}

// The least that a rule allows: of this column, or of any that may read through the shared row.
std::optional<int64_t> PlanContext::DepthMax(const std::string& shared_name) const {
  std::optional<int64_t> least;
  for (const spec::Rule& rule : planner_->spec().rules) {
    if (rule.info->id != "hierarchy" || rule.table != node_name()) continue;
    const auto* most = rule.Find<spec::Number>("depth_max");
    const auto* column = rule.Find<spec::Names>("column");
    if (most == nullptr || column == nullptr) continue;
    if (shared_name.empty() && column->front() != column_name()) continue;
    const auto depth = static_cast<int64_t>(most->value);
    least = std::min(depth, least.value_or(depth));
  }
  return least;
}

std::optional<RelationUse> PlanContext::UseRelation(const base::Place& where,
                                                    std::string_view node_text,
                                                    const kernel::Pick& pick,
                                                    const std::string& shared_name,
                                                    const kernel::Arguments& arguments) {
  Plan& plan = planner_->plan();
  const int target = ResolveNode(where, node_text);
  if (target < 0) return std::nullopt;
  const std::string& id = pick.id;
  const kernel::RelationInfo* info = registry::Find(registry::Relations(), id);
  if (info == nullptr) {
    const auto ids = registry::Ids(registry::Relations());
    Error("unknown-pick", where, fmt::format("unknown pick '{}'", id),
          {.expected = fmt::format("one of {}", base::JoinNames(ids)),
           .hint = base::DidYouMean(id, ids)});
    return std::nullopt;
  }
  // The parent relation is one and the same for all columns; named ones are shared by their name.
  std::string name = id == "parent"        ? "parent"
                     : shared_name.empty() ? fmt::format("column {}", column_name())
                                           : fmt::format("row {}", shared_name);
  Node& node = plan.nodes[static_cast<size_t>(node_)];
  // A column of several lookups (a conditional one) has a relation to each of their tables.
  const int same = node.relation_names.Find(name);
  if (shared_name.empty() && same >= 0 &&
      node.relations[static_cast<size_t>(same)].target != target) {
    name += fmt::format(" to {}", node_text);
  }
  if (const int known = node.relation_names.Find(name); known >= 0) {
    const Relation& relation = node.relations[static_cast<size_t>(known)];
    if (relation.target != target) {
      Error("shared-row-mismatch", where,
            fmt::format("the row '{}' is of table '{}', not of '{}'", shared_name,
                        plan.nodes[static_cast<size_t>(relation.target)].id, node_text),
            {.hint = "use another row name for each table"});
      return std::nullopt;
    }
    NoteChange(relation.changed);
    return relation.use;
  }
  Relation relation;
  relation.name = name;
  relation.target = target;
  relation.is_parent = id == "parent";
  PlanContext context(planner_, node_, column_, &relation.inputs,
                      fmt::format("{}//relation/{}", node_name(), name), type_, false);
  kernel::RelationRequest request{plan.nodes[static_cast<size_t>(target)].rows,
                                  pick,
                                  where,
                                  arguments,
                                  std::string(node_text),
                                  DepthMax(shared_name)};
  auto bound = info->bind(context, request);
  if (!bound) return std::nullopt;
  relation.kernel = std::move(bound->kernel);
  relation.changed = context.changed();
  NoteChange(relation.changed);
  // Binding may have added relations of its own.
  relation.use = {static_cast<int>(node.relations.size()), bound->unique, bound->unique_in_parent,
                  bound->nulls, bound->rare_nulls};
  node.relation_names.Add(relation.name);
  node.relations.push_back(std::move(relation));
  return node.relations.back().use;
}

std::optional<RelationUse> PlanContext::FindLookup(const base::Place& where, std::string_view name,
                                                   const Reference& reference) {
  const Node& node = node_of_plan();
  const int column = node.Find(name);
  if (column < 0 || !planner_->RequireColumn(where, node_, column)) return std::nullopt;
  const Column& own = node.columns[static_cast<size_t>(column)];
  if (!own.copies || own.copies->kind != Input::Kind::kRelated) return std::nullopt;
  // Nulls that the key column gets by its own null rate are not in the relation: then the key
  // decides.
  if (own.null_rate > 0 || own.null_when != nullptr) return std::nullopt;
  const Node& target = planner_->plan().nodes[static_cast<size_t>(own.copies->node)];
  const std::string& source = target.columns[static_cast<size_t>(own.copies->column)].name;
  if (reference.table != target.id || reference.column() != source) return std::nullopt;
  return node.relations[static_cast<size_t>(own.copies->relation)].use;
}

std::optional<ColumnUse> PlanContext::UseTimeColumn(const base::Place& where,
                                                    const std::string& name) {
  const auto is_point = [](const kernel::ValueType& type) {
    return type.kind == kernel::TypeKind::kDate || type.kind == kernel::TypeKind::kDatetime;
  };
  if (!name.empty()) {
    const auto use = UseColumn(where, name);
    if (use && !is_point(use->type)) {
      Error("wrong-column-type", where, fmt::format("column '{}' is {}", name, use->type.Name()),
            {.expected = "a date or datetime"});
      return std::nullopt;
    }
    return use;
  }
  std::vector<std::string> found;
  for (size_t k = 0; k < node_of_plan().columns.size(); ++k) {
    const Column& column = node_of_plan().columns[k];
    if (is_point(column.type) && static_cast<int>(k) != column_) found.push_back(column.name);
  }
  if (found.size() != 1) {
    Error("time-column-unclear", where,
          found.empty()
              ? fmt::format("node '{}' has no date or datetime column to go by", node_name())
              : fmt::format("node '{}' has {} date and datetime columns ({}): name the one to go "
                            "by",
                            node_name(), found.size(), base::JoinNames(found)));
    return std::nullopt;
  }
  return UseColumn(where, found[0]);
}

std::optional<kernel::BoundGenerator> PlanContext::BindNested(const Json& generator,
                                                              std::string_view name) {
  const auto call = spec::ReadGenerator(generator, diagnostics());
  if (!call) return std::nullopt;
  PlanContext context(planner_, node_, column_, inputs_,
                      fmt::format("{}/{}/{}", key_path_, name, call->function->key_id()), type_,
                      false);
  auto bound = call->function->bind(context, kernel::Arguments(call->arguments.get()));
  if (bound && !spec::TakesChanges(*call, context.changed(), diagnostics())) bound.reset();
  return bound;
}

}  // namespace datagen::plan
