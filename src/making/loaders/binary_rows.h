// Rows in the binary form of PostgreSQL's COPY, which the server need not parse.
//
// Source: PostgreSQL documentation, COPY, "Binary Format"; numerics as
// src/backend/utils/adt/numeric.c describes what numeric_send writes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "making/loaders/target.h"

namespace datagen::loaders {

enum class BinaryForm {
  kInt2,
  kInt4,
  kInt8,
  kFloat4,
  kFloat8,
  kNumeric,
  kBool,
  kText,
  kJsonb,
  kBytes,
  kDate,
  kTime,
  kTimestamp,
  kUuid
};

// How values of a type are sent to a column of PostgreSQL's; nullopt: only as text.
// `postgres_type` is its name in pg_type, "enum" for all enumerations.
std::optional<BinaryForm> BinaryFormOf(const kernel::ValueType& type,
                                       const std::string& postgres_type);

void AppendBinaryHeader(base::Buffer<char>* out);
void AppendBinaryRows(const engine::Batch& batch, const std::vector<engine::WrittenColumn>& columns,
                      const std::vector<BinaryForm>& forms, base::Buffer<char>* out);
void AppendBinaryEnd(base::Buffer<char>* out);

}  // namespace datagen::loaders
