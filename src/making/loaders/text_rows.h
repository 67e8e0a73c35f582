// Rows as the lines of text that PostgreSQL's COPY and MySQL's LOAD DATA read: tabs between fields,
// \N for null, backslashes before what would be misread.
#pragma once

#include <vector>

#include "making/loaders/target.h"

namespace datagen::loaders {

enum class TextForm {
  kPostgres,  // t and f, \x of hexadecimal digits, {arrays}
  kMysql      // 1 and 0, bare hexadecimal digits, JSON arrays, times without zone
};

void AppendRows(const engine::Batch& batch, const std::vector<engine::WrittenColumn>& columns,
                TextForm form, base::Buffer<char>* out);

// 2024-01-31 10:00:00, without T and Z.
void AppendPlainTime(const kernel::Vector& values, int64_t i, const kernel::ValueType& type,
                     base::Buffer<char>* out);

}  // namespace datagen::loaders
