#include "language/registry/registry.h"

#include <charconv>

// Made by CMake from the files of functions/: ListGenerators() and so on.
#include "fanout_claim_list.h"
#include "fanout_list.h"
#include "generator_claim_list.h"
#include "generator_list.h"
#include "modifier_claim_list.h"
#include "modifier_list.h"
#include "relation_claim_list.h"
#include "relation_list.h"

namespace datagen::registry {
namespace {

template <typename Claim>
const Claim* FindById(const std::vector<const Claim*>& list, std::string_view id) {
  for (const Claim* claim : list) {
    if (claim->id == id) return claim;
  }
  return nullptr;
}

}  // namespace

const std::vector<const kernel::GeneratorInfo*>& Generators() {
  static const auto* list = new auto(ListGenerators());
  return *list;
}
const std::vector<const kernel::ModifierInfo*>& Modifiers() {
  static const auto* list = new auto(ListModifiers());
  return *list;
}
const std::vector<const kernel::FanoutInfo*>& Fanouts() {
  static const auto* list = new auto(ListFanouts());
  return *list;
}
const std::vector<const kernel::RelationInfo*>& Relations() {
  static const auto* list = new auto(ListRelations());
  return *list;
}

const claims::GeneratorClaim* ClaimOf(const kernel::GeneratorInfo& generator) {
  static const auto* list = new auto(ListGeneratorClaims());
  return FindById(*list, generator.id);
}
const claims::ModifierClaim* ClaimOf(const kernel::ModifierInfo& modifier) {
  static const auto* list = new auto(ListModifierClaims());
  return FindById(*list, modifier.id);
}
const claims::FanoutClaim* ClaimOf(const kernel::FanoutInfo& fanout) {
  static const auto* list = new auto(ListFanoutClaims());
  return FindById(*list, fanout.id);
}
const claims::RelationClaim* ClaimOfRelation(std::string_view id) {
  static const auto* list = new auto(ListRelationClaims());
  return FindById(*list, id);
}

const std::vector<kernel::Parameter>& FanoutLimits() {
  using kernel::ParameterType;
  constexpr auto kMost = static_cast<double>(kernel::kFanoutSupportMax);
  static const auto* limits =
      new std::vector<kernel::Parameter>{{"min",
                                          ParameterType::kInteger,
                                          "Fewer children become this many.",
                                          false,
                                          "none",
                                          {},
                                          0.0,
                                          kMost},
                                         {"max",
                                          ParameterType::kInteger,
                                          "More children become this many.",
                                          false,
                                          "none",
                                          {},
                                          0.0,
                                          kMost},
                                         {"clamp",
                                          ParameterType::kIntegerPair,
                                          "Both limits as [min, max].",
                                          false,
                                          "none",
                                          {},
                                          0.0,
                                          kMost}};
  return *limits;
}

VersionedId ReadVersionedId(std::string_view text) {
  const size_t sign = text.rfind('@');
  if (sign == std::string_view::npos) return {text, 0};
  const std::string_view digits = text.substr(sign + 1);
  int version = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  if (!whole || version < 1 || digits[0] == '0') return {text, 0};
  return {text.substr(0, sign), version};
}

}  // namespace datagen::registry
