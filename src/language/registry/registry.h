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

// What the id names: "distribution" and "distribution@1" are the same. nullptr when there is none.
template <typename Info>
const Info* Find(const std::vector<const Info*>& list, std::string_view id) {
  for (const Info* info : list) {
    const std::string versioned = info->id + "@" + std::to_string(info->version);
    if (id == versioned || (id == info->id && info->version == 1)) return info;
  }
  return nullptr;
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
