#include <fmt/format.h>

#include <algorithm>

#include "proof/validate/check.h"

namespace datagen::validate {
namespace {

using query::Identifier;

struct Reference {
  std::string table;
  std::vector<std::string> columns;
  std::string target;
  std::vector<std::string> keys;
  base::Place where;
};

// Rows whose key has no null (SQL's MATCH SIMPLE) and is not in the other table.
std::string Orphans(const Table& child, const Reference& reference) {
  std::vector<std::string> shown;
  for (const std::string& column : child.node->pk) {
    if (child.Has(column)) shown.push_back(column);
  }
  std::vector<std::string> given;
  std::vector<std::string> equal;
  for (size_t i = 0; i < reference.columns.size(); ++i) {
    const std::string& column = reference.columns[i];
    if (std::find(shown.begin(), shown.end(), column) == shown.end()) shown.push_back(column);
    given.push_back(fmt::format("c.{} IS NOT NULL", Identifier(column)));
    equal.push_back(fmt::format("c.{} = p.{}", Identifier(column), Identifier(reference.keys[i])));
  }
  return fmt::format("SELECT {} FROM {} AS c ANTI JOIN {} AS p ON {} WHERE {}",
                     query::IdentifierList(shown, "c"), Identifier(reference.table),
                     Identifier(reference.target), fmt::join(equal, " AND "),
                     fmt::join(given, " AND "));
}

// Those that the spec declares, and copies of a primary key that it does not.
std::vector<Reference> References(const Context& context) {
  std::vector<Reference> references;
  for (const spec::ForeignKey& key : context.spec.constraints.foreign_keys) {
    references.push_back(
        {key.from.node, key.from.columns, key.to.node, key.to.columns, key.from.where});
  }
  const size_t declared = references.size();
  for (const spec::Node& node : context.spec.nodes) {
    for (const spec::Column& column : node.columns) {
      if (!column.modifiers.empty() || column.hidden) continue;
      const claims::Values& values = context.claims.ValuesOf(column);
      const auto* copied = values.Find<claims::Copied>();
      if (copied == nullptr) continue;
      const spec::Node* target = context.spec.Find(copied->from.table);
      if (target == nullptr || target->pk != copied->from.columns) continue;
      const bool known =
          std::any_of(references.begin(), references.begin() + static_cast<int64_t>(declared),
                      [&](const Reference& other) {
                        return other.table == node.id && other.target == target->id &&
                               other.columns == std::vector<std::string>{column.name};
                      });
      if (!known) {
        references.push_back({node.id, {column.name}, target->id, target->pk, column.where});
      }
    }
  }
  return references;
}

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  for (const Reference& reference : References(context)) {
    const std::string claim =
        fmt::format("every {} is a {}", NameOf(reference.table, reference.columns),
                    NameOf(reference.target, reference.keys));
    const std::string path = context.Path(reference.where);
    const Table* child = context.Readable(reference.table, reference.columns);
    if (child == nullptr || context.Readable(reference.target, reference.keys) == nullptr) {
      checks->push_back(
          std::make_unique<Untestable>(info, path, reference.table, reference.columns, claim,
                                       "a table or column of it is missing or hidden"));
      continue;
    }
    checks->push_back(std::make_unique<QueryCheck>(info, path, reference.table, reference.columns,
                                                   claim, Orphans(*child, reference)));
    checks->back()->set_rule({.kind = Rule::Kind::kForeignKey,
                              .columns = reference.columns,
                              .target = reference.target,
                              .keys = reference.keys});
  }
}

}  // namespace

const CheckInfo& ForeignKeyCheck() {
  static const CheckInfo info{
      "foreign_key", Part::kRelationships, true,
      "Finds references to rows that are not there; a key with a null refers to none", Collect};
  return info;
}

}  // namespace datagen::validate
