#include <fmt/format.h>

#include "proof/validate/rules.h"

namespace datagen::validate {
namespace {

using query::Identifier;

void Collect(const CheckInfo& info, const Context& context, Checks* checks) {
  ForEachRule(context, "key_subset",
              [&](const Table& table, const spec::Rule& rule, const spec::Names& columns) {
                const spec::Node* other = context.spec.Find(rule.Get<spec::Names>("to").front());
                if (other == nullptr || other->pk.size() != table.node->pk.size() ||
                    context.Readable(other->id, other->pk) == nullptr ||
                    context.Readable(table.node->id, table.node->pk) == nullptr) {
                  return;
                }
                std::vector<std::string> equal;
                for (size_t i = 0; i < other->pk.size(); ++i) {
                  equal.push_back(fmt::format("c.{} = p.{}", Identifier(table.node->pk[i]),
                                              Identifier(other->pk[i])));
                }
                checks->push_back(std::make_unique<QueryCheck>(
                    info, context.Path(rule.where), table.node->id, table.node->pk,
                    fmt::format("every {} is a {}", NameOf(table.node->id, table.node->pk),
                                NameOf(other->id, other->pk)),
                    fmt::format("SELECT {} FROM {} AS c ANTI JOIN {} AS p ON {} WHERE {}",
                                ShownColumns(table, columns, "c"), Identifier(table.node->id),
                                Identifier(other->id), fmt::join(equal, " AND "),
                                AllGiven(table.node->pk, "c"))));
              });
}

}  // namespace

const CheckInfo& KeySubsetCheck() {
  static const CheckInfo info{"key_subset", Part::kRelationships, false,
                              "Finds primary keys that are no primary key of the other table",
                              Collect};
  return info;
}

}  // namespace datagen::validate
