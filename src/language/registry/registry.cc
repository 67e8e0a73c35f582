#include "language/registry/registry.h"

// Made by CMake from the files of functions/: ListGenerators() and so on.
#include "fanout_list.h"
#include "generator_list.h"
#include "modifier_list.h"
#include "relation_list.h"

namespace datagen::registry {

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

}  // namespace datagen::registry
