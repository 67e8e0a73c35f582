// The rows of a result on their way out of a database: as many at a time as fit into a small
// buffer, so that a table larger than the memory goes through.
//
// Each cell is text, as the database prints the value; floats with all their digits, bytes as
// hexadecimal digits.
//
// Thread-safety: a stream belongs to one thread at a time, as its connection does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/schema/schema.h"
#include "foundation/base/status.h"

namespace datagen::connections {

// Some rows, cell by cell. A value, which is filled again and again.
class RowBatch {
 public:
  static constexpr size_t kRowsMax = 4096;
  static constexpr size_t kBytesMax = size_t{1} << 20;

  void Clear(size_t columns) {
    columns_ = columns;
    bytes_.clear();
    cells_.clear();
  }
  // The cells of a row one after the other.
  void AddNull() { cells_.push_back({bytes_.size(), 0, true}); }
  void Add(std::string_view text) {
    cells_.push_back({bytes_.size(), text.size(), false});
    bytes_ += text;
  }
  void AddHex(std::string_view bytes) {
    static constexpr char kDigits[] = "0123456789abcdef";
    cells_.push_back({bytes_.size(), bytes.size() * 2, false});
    for (const char c : bytes) {
      const auto byte = static_cast<unsigned char>(c);
      bytes_ += kDigits[byte >> 4];
      bytes_ += kDigits[byte & 0xf];
    }
  }
  // Whether the next row belongs into another batch.
  [[nodiscard]] bool full() const { return rows() >= kRowsMax || bytes_.size() >= kBytesMax; }

  [[nodiscard]] size_t rows() const { return columns_ == 0 ? 0 : cells_.size() / columns_; }
  // nullopt: null. Lifetime: until the batch is changed.
  [[nodiscard]] std::optional<std::string_view> Cell(size_t row, size_t column) const {
    const Place& place = cells_[row * columns_ + column];
    if (place.is_null) return std::nullopt;
    return std::string_view(bytes_).substr(place.begin, place.size);
  }

 private:
  struct Place {
    size_t begin;
    size_t size;
    bool is_null;
  };

  size_t columns_ = 0;
  std::string bytes_;
  std::vector<Place> cells_;
};

class RowStream {
 public:
  struct Column {
    std::string name;
    schema::TypeFamily family = schema::TypeFamily::kOther;
  };

  // Ends the statement, if it was not read to its end.
  virtual ~RowStream() = default;
  RowStream(const RowStream&) = delete;
  RowStream& operator=(const RowStream&) = delete;

  [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }
  // The next rows; none are the end. Errors: as connection.h has them; a connection that is lost
  // is one, never an end.
  virtual base::Status Next(RowBatch* batch) = 0;

 protected:
  RowStream() = default;
  std::vector<Column> columns_;
};

}  // namespace datagen::connections
