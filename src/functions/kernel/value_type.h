// The types of the language, and how a value of each is held while it is computed.
//
// Thread-safety: values.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace datagen::kernel {

// The name in the language stands behind each.
enum class TypeKind : uint8_t {
  kInt,       // int8 int16 int32 int64 int
  kFloat,     // float32 float
  kDecimal,   // decimal(p,s)
  kBool,      // bool
  kString,    // string string(n)
  kDate,      // date: days since 1970-01-01
  kTime,      // time: microseconds since midnight
  kDatetime,  // datetime: microseconds since 1970-01-01T00:00:00Z
  kUuid,      // uuid
  kBinary,    // binary
  kJson,      // json: a JSON text
  kArray,     // array<T>
};

// The representation in a Vector (vector.h).
enum class Physical : uint8_t { kInt64, kInt128, kFloat64, kBool, kString, kList };

struct ValueType {
  TypeKind kind = TypeKind::kInt;
  int bits = 64;                             // of kInt (8, 16, 32, 64) and kFloat (32, 64)
  int precision = 0;                         // of kDecimal: digits, 1..38
  int scale = 0;                             // of kDecimal: digits after the point, 0..precision
  int64_t length_max = 0;                    // of kString: characters; 0 = no limit
  std::shared_ptr<const ValueType> element;  // of kArray

  static ValueType Int(int bits = 64) { return {.kind = TypeKind::kInt, .bits = bits}; }
  static ValueType Float() { return {.kind = TypeKind::kFloat}; }
  static ValueType Decimal(int precision, int scale) {
    return {.kind = TypeKind::kDecimal, .precision = precision, .scale = scale};
  }
  static ValueType Of(TypeKind kind) { return {.kind = kind}; }

  // Reads "decimal(10,2)" and the like; nullopt when it is no type.
  static std::optional<ValueType> Parse(std::string_view text);

  // The canonical spelling: "int" for int64, "float" for float64.
  [[nodiscard]] std::string Name() const;
  // Decimals of up to 18 digits are 64-bit integers; larger ones and uuids 128-bit.
  [[nodiscard]] Physical physical() const;
  [[nodiscard]] bool is_numeric() const {
    return kind == TypeKind::kInt || kind == TypeKind::kFloat || kind == TypeKind::kDecimal;
  }
  [[nodiscard]] bool is_temporal() const {
    return kind == TypeKind::kDate || kind == TypeKind::kTime || kind == TypeKind::kDatetime;
  }
  [[nodiscard]] bool is_text() const {
    return kind == TypeKind::kString || kind == TypeKind::kJson || kind == TypeKind::kBinary;
  }
  // The least and greatest whole number of a kInt of these bits.
  [[nodiscard]] int64_t int_min() const;
  [[nodiscard]] int64_t int_max() const;

  friend bool operator==(const ValueType& a, const ValueType& b);
};

// Every spelling of a type, for messages and the JSON Schema.
std::string TypeSpellings();
// The same as a regular expression (ECMA 262).
std::string TypePattern();

}  // namespace datagen::kernel
