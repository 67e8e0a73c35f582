#include "data/schema/table_names.h"

#include <algorithm>

#include "data/schema/schema.h"

namespace datagen::schema {
namespace {

const std::vector<int>& In(const std::unordered_map<std::string, std::vector<int>>& names,
                           const std::string& name) {
  static const std::vector<int> none;
  const auto found = names.find(Lower(name));
  return found == names.end() ? none : found->second;
}

}  // namespace

void TableNames::Add(int table, const std::vector<std::string>& parts) {
  for (auto* tables : {&by_last_part_[Lower(parts.back())], &by_full_name_[Lower(Dotted(parts))]}) {
    tables->insert(std::lower_bound(tables->begin(), tables->end(), table), table);
  }
}

void TableNames::Remove(int table, const std::vector<std::string>& parts) {
  for (auto* tables : {&by_last_part_[Lower(parts.back())], &by_full_name_[Lower(Dotted(parts))]}) {
    std::erase(*tables, table);
  }
}

const std::vector<int>& TableNames::EndingLike(const std::vector<std::string>& parts) const {
  return In(by_last_part_, parts.empty() ? "" : parts.back());
}

const std::vector<int>& TableNames::Like(const std::string& full_name) const {
  return In(by_full_name_, full_name);
}

}  // namespace datagen::schema
