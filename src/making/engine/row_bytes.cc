#include "making/engine/row_bytes.h"

#include <algorithm>

namespace datagen::engine {

double RowBytes(const plan::Node& node) {
  double bytes = 0;
  for (const plan::Column& column : node.columns) {
    const double items = column.type.kind == kernel::TypeKind::kArray
                             ? static_cast<double>(column.length_min + column.length_max) / 2 + 1
                             : 1;
    bytes += items * std::max(16.0, column.domain.max_bytes / 2);
  }
  return bytes;
}

}  // namespace datagen::engine
