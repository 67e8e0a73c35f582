// What goes into a statement and what comes out of it, whatever the database.
//
// A result is text, each value as its database writes it: for results that people read, that are a
// few numbers, or that say what a database has; not for tables of data.
//
// Thread-safety: values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "data/schema/schema.h"

namespace datagen::query {

// What stands in place of a mark in a statement.
struct Bytes {
  std::string_view bytes;
};
using Value = std::variant<std::monostate, int64_t, double, std::string_view, Bytes>;

// What a value of a result says; nullopt when it is null or no number. An integer beyond 64 bits
// is no number either.
std::optional<double> ReadNumber(const std::optional<std::string>& value);
std::optional<int64_t> ReadInteger(const std::optional<std::string>& value);

struct Rows {
  std::vector<std::string> columns;
  // What kind of values the columns have; empty where nobody looked.
  std::vector<schema::TypeFamily> families;
  std::vector<std::vector<std::optional<std::string>>> rows;  // nullopt: null

  // The number in a cell; nullopt when it is null or no number.
  [[nodiscard]] std::optional<double> Number(size_t row, size_t column) const;
  [[nodiscard]] std::optional<int64_t> Integer(size_t row, size_t column) const;
  // The text in a cell; "" when it is null.
  [[nodiscard]] std::string Text(size_t row, size_t column) const;
};

}  // namespace datagen::query
