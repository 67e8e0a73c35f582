// Which table a name means, without looking at every table: a dump may hold thousands.
//
// Thread-safety: a value.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

namespace datagen::schema {

// Tables are indexes. Each is known by the parts of its name.
class TableNames {
 public:
  void Add(int table, const std::vector<std::string>& parts);
  void Remove(int table, const std::vector<std::string>& parts);

  // The tables, least first, whose names end alike or are alike, ignoring case.
  [[nodiscard]] const std::vector<int>& EndingLike(const std::vector<std::string>& parts) const;
  [[nodiscard]] const std::vector<int>& Like(const std::string& full_name) const;

 private:
  std::unordered_map<std::string, std::vector<int>> by_last_part_;
  std::unordered_map<std::string, std::vector<int>> by_full_name_;
};

}  // namespace datagen::schema
