// How the rows of one table find those of another in the files: pairs of columns.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "functions/claims/value_claim.h"
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

// From a fact to its primary parent: by copies of the parent's key, else by the declared foreign
// key. nullopt when the files do not show it, or not for all rows (a nullable key).
std::optional<KeyJoin> JoinToParent(const Context& context, const spec::Node& child);

// From a copy to the row that it was taken from: the parent's, the one whose key is named, or the
// one that the other copies of the same named row have the key of. nullopt when the files do not
// show it.
std::optional<KeyJoin> JoinOfCopy(const Context& context, const spec::Node& node,
                                  const claims::Copied& copied);

}  // namespace datagen::validate
