#include "making/loaders/target.h"

#include <fmt/format.h>

#include <algorithm>

#include "data/dialects/dialect.h"
#include "loader_targets.h"  // made by CMake: ListTargets()

namespace datagen::loaders {

const std::vector<const TargetInfo*>& Targets() {
  static const std::vector<const TargetInfo*> targets = ListTargets();
  return targets;
}

const TargetInfo* FindTarget(const std::string& location) {
  const size_t colon = location.find(':');
  const std::string scheme = location.substr(0, colon == std::string::npos ? 0 : colon);
  const size_t dot = location.rfind('.');
  const std::string extension = dot == std::string::npos ? "" : location.substr(dot + 1);
  for (const TargetInfo* target : Targets()) {
    const auto& schemes = target->schemes;
    if (std::find(schemes.begin(), schemes.end(), scheme) != schemes.end()) return target;
  }
  for (const TargetInfo* target : Targets()) {
    const auto& extensions = target->extensions;
    if (std::find(extensions.begin(), extensions.end(), extension) != extensions.end()) {
      return target;
    }
  }
  return nullptr;
}

std::string PathOf(const std::string& location) {
  const size_t colon = location.find(':');
  if (colon == std::string::npos) return location;
  const std::string scheme = location.substr(0, colon);
  for (const TargetInfo* target : Targets()) {
    const auto& schemes = target->schemes;
    if (std::find(schemes.begin(), schemes.end(), scheme) == schemes.end()) continue;
    std::string path = location.substr(colon + 1);
    if (path.rfind("//", 0) == 0) path.erase(0, 2);
    return path;
  }
  return location;
}

std::string QuotedName(const std::string& name, const std::string& dialect) {
  return dialects::QuotedName(name, *dialects::GetDialect(dialect).writing);
}

}  // namespace datagen::loaders
