#include "language/registry/function_list.h"

#include "language/registry/registry.h"

namespace datagen::registry {
namespace {

template <typename Info>
void Append(std::vector<Entry>* entries, const char* kind, const std::vector<const Info*>& infos,
            const std::vector<kernel::Parameter>& more = {}) {
  for (const Info* info : infos) {
    entries->push_back({kind, info, info->parameters});
    auto& parameters = entries->back().parameters;
    parameters.insert(parameters.end(), more.begin(), more.end());
  }
}

}  // namespace

const std::vector<Entry>& Entries() {
  static const auto* entries = [] {
    auto* all = new std::vector<Entry>;
    Append(all, "generator", Generators());
    Append(all, "modifier", Modifiers());
    // uniform and zipf name min and max themselves only through the limits that all fan-outs take.
    Append(all, "fanout", Fanouts(), FanoutLimits());
    Append(all, "relation", Relations());
    return all;
  }();
  return *entries;
}

std::vector<const Entry*> FindEntries(std::string_view name) {
  std::vector<const Entry*> found;
  for (const Entry& entry : Entries()) {
    if (name == entry.function->id || name == entry.kind + " " + entry.function->id) {
      found.push_back(&entry);
    }
  }
  return found;
}

}  // namespace datagen::registry
