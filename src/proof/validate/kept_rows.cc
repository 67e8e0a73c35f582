#include "proof/validate/kept_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace datagen::validate {
namespace {

using query::Block;
using query::BlockColumn;
using Kind = query::Shape::Kind;

constexpr int64_t kTableCellsMax = 500'000;
constexpr int64_t kCellsMax = 8'000'000;  // of all tables: some 100 MB with short texts
constexpr int64_t kFileBytesMax = int64_t{16} << 20;

// Whether reading may be worth the try.
bool MayBeSmall(const Table& table) {
  const int64_t bytes =
      std::accumulate(table.files().begin(), table.files().end(), int64_t{0},
                      [](int64_t sum, const sources::File& file) { return sum + file.bytes; });
  return bytes <= kFileBytesMax;
}

// Adds the value of a row to a key of bytes; false when it is null.
bool AddToKey(const BlockColumn& column, size_t row, std::string* key) {
  if (column.is_null(row)) return false;
  if (column.shape.kind == Kind::kIntegers) {
    key->append(reinterpret_cast<const char*>(&column.integers[row]), sizeof(int64_t));
  } else {
    const std::string_view text = column.texts[row];
    const size_t length = text.size();
    key->append(reinterpret_cast<const char*>(&length), sizeof(length));
    key->append(text);
  }
  return true;
}

size_t PlaceOf(const Table& table, const std::string& column) {
  const auto found = std::find(table.view_columns.begin(), table.view_columns.end(), column);
  return static_cast<size_t>(found - table.view_columns.begin());
}

}  // namespace

base::Result<const KeptRows*> KeptTables::Keep(const Table& table, query::Database* database) {
  tables_.erase(table.node->id);
  if (!MayBeSmall(table)) return nullptr;
  const auto columns = static_cast<int64_t>(table.view_columns.size());
  const int64_t rows_max = std::min(kTableCellsMax, kCellsMax - cells_) / columns;
  KeptRows kept;
  // DuckDB reads all rows of a limit before it gives the first.
  const std::string some =
      fmt::format("{} LIMIT {}", table.all_sql, std::min(table.rows_max, rows_max + 1));
  const base::Status read = database->ReadBlocks(some, [&](Block block) {
    kept.rows += static_cast<int64_t>(block.size);
    kept.blocks.push_back(std::move(block));
    return kept.rows <= rows_max;
  });
  if (!read.ok()) return read;
  if (kept.rows > rows_max) return nullptr;
  cells_ += kept.rows * columns;
  return &(tables_[table.node->id] = std::move(kept));
}

const KeptRows* KeptTables::Find(const std::string& table) const {
  const auto found = tables_.find(table);
  return found == tables_.end() ? nullptr : &found->second;
}

std::optional<Repeats> CountRepeats(const KeptRows& kept, const Table& table,
                                    const std::vector<std::string>& key) {
  std::vector<size_t> places;
  for (const std::string& column : key) {
    places.push_back(PlaceOf(table, column));
    const Kind kind = kept.blocks[0].columns[places.back()].shape.kind;
    if (kind != Kind::kIntegers && kind != Kind::kTexts) return std::nullopt;
  }
  std::unordered_map<std::string, int64_t> times;
  std::string bytes;
  for (const Block& block : kept.blocks) {
    for (size_t row = 0; row < block.size; ++row) {
      bytes.clear();
      const bool given = std::all_of(places.begin(), places.end(), [&](size_t place) {
        return AddToKey(block.columns[place], row, &bytes);
      });
      if (given) ++times[bytes];
    }
  }
  Repeats repeats;
  for (const auto& [value, count] : times) {
    if (count < 2) continue;
    repeats.rows += count;
    ++repeats.keys;
  }
  return repeats;
}

std::optional<std::unordered_map<std::string, int64_t>> CountValues(const KeptRows& kept,
                                                                    const Table& table,
                                                                    const std::string& column) {
  const size_t place = PlaceOf(table, column);
  const query::Shape& shape = kept.blocks[0].columns[place].shape;
  std::unordered_map<int64_t, int64_t> integers;
  std::unordered_map<std::string, int64_t> times;
  if (shape.kind != Kind::kIntegers && shape.kind != Kind::kTexts) return std::nullopt;
  for (const Block& block : kept.blocks) {
    const BlockColumn& values = block.columns[place];
    for (size_t row = 0; row < block.size; ++row) {
      if (values.is_null(row)) continue;
      if (shape.kind == Kind::kTexts) {
        ++times[std::string(values.texts[row])];
      } else {
        ++integers[values.integers[row]];
      }
    }
  }
  for (const auto& [value, count] : integers) times[query::PrintInteger(shape, value)] = count;
  return times;
}

}  // namespace datagen::validate
