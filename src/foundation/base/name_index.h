// Where names stand in a list, found in a time that does not grow with the list.
//
// Thread-safety: safe to read from many threads once the last name is added.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace datagen::base {

class NameIndex {
 public:
  // Adds the name that stands behind the last one. Of equal names the first is found.
  void Add(std::string name) { positions_.emplace(std::move(name), count_++); }
  // The position, from 0; -1 for an unknown name.
  [[nodiscard]] int Find(std::string_view name) const {
    const auto found = positions_.find(name);
    return found == positions_.end() ? -1 : found->second;
  }

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view name) const { return std::hash<std::string_view>()(name); }
  };

  std::unordered_map<std::string, int, Hash, std::equal_to<>> positions_;
  int count_ = 0;
};

}  // namespace datagen::base
