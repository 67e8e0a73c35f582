#include "making/runs/part_memory.h"

#include <algorithm>

#include "making/engine/row_bytes.h"
#include "making/sinks/sink.h"

namespace datagen::runs {
namespace {

// A thread's buffers of fixed size: the writer's, the hash's, dictionaries.
constexpr double kFixedBytes = 16e6;
// A batch is there as made, cast and encoded, beside columns of other tables' rows.
constexpr double kBatchCopies = 4;
// A row group is there as values and as pages.
constexpr double kRowGroupCopies = 1.5;

}  // namespace

int64_t PartMemory(const engine::Engine& engine, const Options& options, int node,
                   int64_t part_rows) {
  const plan::Node& table = engine.plan().nodes[static_cast<size_t>(node)];
  const double row_bytes = engine::RowBytes(table);
  part_rows = std::min(part_rows, table.rows);
  const int64_t batch_rows = std::min({part_rows, options.batch_rows, engine.batch_rows_max()});
  double bytes = kFixedBytes + kBatchCopies * row_bytes * static_cast<double>(batch_rows);
  if (sinks::FindSink(options.format)->holds_row_groups) {
    const int64_t held = std::min(part_rows, options.row_group_rows);
    double row_group = kRowGroupCopies * row_bytes * static_cast<double>(held);
    if (options.row_group_bytes > 0) {
      row_group =
          std::min(row_group, kRowGroupCopies * static_cast<double>(options.row_group_bytes));
    }
    bytes += row_group;
  }
  return static_cast<int64_t>(bytes);
}

}  // namespace datagen::runs
