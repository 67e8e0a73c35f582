// How the rows of one table find those of another in the files: pairs of columns.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "proof/validate/check.h"

namespace datagen::validate {

struct KeyJoin {
  std::string child;
  std::string parent;
  std::vector<std::pair<std::string, std::string>> columns;  // of the child, of the parent

  // "c.a = p.x AND c.b = p.y" for tables with these aliases.
  [[nodiscard]] std::string Condition(const std::string& c, const std::string& p) const;
  [[nodiscard]] std::vector<std::string> ChildColumns() const;
};

// From a fact to its primary parent: by lookups of the parent's key, else by the declared foreign
// key. nullopt when the files do not show it, or not for all rows (a nullable key).
std::optional<KeyJoin> JoinToParent(const Context& context, const spec::Node& child);

// From a lookup to the row that it read: the parent's, the one that `on` names, or the one that the
// other lookups with the same `row` read the key of. nullopt when the files do not show it.
std::optional<KeyJoin> JoinOfLookup(const Context& context, const spec::Node& node,
                                    const spec::Column& column);

}  // namespace datagen::validate
