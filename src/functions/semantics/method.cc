#include "functions/semantics/method.h"

#include "semantics_topics.h"  // made by CMake: TopicLists()

namespace datagen::semantics {

const std::vector<const Method*>& Methods() {
  static const auto* methods = [] {
    auto* all = new std::vector<const Method*>;
    for (const std::vector<Method>* topic : TopicLists()) {
      for (const Method& method : *topic) all->push_back(&method);
    }
    return all;
  }();
  return *methods;
}

const Method* FindMethod(const std::string& name) {
  for (const Method* method : Methods()) {
    if (method->name == name) return method;
  }
  return nullptr;
}

}  // namespace datagen::semantics
