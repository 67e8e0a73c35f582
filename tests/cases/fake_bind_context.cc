#include "cases/fake_bind_context.h"

#include <fmt/format.h>

#include <algorithm>

#include "language/registry/registry.h"
#include "language/spec/spec.h"

namespace datagen::cases {

using kernel::ColumnUse;
using kernel::Reference;
using kernel::RelationUse;
using Kind = FakeInputs::Input::Kind;

random::Key FakeWorld::KeyFor(std::string_view path) const {
  return random::Key::FromPath(fmt::format("{}/{}", seed, path));
}

const FakeColumn* FakeWorld::Find(const Reference& reference) const {
  const auto table = tables.find(reference.table);
  if (table == tables.end()) return nullptr;
  for (const auto& column : table->second.columns) {
    if (column->name == reference.column()) return column.get();
  }
  return nullptr;
}

int64_t FakeBindContext::children_max() const {
  const auto& counts = world_->child_counts;
  return counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end());
}

random::Key FakeBindContext::NodeKey(std::string_view name) const {
  return world_->KeyFor(fmt::format("{}//{}", world_->node, name));
}

const FakeColumn* FakeBindContext::Require(const base::Place& where, const Reference& reference) {
  const FakeColumn* column = world_->Find(reference);
  if (column == nullptr) {
    Error("unknown-column", where, fmt::format("there is no column {}", PrintReference(reference)));
  }
  return column;
}

ColumnUse FakeBindContext::Describe(const FakeColumn& column, const std::string& table,
                                    int slot) const {
  return {slot, column.type, column.nullable, &column.domain, world_->tables.at(table).rows, 0};
}

int FakeBindContext::AddInput(const FakeInputs::Input& input) {
  auto& inputs = inputs_->values;
  const auto found = std::find(inputs.begin(), inputs.end(), input);
  if (found != inputs.end()) return static_cast<int>(found - inputs.begin());
  inputs.push_back(input);
  return static_cast<int>(inputs.size()) - 1;
}

std::optional<ColumnUse> FakeBindContext::UseColumn(const base::Place& where,
                                                    std::string_view name) {
  const FakeColumn* column = Require(where, {world_->node, {std::string(name)}});
  if (column == nullptr) return std::nullopt;
  Kind kind = Kind::kColumn;
  int relation = -1;
  if (column->looks_up) {
    const auto use = RelationOf(where, *column);
    if (!use) return std::nullopt;
    kind = Kind::kRelated;
    relation = use->relation;
  }
  return Describe(*column, world_->node, AddInput({kind, column, relation}));
}

std::optional<ColumnUse> FakeBindContext::UseRelated(const base::Place& where,
                                                     const RelationUse& relation,
                                                     const Reference& reference) {
  const FakeColumn* column = Require(where, reference);
  if (column == nullptr) return std::nullopt;
  ColumnUse use =
      Describe(*column, reference.table, AddInput({Kind::kRelated, column, relation.relation}));
  auto domain = std::make_unique<kernel::Domain>(*use.domain);
  domain->unique_in_parent = relation.unique_in_parent && domain->unique;
  domain->unique = relation.unique && domain->unique;
  domain->sequence.reset();
  use.domain = domain.get();
  world_->read_domains.push_back(std::move(domain));
  return use;
}

std::optional<ColumnUse> FakeBindContext::DescribeColumn(const base::Place& where,
                                                         const Reference& reference) {
  const FakeColumn* column = Require(where, reference);
  if (column == nullptr) return std::nullopt;
  return Describe(*column, reference.table, -1);
}

std::optional<ColumnUse> FakeBindContext::UseWholeColumn(const base::Place& where,
                                                         const Reference& reference,
                                                         int64_t rows_max) {
  const FakeColumn* column = Require(where, reference);
  if (column == nullptr) return std::nullopt;
  const int64_t rows = world_->tables.at(reference.table).rows;
  if (rows > rows_max) {
    Error("too-large", where,
          fmt::format("{} has {} rows: expected at most {}", PrintReference(reference), rows,
                      rows_max));
    return std::nullopt;
  }
  return Describe(*column, reference.table, AddInput({Kind::kWhole, column, -1}));
}

std::optional<ColumnUse> FakeBindContext::UseChildren(const base::Place& where,
                                                      const Reference& reference) {
  for (const FakeChildren& children : world_->children) {
    if (children.reference != reference) continue;
    inputs_->children.push_back(&children);
    const int slot = static_cast<int>(inputs_->children.size()) - 1;
    int64_t most = 0;
    for (const kernel::VectorPtr& values : children.values) most = std::max(most, values->length);
    return ColumnUse{slot, children.type, children.nullable, &children.domain, 0, most};
  }
  Error("unknown-column", where,
        fmt::format("there are no children with {}", PrintReference(reference)));
  return std::nullopt;
}

bool FakeBindContext::UseFamily(const base::Place& where) {
  if (world_->parent.empty()) {
    Error("no-parent", where, "this needs the parent of each row");
    return false;
  }
  inputs_->family = true;
  return true;
}

std::optional<RelationUse> FakeBindContext::UseRelation(const base::Place& where,
                                                        std::string_view node,
                                                        const kernel::Pick& pick,
                                                        const std::string& shared_name,
                                                        const kernel::Arguments& arguments) {
  const std::string name = pick.id == "parent"   ? "parent"
                           : shared_name.empty() ? fmt::format("column {}", column_name())
                                                 : fmt::format("row {}", shared_name);
  return Relate(where, node, pick, name, arguments);
}

std::optional<RelationUse> FakeBindContext::RelationOf(const base::Place& where,
                                                       const FakeColumn& column) {
  const base::Json none = base::Json::Object();
  return Relate(where, column.looks_up->table, column.pick, fmt::format("column {}", column.name),
                kernel::Arguments(&none));
}

std::optional<RelationUse> FakeBindContext::Relate(const base::Place& where, std::string_view node,
                                                   const kernel::Pick& pick,
                                                   const std::string& name,
                                                   const kernel::Arguments& arguments) {
  const auto table = world_->tables.find(node);
  const kernel::RelationInfo* info = registry::Find(registry::Relations(), pick.id);
  if (table == world_->tables.end() || info == nullptr) {
    Error("unknown-table", where,
          fmt::format("there is no table '{}' or no pick '{}'", node, pick.id));
    return std::nullopt;
  }
  for (const FakeRelation& relation : world_->relations) {
    if (relation.name == name) return relation.use;
  }
  FakeRelation relation;
  relation.name = name;
  relation.target = node;
  FakeBindContext context(world_, &relation.inputs,
                          fmt::format("{}//relation/{}", world_->node, name), false, diagnostics_);
  auto bound = info->bind(context, {table->second.rows, pick, where, arguments, std::string(node)});
  if (!bound) return std::nullopt;
  relation.kernel = std::move(bound->kernel);
  relation.use = {static_cast<int>(world_->relations.size()), bound->unique,
                  bound->unique_in_parent, bound->nulls, bound->rare_nulls};
  world_->relations.push_back(std::move(relation));
  return world_->relations.back().use;
}

std::optional<RelationUse> FakeBindContext::FindLookup(const base::Place& where,
                                                       std::string_view name,
                                                       const Reference& reference) {
  const FakeColumn* column = world_->Find({world_->node, {std::string(name)}});
  if (column == nullptr || column->looks_up != reference) return std::nullopt;
  return RelationOf(where, *column);
}

std::optional<ColumnUse> FakeBindContext::UseTimeColumn(const base::Place& where,
                                                        const std::string& name) {
  std::vector<std::string> found;
  for (const auto& column : world_->tables[world_->node].columns) {
    const bool is_point = column->type.kind == kernel::TypeKind::kDate ||
                          column->type.kind == kernel::TypeKind::kDatetime;
    if (is_point && (name.empty() || column->name == name)) found.push_back(column->name);
  }
  if (found.size() != 1) {
    Error("unknown-column", where,
          fmt::format("there are {} columns of time '{}'", found.size(), name));
    return std::nullopt;
  }
  return UseColumn(where, found[0]);
}

std::optional<kernel::BoundGenerator> FakeBindContext::BindNested(const base::Json& generator,
                                                                  std::string_view name) {
  const auto call = spec::ReadGenerator(generator, diagnostics_);
  if (!call) return std::nullopt;
  FakeBindContext context(world_, inputs_,
                          fmt::format("{}/{}/{}", key_path_, name, call->function->key_id()), false,
                          diagnostics_);
  return call->function->bind(context, kernel::Arguments(call->arguments.get()));
}

}  // namespace datagen::cases
