#include "proof/validate/family_keys.h"

#include <fmt/format.h>

#include <algorithm>

namespace datagen::validate {
namespace {

using query::Identifier;

// Pairs for all key columns of `target` from the copies of `node` that `fits` takes.
template <typename Fits>
std::optional<KeyJoin> JoinByKey(const Context& context, const spec::Node& node,
                                 const spec::Node& target, Fits fits) {
  KeyJoin join{node.id, target.id, {}};
  for (const std::string& key : target.pk) {
    const auto found =
        std::find_if(node.columns.begin(), node.columns.end(), [&](const spec::Column& column) {
          if (column.hidden || !column.modifiers.empty()) return false;
          const claims::Values& values = context.claims.ValuesOf(column);
          const auto* copied = values.Find<claims::Copied>();
          return copied != nullptr && copied->from == kernel::Reference{target.id, {key}} &&
                 fits(*copied);
        });
    if (found == node.columns.end()) return std::nullopt;
    join.columns.emplace_back(found->name, key);
  }
  if (context.Readable(node.id, join.ChildColumns()) == nullptr ||
      context.Readable(target.id, target.pk) == nullptr) {
    return std::nullopt;
  }
  return join;
}

}  // namespace

std::string KeyJoin::Condition(const std::string& c, const std::string& p) const {
  std::vector<std::string> parts;
  for (const auto& [from, to] : columns) {
    parts.push_back(fmt::format("{}.{} = {}.{}", c, Identifier(from), p, Identifier(to)));
  }
  return fmt::format("{}", fmt::join(parts, " AND "));
}

std::vector<std::string> KeyJoin::ChildColumns() const {
  std::vector<std::string> names;
  for (const auto& [from, to] : columns) names.push_back(from);
  return names;
}

std::optional<KeyJoin> JoinToParent(const Context& context, const spec::Node& child) {
  if (child.parents.empty()) return std::nullopt;
  const spec::Node* parent = context.spec.Find(child.parents[0]);
  if (parent == nullptr) return std::nullopt;
  // Rows without a key belong to a parent too, but the files do not show which.
  const auto complete = [&](const KeyJoin& join) {
    const auto names = join.ChildColumns();
    return std::none_of(names.begin(), names.end(),
                        [&](const std::string& name) { return child.Find(name)->nullable; });
  };
  if (child.fanout) {
    auto join = JoinByKey(context, child, *parent, [](const claims::Copied& copied) {
      return copied.row == claims::RowChoice::kParent;
    });
    if (join) return complete(*join) ? join : std::nullopt;
  }
  const auto is_key = [&](const spec::ForeignKey& key) {
    auto to = key.to.columns;
    auto pk = parent->pk;
    std::sort(to.begin(), to.end());
    std::sort(pk.begin(), pk.end());
    return key.from.node == child.id && key.to.node == parent->id && to == pk;
  };
  // Two keys to the same parent (sender, receiver): which of them is the family's is not told.
  const auto& keys = context.spec.constraints.foreign_keys;
  if (std::count_if(keys.begin(), keys.end(), is_key) != 1) return std::nullopt;
  const auto key = std::find_if(keys.begin(), keys.end(), is_key);
  KeyJoin join{child.id, parent->id, {}};
  for (size_t i = 0; i < key->from.columns.size(); ++i) {
    join.columns.emplace_back(key->from.columns[i], key->to.columns[i]);
  }
  if (context.Readable(child.id, key->from.columns) == nullptr ||
      context.Readable(parent->id, key->to.columns) == nullptr) {
    return std::nullopt;
  }
  return complete(join) ? std::optional(join) : std::nullopt;
}

std::optional<KeyJoin> JoinOfCopy(const Context& context, const spec::Node& node,
                                  const claims::Copied& copied) {
  const spec::Node* target = context.spec.Find(copied.from.table);
  if (target == nullptr || target == &node) return std::nullopt;
  switch (copied.row) {
    case claims::RowChoice::kOfOwnTable:
      return std::nullopt;
    case claims::RowChoice::kParent:
      return JoinToParent(context, node);
    case claims::RowChoice::kByKey: {
      KeyJoin join{node.id, target->id, copied.keys};
      std::vector<std::string> theirs;
      for (const auto& [mine, their] : copied.keys) theirs.push_back(their);
      const bool readable = context.Readable(node.id, join.ChildColumns()) != nullptr &&
                            context.Readable(target->id, theirs) != nullptr;
      return readable ? std::optional(join) : std::nullopt;
    }
    case claims::RowChoice::kDrawn:
      if (copied.row_name.empty()) return std::nullopt;
      return JoinByKey(context, node, *target, [&](const claims::Copied& other) {
        return other.row_name == copied.row_name;
      });
  }
  return std::nullopt;
}

}  // namespace datagen::validate
