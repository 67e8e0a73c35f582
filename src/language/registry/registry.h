// Every function of the language: the one list that the spec reader, the JSON Schema, the reference
// and the listing are derived from.
//
// The lists are made by the build from the files in generators/, modifiers/, fanouts/ and
// relations/: adding a file adds a function.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "functions/claims/child_count.h"
#include "functions/claims/row_choice.h"
#include "functions/claims/value_change.h"
#include "functions/claims/value_claim.h"
#include "functions/kernel/binding.h"

namespace datagen::registry {

const std::vector<const kernel::GeneratorInfo*>& Generators();
const std::vector<const kernel::ModifierInfo*>& Modifiers();
const std::vector<const kernel::FanoutInfo*>& Fanouts();
const std::vector<const kernel::RelationInfo*>& Relations();

// "distribution@2"; version 0: none is named.
struct VersionedId {
  std::string_view id;
  int version = 0;
};
// The whole text as the id, where what follows the sign is no version.
VersionedId ReadVersionedId(std::string_view text);

// What the id names, with any version that the function has or without one. nullptr when there is
// none.
template <typename Info>
const Info* Find(const std::vector<const Info*>& list, std::string_view id) {
  const VersionedId named = ReadVersionedId(id);
  for (const Info* info : list) {
    if (named.id == info->id && named.version <= info->version()) return info;
  }
  return nullptr;
}

// Of an id that is not found: that the function has no such version; "" where it is not known.
template <typename Info>
std::string HintForVersion(const std::vector<const Info*>& list, std::string_view id) {
  const VersionedId named = ReadVersionedId(id);
  const Info* info = Find(list, named.id);
  if (info == nullptr) return "";
  return "the newest version here is '" + info->id + "@" + std::to_string(info->version()) + "'";
}

template <typename Info>
std::vector<std::string> Ids(const std::vector<const Info*>& list) {
  std::vector<std::string> ids;
  ids.reserve(list.size());
  for (const Info* info : list) ids.push_back(info->id);
  return ids;
}

// What a function claims of the data; nullptr when it has no claim file.
const claims::GeneratorClaim* ClaimOf(const kernel::GeneratorInfo& generator);
const claims::ModifierClaim* ClaimOf(const kernel::ModifierInfo& modifier);
const claims::FanoutClaim* ClaimOf(const kernel::FanoutInfo& fanout);
const claims::RelationClaim* ClaimOfRelation(std::string_view id);

// Limits that every fan-out takes besides its own parameters.
const std::vector<kernel::Parameter>& FanoutLimits();

}  // namespace datagen::registry
