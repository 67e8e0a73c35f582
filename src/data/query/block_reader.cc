#include "data/query/block_reader.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace datagen::query {
namespace {

Shape::Kind KindOf(duckdb_type type) {
  switch (type) {
    case DUCKDB_TYPE_BOOLEAN:
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_UTINYINT:
    case DUCKDB_TYPE_USMALLINT:
    case DUCKDB_TYPE_UINTEGER:
    case DUCKDB_TYPE_DATE:
    case DUCKDB_TYPE_TIME:
    case DUCKDB_TYPE_TIMESTAMP:
      return Shape::Kind::kIntegers;
    case DUCKDB_TYPE_FLOAT:
    case DUCKDB_TYPE_DOUBLE:
      return Shape::Kind::kReals;
    case DUCKDB_TYPE_VARCHAR:
      return Shape::Kind::kTexts;
    default:
      return Shape::Kind::kOpaque;
  }
}

template <typename Stored, typename Wide>
void Widen(const void* data, size_t size, std::vector<Wide>* wide) {
  const auto* values = static_cast<const Stored*>(data);
  wide->assign(values, values + size);
}

// Of null rows too, whatever stands there.
void ReadIntegers(duckdb_type stored, const void* data, size_t size, std::vector<int64_t>* out) {
  switch (stored) {
    case DUCKDB_TYPE_BOOLEAN:
    case DUCKDB_TYPE_UTINYINT:
      return Widen<uint8_t>(data, size, out);
    case DUCKDB_TYPE_TINYINT:
      return Widen<int8_t>(data, size, out);
    case DUCKDB_TYPE_SMALLINT:
      return Widen<int16_t>(data, size, out);
    case DUCKDB_TYPE_USMALLINT:
      return Widen<uint16_t>(data, size, out);
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_DATE:
      return Widen<int32_t>(data, size, out);
    case DUCKDB_TYPE_UINTEGER:
      return Widen<uint32_t>(data, size, out);
    default:
      return Widen<int64_t>(data, size, out);
  }
}

void ReadNulls(const uint64_t* valid, size_t size, BlockColumn* column) {
  if (valid == nullptr) return;
  column->given.assign(valid, valid + (size + 63) / 64);
  if (size % 64 != 0) column->given.back() &= (uint64_t{1} << (size % 64)) - 1;
  column->nulls = static_cast<int64_t>(size);
  for (const uint64_t word : column->given) column->nulls -= std::popcount(word);
}

void ReadTexts(const DuckDbLibrary& library, duckdb_string_t* texts, size_t size,
               BlockColumn* column) {
  size_t bytes = 0;
  for (size_t row = 0; row < size; ++row) {  // what stands in a null row is no text
    if (!column->is_null(row)) bytes += library.string_length(texts[row]);
  }
  // Long enough to lie outside of the object, so that moving it leaves the texts where they are.
  column->characters.reserve(std::max(bytes, sizeof(std::string)));
  column->texts.resize(size);
  for (size_t row = 0; row < size; ++row) {
    if (column->is_null(row)) continue;
    const size_t at = column->characters.size();
    const size_t length = library.string_length(texts[row]);
    column->characters.append(library.string_data(&texts[row]), length);
    column->texts[row] = {column->characters.data() + at, length};
  }
}

// The type that holds a decimal's smallest units.
duckdb_type StoredAs(const Shape& shape) {
  if (shape.type != DUCKDB_TYPE_DECIMAL) return static_cast<duckdb_type>(shape.type);
  constexpr int kDigitsOf16Bits = 4;
  constexpr int kDigitsOf32Bits = 9;
  if (shape.precision <= kDigitsOf16Bits) return DUCKDB_TYPE_SMALLINT;
  return shape.precision <= kDigitsOf32Bits ? DUCKDB_TYPE_INTEGER : DUCKDB_TYPE_BIGINT;
}

std::string TakeText(const DuckDbLibrary& library, duckdb_value value) {
  char* text = library.get_varchar(value);
  std::string taken = text == nullptr ? "" : text;
  library.free(text);
  library.destroy_value(&value);
  return taken;
}

}  // namespace

bool Shape::is_number() const {
  return kind == Kind::kReals ||
         (kind == Kind::kIntegers && type != DUCKDB_TYPE_BOOLEAN && type != DUCKDB_TYPE_DATE &&
          type != DUCKDB_TYPE_TIME && type != DUCKDB_TYPE_TIMESTAMP);
}

std::string PrintInteger(const Shape& shape, int64_t value) {
  const DuckDbLibrary& library = LoadDuckDb();
  switch (shape.type) {
    case DUCKDB_TYPE_BOOLEAN:
      return value != 0 ? "true" : "false";
    case DUCKDB_TYPE_DATE:
      return TakeText(library, library.create_date({static_cast<int32_t>(value)}));
    case DUCKDB_TYPE_TIME:
      return TakeText(library, library.create_time({value}));
    case DUCKDB_TYPE_TIMESTAMP:
      return TakeText(library, library.create_timestamp({value}));
    case DUCKDB_TYPE_DECIMAL: {
      const duckdb_hugeint units{static_cast<uint64_t>(value), value < 0 ? -1 : 0};
      return TakeText(library, library.create_decimal({static_cast<uint8_t>(shape.precision),
                                                       static_cast<uint8_t>(shape.scale), units}));
    }
    default:
      return std::to_string(value);
  }
}

std::string PrintReal(const Shape& shape, double value) {
  const DuckDbLibrary& library = LoadDuckDb();
  return TakeText(library, shape.type == DUCKDB_TYPE_FLOAT
                               ? library.create_float(static_cast<float>(value))
                               : library.create_double(value));
}

std::vector<Shape> ShapesOf(const DuckDbLibrary& library, duckdb_result* result) {
  const idx_t count = library.column_count(result);
  std::vector<Shape> shapes(count);
  for (idx_t i = 0; i < count; ++i) {
    Shape& shape = shapes[i];
    const duckdb_type type = library.column_type(result, i);
    shape.type = type;
    shape.kind = KindOf(type);
    if (type != DUCKDB_TYPE_DECIMAL) continue;
    duckdb_logical_type logical = library.column_logical_type(result, i);
    shape.precision = library.decimal_width(logical);
    shape.scale = library.decimal_scale(logical);
    library.destroy_logical_type(&logical);
    constexpr int kDigitsOf64Bits = 18;
    if (shape.precision <= kDigitsOf64Bits) shape.kind = Shape::Kind::kIntegers;
  }
  return shapes;
}

Block EmptyBlock(const std::vector<Shape>& shapes) {
  Block block;
  block.columns.resize(shapes.size());
  for (size_t i = 0; i < shapes.size(); ++i) block.columns[i].shape = shapes[i];
  return block;
}

Block ReadBlock(const DuckDbLibrary& library, const std::vector<Shape>& shapes,
                duckdb_data_chunk chunk) {
  Block block;
  block.size = library.chunk_size(chunk);
  block.columns.resize(shapes.size());
  for (idx_t i = 0; i < shapes.size(); ++i) {
    BlockColumn& column = block.columns[i];
    duckdb_vector vector = library.chunk_vector(chunk, i);
    void* data = library.vector_data(vector);
    column.shape = shapes[i];
    ReadNulls(library.vector_validity(vector), block.size, &column);
    if (column.shape.kind == Shape::Kind::kIntegers) {
      ReadIntegers(StoredAs(column.shape), data, block.size, &column.integers);
    } else if (column.shape.type == DUCKDB_TYPE_FLOAT) {
      Widen<float>(data, block.size, &column.reals);
    } else if (column.shape.kind == Shape::Kind::kReals) {
      Widen<double>(data, block.size, &column.reals);
    } else if (column.shape.kind == Shape::Kind::kTexts) {
      ReadTexts(library, static_cast<duckdb_string_t*>(data), block.size, &column);
    }
  }
  return block;
}

}  // namespace datagen::query
