#include "data/query/rows.h"

#include <charconv>

namespace datagen::query {
namespace {

template <typename T>
std::optional<T> Read(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  T value{};
  const char* end = text->data() + text->size();
  const auto read = std::from_chars(text->data(), end, value);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return value;
}

}  // namespace

std::optional<double> ReadNumber(const std::optional<std::string>& value) {
  return Read<double>(value);
}

std::optional<int64_t> ReadInteger(const std::optional<std::string>& value) {
  return Read<int64_t>(value);
}

std::optional<double> Rows::Number(size_t row, size_t column) const {
  return ReadNumber(rows[row][column]);
}

std::optional<int64_t> Rows::Integer(size_t row, size_t column) const {
  return ReadInteger(rows[row][column]);
}

std::string Rows::Text(size_t row, size_t column) const { return rows[row][column].value_or(""); }

}  // namespace datagen::query
