#include "proof/validate/family_keys.h"

#include <fmt/format.h>

#include <algorithm>

namespace datagen::validate {
namespace {

using query::Identifier;

struct Lookup {
  std::string node;
  std::string column;
  std::string row;
  const base::Json* on = nullptr;
};

std::optional<Lookup> ReadLookup(const spec::Column& column) {
  if (!column.generator || column.generator->function->id != "lookup") return std::nullopt;
  const base::Json& arguments = *column.generator->arguments;
  const std::string& from = arguments.Find("from")->text();
  const size_t dot = from.find('.');
  if (dot == std::string::npos) return std::nullopt;
  Lookup lookup{from.substr(0, dot), from.substr(dot + 1), "", arguments.Find("on")};
  if (const base::Json* row = arguments.Find("row")) lookup.row = row->text();
  return lookup;
}

// Pairs for all key columns of `target` from the lookups of `node` that `fits` takes.
template <typename Fits>
std::optional<KeyJoin> JoinByKey(const Context& context, const spec::Node& node,
                                 const spec::Node& target, Fits fits) {
  KeyJoin join{node.id, target.id, {}};
  for (const std::string& key : target.pk) {
    const auto found =
        std::find_if(node.columns.begin(), node.columns.end(), [&](const spec::Column& column) {
          const auto lookup = ReadLookup(column);
          return lookup && !column.hidden && column.modifiers.empty() &&
                 lookup->node == target.id && lookup->column == key && fits(*lookup);
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
    auto join = JoinByKey(context, child, *parent,
                          [](const Lookup& lookup) { return lookup.on == nullptr; });
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

std::optional<KeyJoin> JoinOfLookup(const Context& context, const spec::Node& node,
                                    const spec::Column& column) {
  const auto lookup = ReadLookup(column);
  if (!lookup || lookup->node == node.id) return std::nullopt;
  const spec::Node* target = context.spec.Find(lookup->node);
  if (target == nullptr) return std::nullopt;
  if (lookup->on != nullptr) {
    KeyJoin join{node.id, target->id, {}};
    std::vector<std::string> keys;
    for (const base::JsonMember& member : lookup->on->members()) {
      join.columns.emplace_back(member.key, member.value.text());
      keys.push_back(member.value.text());
    }
    if (context.Readable(node.id, join.ChildColumns()) == nullptr ||
        context.Readable(target->id, keys) == nullptr) {
      return std::nullopt;
    }
    return join;
  }
  if (node.fanout && !node.parents.empty() && node.parents[0] == lookup->node) {
    return JoinToParent(context, node);
  }
  if (lookup->row.empty()) return std::nullopt;
  return JoinByKey(context, node, *target,
                   [&](const Lookup& other) { return other.row == lookup->row; });
}

}  // namespace datagen::validate
