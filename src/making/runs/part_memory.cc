#include "making/runs/part_memory.h"

#include <algorithm>
#include <functional>

#include "foundation/work/ordered_results.h"
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

int64_t StreamMemory(const engine::Engine& engine, const Options& options, int node) {
  const plan::Node& table = engine.plan().nodes[static_cast<size_t>(node)];
  const int64_t written = PartMemory(engine, options, node, table.rows);
  if (options.job.threads == 1) return written;
  const int64_t batch_rows = std::min({table.rows, options.batch_rows, engine.batch_rows_max()});
  const double ahead = kBatchCopies * engine::RowBytes(table) * static_cast<double>(batch_rows);
  return written + static_cast<int64_t>(ahead) * work::ItemsAhead(options.job.threads);
}

int64_t RunMemory(const engine::Engine& engine, const Options& options, int only_node) {
  if (only_node >= 0) return StreamMemory(engine, options, only_node);
  const auto& nodes = engine.plan().nodes;
  std::vector<int64_t> dearest;  // of each part that could be made at the same time
  const auto threads = static_cast<int64_t>(options.job.threads);
  for (size_t node = 0; node < nodes.size(); ++node) {
    const int64_t rows =
        options.part_rows_of.empty() ? options.part_rows : options.part_rows_of[node];
    const int64_t parts = std::max<int64_t>(0, nodes[node].rows - 1) / rows + 1;
    dearest.insert(dearest.end(), static_cast<size_t>(std::min(parts, threads)),
                   PartMemory(engine, options, static_cast<int>(node), rows));
  }
  std::sort(dearest.begin(), dearest.end(), std::greater<>());
  dearest.resize(std::min(dearest.size(), static_cast<size_t>(threads)));
  int64_t bytes = 0;
  for (const int64_t part : dearest) bytes += part;
  return bytes;
}

}  // namespace datagen::runs
