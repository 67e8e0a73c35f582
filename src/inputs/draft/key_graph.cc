#include "inputs/draft/key_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "knowledge/meaning/words.h"

namespace datagen::draft {
namespace {

using schema::ForeignKey;
using schema::Table;

constexpr int64_t kDefaultRows = 1000;
constexpr int64_t kReferenceRows = 12;
constexpr double kChildrenMean = 3;
constexpr double kOneToOneShare = 0.5;
// Of all tables together, where nobody says how many they want.
constexpr double kRowsInAll = 1e7;

bool IsSubset(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
  return std::all_of(part.begin(), part.end(), [&](const std::string& name) {
    return std::find(whole.begin(), whole.end(), name) != whole.end();
  });
}

bool IsRequired(const Table& table, const ForeignKey& key) {
  return std::none_of(key.columns.begin(), key.columns.end(),
                      [&](const std::string& name) { return table.FindColumn(name)->nullable; });
}

// A short list by its name and its form: nothing that it must refer to, few columns.
bool LooksLikeReference(const Table& table) {
  constexpr size_t kColumnsMax = 7;
  if (table.columns.size() > kColumnsMax) return false;
  for (const ForeignKey& key : table.foreign_keys) {
    if (key.target != table.full_name && IsRequired(table, key)) return false;
  }
  return meaning::NamesShortList(table.name());
}

class RoleFinder {
 public:
  RoleFinder(const schema::Schema& schema, const SizeOptions& options)
      : schema_(schema), options_(options), roles_(schema.tables.size()) {
    parents_.assign(roles_.size(), -1);
    above_ = parents_;
  }

  std::vector<TableRole> Run() {
    for (size_t i = 0; i < roles_.size(); ++i) {
      roles_[i].reference = LooksLikeReference(schema_.tables[i]);
    }
    for (size_t i = 0; i < roles_.size(); ++i) ChooseParent(i);
    sized_.assign(roles_.size(), false);
    for (size_t i = 0; i < roles_.size(); ++i) {
      // Parents first, however many there are.
      std::vector<size_t> line;
      for (int at = static_cast<int>(i); at >= 0 && !sized_[static_cast<size_t>(at)];
           at = parents_[static_cast<size_t>(at)]) {
        line.push_back(static_cast<size_t>(at));
      }
      for (; !line.empty(); line.pop_back()) ChooseRows(line.back());
    }
    return std::move(roles_);
  }

 private:
  [[nodiscard]] const Table& TableAt(size_t i) const { return schema_.tables[i]; }
  [[nodiscard]] int TargetOf(const ForeignKey& key) const {
    return TableIndex(schema_, key.target);
  }

  // The table at the top of the parents of a table. Ways are shortened as they are gone.
  [[nodiscard]] int TopOf(int table) {
    int top = table;
    while (above_[static_cast<size_t>(top)] >= 0) top = above_[static_cast<size_t>(top)];
    while (table != top) table = std::exchange(above_[static_cast<size_t>(table)], top);
    return top;
  }

  // How well a reference says what a table belongs to; 0: it can't. `wide`: the table's references
  // by several columns.
  [[nodiscard]] int Rank(size_t index, const ForeignKey& key,
                         const std::vector<const ForeignKey*>& wide) {
    const Table& table = TableAt(index);
    const int target = TargetOf(key);
    if (target < 0 || target == static_cast<int>(index) || !IsRequired(table, key)) return 0;
    // Whose parent is sought has none yet: it is above all that it is the top of.
    if (TopOf(target) == static_cast<int>(index)) return 0;
    // The parent's row must be named by the key.
    if (!HoldsKey(schema_.tables[static_cast<size_t>(target)], key.target_columns)) return 0;
    if (HoldsKey(table, key.columns)) return 5;
    // (tenant) → tenant says less than (tenant, user) → user.
    const bool part_of_another =
        std::any_of(wide.begin(), wide.end(), [&](const ForeignKey* other) {
          return other->columns.size() > key.columns.size() && other->target != table.full_name &&
                 IsRequired(table, *other) && IsSubset(key.columns, other->columns);
        });
    if (part_of_another) return 0;
    const bool identifying = !table.primary_key.empty() && IsSubset(key.columns, table.primary_key);
    const bool in_unique = std::any_of(
        table.unique_keys.begin(), table.unique_keys.end(),
        [&](const schema::Key& unique) { return IsSubset(key.columns, unique.columns); });
    if (identifying) return 4;
    const bool reference = roles_[static_cast<size_t>(target)].reference;
    if (in_unique) return reference ? 2 : 3;
    return reference ? 1 : 2;
  }

  void ChooseParent(size_t index) {
    const Table& table = TableAt(index);
    TableRole& role = roles_[index];
    int best = role.reference ? 3 : 1;  // a list of types belongs to nothing
    std::vector<const ForeignKey*> wide;
    for (const ForeignKey& key : table.foreign_keys) {
      if (key.columns.size() > 1) wide.push_back(&key);
    }
    for (size_t k = 0; k < table.foreign_keys.size(); ++k) {
      const int rank = Rank(index, table.foreign_keys[k], wide);
      if (rank <= best) continue;
      best = rank;
      role.parent_key = static_cast<int>(k);
    }
    if (role.parent_key < 0) return;
    const ForeignKey& key = table.foreign_keys[static_cast<size_t>(role.parent_key)];
    parents_[index] = TargetOf(key);
    above_[index] = parents_[index];
    role.one_to_one = HoldsKey(table, key.columns);
  }

  [[nodiscard]] std::optional<int64_t> WantedRows(const Table& table) const {
    for (const auto& [name, rows] : options_.table_rows) {
      if (schema::SameName(name, table.name()) || schema::SameName(name, table.full_name)) {
        return rows;
      }
    }
    if (!options_.rows) return std::nullopt;
    return *options_.rows;
  }

  // Requires: the parent has its rows.
  void ChooseRows(size_t index) {
    sized_[index] = true;
    const Table& table = TableAt(index);
    TableRole& role = roles_[index];
    const auto scaled = [&](int64_t rows) {
      return std::max<int64_t>(1, std::llround(static_cast<double>(rows) * options_.scale));
    };
    const auto wanted = WantedRows(table);
    if (role.parent_key < 0) {
      role.rows = wanted ? *wanted : role.reference ? kReferenceRows : scaled(kDefaultRows);
      role.reason =
          role.reference ? "a short list that other tables refer to" : "belongs to no other table";
      return;
    }
    const ForeignKey& key = table.foreign_keys[static_cast<size_t>(role.parent_key)];
    const auto parent = static_cast<size_t>(parents_[index]);
    const auto parent_rows = static_cast<double>(std::max<int64_t>(1, roles_[parent].rows));
    role.children_mean = role.one_to_one ? kOneToOneShare : kChildrenMean;
    if (roles_[parent].reference && !role.one_to_one) {
      role.children_mean = static_cast<double>(scaled(kDefaultRows)) / parent_rows;
    }
    // Chains of tables would grow threefold with each.
    const double most = std::max(static_cast<double>(kDefaultRows),
                                 kRowsInAll / static_cast<double>(roles_.size())) *
                        std::max(1.0, options_.scale);
    const bool too_many = !wanted && parent_rows * role.children_mean > most;
    if (too_many) role.children_mean = most / parent_rows;
    if (wanted) role.children_mean = static_cast<double>(*wanted) / parent_rows;
    if (role.one_to_one) role.children_mean = std::min(role.children_mean, 1.0);
    role.rows = std::llround(parent_rows * role.children_mean);
    role.reason = role.one_to_one ? fmt::format("at most one row for each row of {}", key.target)
                                  : fmt::format("belongs to {} by {}", key.target,
                                                fmt::join(key.columns, ", "));
    if (too_many) role.reason += "; no more rows: all tables together stay near 10,000,000";
  }

  const schema::Schema& schema_;
  const SizeOptions& options_;
  std::vector<TableRole> roles_;
  std::vector<int> parents_;  // tables; -1: none
  std::vector<int> above_;    // the parent, or a table further above
  std::vector<bool> sized_;
};

}  // namespace

int TableIndex(const schema::Schema& schema, const std::string& full_name) {
  const Table* table = schema.Find(full_name);
  return table == nullptr ? -1 : static_cast<int>(table - schema.tables.data());
}

bool HoldsKey(const Table& table, const std::vector<std::string>& columns) {
  if (!table.primary_key.empty() && IsSubset(table.primary_key, columns)) return true;
  return std::any_of(table.unique_keys.begin(), table.unique_keys.end(),
                     [&](const schema::Key& key) { return IsSubset(key.columns, columns); });
}

std::vector<TableRole> AssignRoles(const schema::Schema& schema, const SizeOptions& options) {
  return RoleFinder(schema, options).Run();
}

}  // namespace datagen::draft
