#include "data/schema/schema.h"

#include <algorithm>
#include <utility>

namespace datagen::schema {

std::string Lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

bool SameName(const std::string& a, const std::string& b) { return Lower(a) == Lower(b); }

std::vector<std::string> NameParts(const std::string& dotted) {
  std::vector<std::string> parts;
  size_t from = 0;
  for (size_t dot = dotted.find('.'); dot != std::string::npos; dot = dotted.find('.', from)) {
    parts.push_back(dotted.substr(from, dot - from));
    from = dot + 1;
  }
  parts.push_back(dotted.substr(from));
  return parts;
}

std::string Dotted(const std::vector<std::string>& parts) {
  std::string dotted;
  for (const std::string& part : parts) dotted += (&part == parts.data() ? "" : ".") + part;
  return dotted;
}

const Column* Table::FindColumn(const std::string& column) const {
  for (; named_ < columns.size(); ++named_) places_[Lower(columns[named_].name)].push_back(named_);
  const auto found = places_.find(Lower(column));
  if (found == places_.end()) return nullptr;
  for (const size_t at : found->second) {
    if (columns[at].name == column) return &columns[at];
  }
  return &columns[found->second[0]];
}

void Table::ForgetNames() {
  places_.clear();
  named_ = 0;
}

Column* Table::FindColumn(const std::string& column) {
  return const_cast<Column*>(static_cast<const Table*>(this)->FindColumn(column));
}

const Table* Schema::Find(const std::vector<std::string>& name_parts) const {
  // The longest common end wins: s.t is meant by t, and by db.s.t.
  const Table* found = nullptr;
  size_t best = 0;
  for (const int index : names_.EndingLike(name_parts)) {
    const Table& table = tables[static_cast<size_t>(index)];
    const size_t common = std::min(table.name_parts.size(), name_parts.size());
    const bool same =
        std::equal(table.name_parts.end() - static_cast<ptrdiff_t>(common), table.name_parts.end(),
                   name_parts.end() - static_cast<ptrdiff_t>(common), SameName);
    if (!same) continue;
    const bool exact = table.name_parts == name_parts;
    const size_t rank = common * 2 + (exact ? 1 : 0);
    if (rank > best) {
      best = rank;
      found = &table;
    }
  }
  return found;
}

const Table* Schema::Find(const std::string& full_name) const {
  for (const int index : names_.Like(full_name)) {
    const Table& table = tables[static_cast<size_t>(index)];
    if (table.full_name == full_name) return &table;
  }
  return nullptr;
}

const Table* Schema::FindLike(const std::string& full_name) const {
  const auto& found = names_.Like(full_name);
  return found.empty() ? nullptr : &tables[static_cast<size_t>(found[0])];
}

int Schema::IndexOf(const Table& table) const { return static_cast<int>(&table - tables.data()); }

void Schema::Add(Table table) {
  names_.Add(static_cast<int>(tables.size()), table.name_parts);
  tables.push_back(std::move(table));
}

void Schema::Replace(int index, Table table) {
  Unname(index);
  names_.Add(index, table.name_parts);
  tables[static_cast<size_t>(index)] = std::move(table);
}

void Schema::Rename(int index, std::vector<std::string> name_parts) {
  Unname(index);
  names_.Add(index, name_parts);
  Table& table = tables[static_cast<size_t>(index)];
  table.full_name = Dotted(name_parts);
  table.name_parts = std::move(name_parts);
}

void Schema::Unname(int index) {
  names_.Remove(index, tables[static_cast<size_t>(index)].name_parts);
}

void Schema::Remove(const std::set<int>& indexes) {
  if (indexes.empty()) return;
  std::vector<Table> kept;
  for (size_t i = 0; i < tables.size(); ++i) {
    if (indexes.count(static_cast<int>(i)) == 0) kept.push_back(std::move(tables[i]));
  }
  tables.clear();
  names_ = {};
  for (Table& table : kept) Add(std::move(table));
}

}  // namespace datagen::schema
