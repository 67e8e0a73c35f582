#include "data/schema/load_order.h"

#include <algorithm>
#include <functional>
#include <queue>

namespace datagen::schema {

std::vector<int> LoadOrder(const std::vector<std::vector<int>>& references) {
  const size_t count = references.size();
  std::vector<std::vector<int>> children(count);
  std::vector<size_t> waits_for(count, 0);
  for (size_t i = 0; i < count; ++i) {
    std::vector<int> parents = references[i];
    std::sort(parents.begin(), parents.end());
    parents.erase(std::unique(parents.begin(), parents.end()), parents.end());
    for (const int parent : parents) {
      if (parent < 0 || parent == static_cast<int>(i)) continue;
      children[static_cast<size_t>(parent)].push_back(static_cast<int>(i));
      ++waits_for[i];
    }
  }
  std::priority_queue<int, std::vector<int>, std::greater<>> ready;
  for (size_t i = 0; i < count; ++i) {
    if (waits_for[i] == 0) ready.push(static_cast<int>(i));
  }
  std::vector<int> order;
  std::vector<bool> placed(count, false);
  const auto place = [&](int table) {
    placed[static_cast<size_t>(table)] = true;
    order.push_back(table);
    for (const int child : children[static_cast<size_t>(table)]) {
      const auto at = static_cast<size_t>(child);
      if (--waits_for[at] == 0 && !placed[at]) ready.push(child);
    }
  };
  size_t first_left = 0;
  while (order.size() < count) {
    if (!ready.empty()) {
      const int next = ready.top();
      ready.pop();
      place(next);
      continue;
    }
    while (placed[first_left]) ++first_left;
    place(static_cast<int>(first_left));
  }
  return order;
}

std::vector<int> LoadOrder(const Schema& schema) {
  std::vector<std::vector<int>> references(schema.tables.size());
  for (size_t i = 0; i < references.size(); ++i) {
    for (const ForeignKey& key : schema.tables[i].foreign_keys) {
      const Table* target = schema.Find(key.target);
      if (target != nullptr) references[i].push_back(schema.IndexOf(*target));
    }
  }
  return LoadOrder(references);
}

}  // namespace datagen::schema
