#include "making/engine/content_hash.h"
#include "making/runs/part_memory.h"
#include "making/runs/part_writer.h"
#include "making/runs/run.h"

namespace datagen::runs {

using base::Status;

namespace {

std::string RowsOf(const engine::Engine& engine, int node) {
  return "the rows of '" + engine.plan().nodes[static_cast<size_t>(node)].id + "'";
}

// One thread does it all, a task of the pool.
Status WriteAlone(const engine::Engine& engine, const Options& options, const PartWriter& writer,
                  const Part& rows, sinks::Output* output, work::Progress* progress,
                  PartRecord* record) {
  work::Workplace& workplace = *options.job.workplace;
  const int64_t memory = StreamMemory(engine, options, rows.node);
  Status status = workplace.memory().Check(RowsOf(engine, rows.node), memory);
  if (!status.ok()) return status;
  work::TaskQueue queue(&workplace.pool(), 1, options.job.stop);
  queue.Add(
      [&] {
        std::vector<defects::Entry> none;
        auto written = writer.Write(rows, 1, {.output = output}, queue.stop(), &none);
        if (written.ok()) *record = std::move(*written);
        return written.status();
      },
      memory);
  constexpr double kTickSeconds = 0.05;
  while (!queue.WaitFor(kTickSeconds)) progress->Tell();
  return queue.status();
}

// The threads make batches; the caller's own writes them in order.
Status WriteAhead(const engine::Engine& engine, const Options& options, const PartWriter& writer,
                  const Part& rows, sinks::Output* output, PartRecord* record) {
  const auto memory = options.job.workplace->memory().Reserve(
      RowsOf(engine, rows.node), StreamMemory(engine, options, rows.node), options.job.stop);
  if (!memory.ok()) return memory.status();
  std::vector<defects::Entry> none;
  auto written =
      writer.Write(rows, 1, {.output = output, .makes_ahead = true}, options.job.stop, &none);
  if (written.ok()) *record = std::move(*written);
  return written.status();
}

}  // namespace

base::Result<TableResult> WriteTable(const engine::Engine& engine, const Options& options, int node,
                                     sinks::Output* output) {
  const plan::Node& table = engine.plan().nodes[static_cast<size_t>(node)];
  work::Progress silent{nullptr};
  work::Progress& progress = options.job.progress == nullptr ? silent : *options.job.progress;
  const PartWriter writer(engine, options, &progress);
  PartRecord record;
  progress.Begin("make", table.rows, 1);
  const Status status =
      options.job.threads == 1
          ? WriteAlone(engine, options, writer, {node, 0, 0, table.rows}, output, &progress,
                       &record)
          : WriteAhead(engine, options, writer, {node, 0, 0, table.rows}, output, &record);
  progress.End();
  if (!status.ok()) return status;
  TableResult result;
  result.node = table.id;
  result.rows = table.rows;
  engine::TableHasher hasher(writer.Written(node));
  hasher.Add(record.blocks);
  if (options.hash) result.content_hash = hasher.Digest();
  result.saturated = std::move(record.saturated);
  result.placeless = std::move(record.placeless);
  return result;
}

}  // namespace datagen::runs
