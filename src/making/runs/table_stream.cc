#include "making/engine/content_hash.h"
#include "making/runs/part_memory.h"
#include "making/runs/part_writer.h"
#include "making/runs/run.h"

namespace datagen::runs {

using base::Status;

base::Result<TableResult> WriteTable(const engine::Engine& engine, const Options& options, int node,
                                     sinks::Output* output) {
  const plan::Node& table = engine.plan().nodes[static_cast<size_t>(node)];
  const int64_t memory = PartMemory(engine, options, node, table.rows);
  work::Workplace& workplace = *options.job.workplace;
  Status status = workplace.memory().Check("the rows of '" + table.id + "'", memory);
  if (!status.ok()) return status;
  work::Progress silent{nullptr};
  work::Progress& progress = options.job.progress == nullptr ? silent : *options.job.progress;
  PartWriter writer(engine, options, &progress);
  base::Result<PartRecord> record = PartRecord{};
  progress.Begin("make", table.rows, 1);
  {
    work::TaskQueue queue(&workplace.pool(), 1, options.job.stop);
    queue.Add(
        [&] {
          std::vector<defects::Entry> none;
          record =
              writer.Write({node, 0, 0, table.rows}, 1, {.output = output}, queue.stop(), &none);
          return record.status();
        },
        memory);
    constexpr double kTickSeconds = 0.05;
    while (!queue.WaitFor(kTickSeconds)) progress.Tell();
    progress.End();
    status = queue.status();
  }
  if (!status.ok()) return status;
  TableResult result;
  result.node = table.id;
  result.rows = table.rows;
  engine::TableHasher hasher(writer.Written(node));
  hasher.Add(record->blocks);
  if (options.hash) result.content_hash = hasher.Digest();
  result.saturated = std::move(record->saturated);
  result.placeless = std::move(record->placeless);
  return result;
}

}  // namespace datagen::runs
