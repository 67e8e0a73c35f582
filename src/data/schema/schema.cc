#include "data/schema/schema.h"

#include <algorithm>

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

const Column* Table::FindColumn(const std::string& column) const {
  for (const Column& candidate : columns) {
    if (candidate.name == column) return &candidate;
  }
  for (const Column& candidate : columns) {
    if (SameName(candidate.name, column)) return &candidate;
  }
  return nullptr;
}

Column* Table::FindColumn(const std::string& column) {
  return const_cast<Column*>(static_cast<const Table*>(this)->FindColumn(column));
}

const Table* Schema::Find(const std::vector<std::string>& name_parts) const {
  // The longest common end wins: s.t is meant by t, and by db.s.t.
  const Table* found = nullptr;
  size_t best = 0;
  for (const Table& table : tables) {
    const size_t common = std::min(table.name_parts.size(), name_parts.size());
    const bool same =
        std::equal(table.name_parts.end() - static_cast<ptrdiff_t>(common), table.name_parts.end(),
                   name_parts.end() - static_cast<ptrdiff_t>(common), SameName);
    if (!same || common == 0) continue;
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
  for (const Table& table : tables) {
    if (table.full_name == full_name) return &table;
  }
  return nullptr;
}

}  // namespace datagen::schema
