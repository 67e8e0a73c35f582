#include "doors/api/estimate.h"

#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <cmath>

#include "datagen/datagen.h"
#include "foundation/base/buffer.h"
#include "foundation/base/plural.h"
#include "foundation/work/process_use.h"
#include "foundation/work/temporary_folder.h"
#include "language/spec/spec.h"
#include "making/engine/content_hash.h"
#include "making/runs/part_files.h"
#include "making/runs/partition_columns.h"

namespace datagen::api {
namespace {

constexpr int64_t kSampleRows = 131'072;  // a row group: dictionaries and pages as in the real file
// Of files in folders by values: as many files for as many rows as there will be.
constexpr int64_t kDividedSampleRows = 524'288;

// For people: what is expected is marked, with its standard deviation.
std::string RowsText(const plan::Node& node) {
  if (!node.expected) return FormatCount(node.rows);
  return fmt::format("≈ {} ± {}", FormatCount(std::llround(node.expected->mean)),
                     FormatCount(std::llround(node.expected->deviation)));
}

struct Sample {
  int64_t bytes = 0;
  int64_t nanoseconds = 0;  // of CPU time
};

// How a table's files are divided; nullptr: not at all.
base::Result<std::unique_ptr<runs::PartitionColumns>> PartitionsOf(const engine::Engine& engine,
                                                                   int node, const FileForm& form) {
  const auto& columns = engine.written(node);
  if (!runs::PartitionColumns::IsDivided(columns, form.partition_by)) {
    return std::unique_ptr<runs::PartitionColumns>();
  }
  const std::string& table = engine.plan().nodes[static_cast<size_t>(node)].id;
  return runs::PartitionColumns::Make(table, columns, form.partition_by);
}

// Makes, hashes and encodes rows as a part of their own. Requires: rows of the table.
base::Result<Sample> EncodeSample(const engine::Engine& engine, int node, const FileForm& form,
                                  int64_t begin, int64_t rows) {
  // A file for each: to write over one waits for the disk.
  const auto scratch = work::TemporaryFolder::Make();
  if (!scratch.ok()) return scratch.status();
  const auto& columns = engine.written(node);
  const auto partitions = PartitionsOf(engine, node, form);
  if (!partitions.ok()) return partitions.status();
  const int64_t batch_rows = std::min(form.batch_rows, engine.batch_rows_max());
  const bool writes = !sinks::ExtensionOf(*form.sink, form.options.compression).empty();
  runs::PartFiles files(*form.sink, form.options, columns, partitions.value().get(),
                        writes ? scratch.value().path() + "/sample" : "", "part", nullptr);
  engine::BlockHasher hasher(columns.size());
  const int64_t start = work::ThreadCpuNanoseconds();
  base::Status status = files.Open();
  for (int64_t done = 0; done < rows && status.ok();) {
    if (form.options.stop.stopped()) return form.options.stop.status();
    const int64_t count = std::min(batch_rows, rows - done);
    const auto batch = engine.Fill(node, begin + done, count);
    if (!batch.ok()) return batch.status();
    status = files.Write(batch.value());
    hasher.Add(batch.value(), columns, 0, count);
    done += count;
  }
  if (!status.ok()) return status;
  const auto closed = files.Close();
  if (!closed.ok()) return closed.status();
  Sample sample{0, work::ThreadCpuNanoseconds() - start};
  for (const runs::PartFile& file : closed.value()) sample.bytes += file.bytes;
  return sample;
}

}  // namespace

double RunRows(const plan::Node& node) {
  return node.expected ? node.expected->mean : static_cast<double>(node.rows);
}

base::Result<FileForm> FormOf(const GenerateOptions& options, const work::StopToken& stop) {
  auto csv = sources::MakeCsvDialect(options.csv);
  if (!csv.ok()) return csv.status();
  const sinks::SinkInfo* sink = sinks::FindSink(options.format);
  const std::string& compression = options.compression;
  return FileForm{
      .sink = sink,
      .options = {.compression = compression.empty() ? sink->compressions[0] : compression,
                  .row_group_rows = options.row_group_rows,
                  .row_group_bytes = options.row_group_bytes,
                  .encoding = options.encoding,
                  .csv = *csv,
                  .stop = stop},
      .partition_by = options.partition_by,
      .part_rows = options.part_rows,
      .batch_rows = options.batch_rows};
}

std::string NameOf(const FileForm& form, int node) {
  const sinks::SinkOptions& options = form.options;
  return fmt::format("{} as {} {} {} {} {} {} {} in files of {} by {}", node, form.sink->id,
                     options.compression, options.row_group_rows, options.row_group_bytes,
                     options.encoding, sources::CsvDialectToJson(options.csv).Print(),
                     options.streamed, form.part_rows, fmt::join(form.partition_by, ","));
}

base::Result<TableEstimate> EstimateTable(const engine::Engine& engine, int node,
                                          const FileForm& form) {
  const plan::Node& planned = engine.plan().nodes[static_cast<size_t>(node)];
  const bool divided = runs::PartitionColumns::IsDivided(engine.written(node), form.partition_by);
  // From the middle: row numbers have their usual number of digits there.
  const int64_t sampled =
      std::min({planned.rows, form.part_rows, divided ? kDividedSampleRows : kSampleRows});
  const int64_t begin = (planned.rows - sampled) / 2;
  const int64_t batch_rows = std::min(form.batch_rows, engine.batch_rows_max());
  Sample sample;
  base::ReleaseKeptBlocks();  // as a run does between tables
  malloc_trim(0);             // what the table before has left would hide what this one needs
  const int64_t memory_before = work::ResidentMemoryBytes();
  // The first batches of a process pay for its memory: they are made once before the clock starts.
  std::vector<int64_t> rounds{sampled};
  if (sampled > batch_rows) rounds.insert(rounds.begin(), batch_rows);
  for (const int64_t measured : rounds) {
    const auto encoded = EncodeSample(engine, node, form, begin, measured);
    if (!encoded.ok()) return encoded.status();
    sample = encoded.value();
  }
  // A table without rows has a file all the same.
  const double rows = RunRows(planned);
  const double scale = sampled > 0 ? rows / static_cast<double>(sampled) : 1;
  constexpr double kPerSecond = 1e9;
  // What was needed waits in the thread's free blocks.
  const int64_t memory = std::max<int64_t>(0, work::ResidentMemoryBytes() - memory_before);
  return TableEstimate{rows, static_cast<int64_t>(static_cast<double>(sample.bytes) * scale),
                       static_cast<double>(sample.nanoseconds) / kPerSecond * scale, memory,
                       std::max<int64_t>(0, std::llround(rows) - 1) / form.part_rows + 1};
}

namespace {

// How many rows make a file of so many bytes. The rows at the end are looked at besides those in
// the middle: keys grow longer.
base::Result<int64_t> RowsForBytes(const engine::Engine& engine, int node, const FileForm& form,
                                   int64_t bytes) {
  const int64_t rows = engine.plan().nodes[static_cast<size_t>(node)].rows;
  if (rows == 0) return int64_t{1};
  // So that files whose rows are somewhat longer are not above it.
  constexpr double kAim = 0.95;
  // A small file is not the same part of a large one: once for its share, once as it would be.
  constexpr int kRounds = 3;
  double wanted = static_cast<double>(kSampleRows);
  for (int round = 0; round < kRounds; ++round) {
    const int64_t sampled =
        std::clamp<int64_t>(std::llround(wanted), 1, std::min(rows, kSampleRows));
    double longest = 1;
    for (const int64_t begin : {(rows - sampled) / 2, rows - sampled}) {
      const auto sample = EncodeSample(engine, node, form, begin, sampled);
      if (!sample.ok()) return sample.status();
      longest = std::max(longest, static_cast<double>(sample.value().bytes));
    }
    wanted = kAim * static_cast<double>(bytes) * static_cast<double>(sampled) / longest;
    if (wanted >= static_cast<double>(sampled) && sampled == std::min(rows, kSampleRows)) break;
  }
  constexpr double kRowsMax = 0x1p40;
  return static_cast<int64_t>(std::clamp(wanted, 1.0, kRowsMax));
}

// Down to whole units where that changes little.
int64_t InUnits(int64_t rows, int64_t unit) {
  constexpr int64_t kUnitsMin = 20;
  return rows >= unit * kUnitsMin ? rows / unit * unit : rows;
}

}  // namespace

base::Result<std::vector<int64_t>> PartRowsForBytes(const engine::Engine& engine,
                                                    const GenerateOptions& options,
                                                    const work::StopToken& stop) {
  auto form = FormOf(options, stop);
  if (!form.ok()) return form.status();
  form->partition_by.clear();  // of the rows of a part, wherever they go
  std::vector<int64_t> part_rows;
  part_rows.reserve(engine.plan().nodes.size());
  for (size_t node = 0; node < engine.plan().nodes.size(); ++node) {
    const auto rows = RowsForBytes(engine, static_cast<int>(node), *form, options.file_bytes);
    if (!rows.ok()) return rows.status();
    // Whole hash blocks spare the making of rows for the hash alone.
    part_rows.push_back(
        InUnits(InUnits(rows.value(), engine::kHashBlockRows), options.row_group_rows));
  }
  return part_rows;
}

int64_t MemoryOfThreads(std::vector<TableEstimate> tables, int threads) {
  std::sort(tables.begin(), tables.end(),
            [](const TableEstimate& a, const TableEstimate& b) { return a.memory > b.memory; });
  int64_t left = threads;
  int64_t memory = 0;
  for (const TableEstimate& table : tables) {
    const int64_t busy = std::min(left, table.parts);
    memory += busy * table.memory;
    left -= busy;
  }
  return memory;
}

base::Status ExplainPlan(const engine::Engine& engine, const PlanExplanation& request,
                         work::Progress* progress, std::string* text) {
  const plan::Plan& plan = engine.plan();
  *text = fmt::format("plan of '{}', seed {}, {} ({})\n", plan.spec->name, plan.seed,
                      request.form.sink->id, request.form.options.compression);
  double total_rows = 0;
  int64_t total_bytes = 0;
  double total_seconds = 0;
  std::vector<TableEstimate> estimates;
  const int64_t memory_before = work::ResidentMemoryBytes();
  progress->Begin("explain", 0, static_cast<int64_t>(plan.nodes.size()));
  for (size_t i = 0; i < plan.nodes.size(); ++i) {
    const plan::Node& node = plan.nodes[i];
    progress->SetItem(node.id);
    const auto estimate = EstimateTable(engine, static_cast<int>(i), request.form);
    if (!estimate.ok()) return estimate.status();
    progress->AddPart();
    progress->Tell();
    total_rows += RunRows(node);
    total_bytes += estimate.value().bytes;
    total_seconds += estimate.value().cpu_seconds;
    estimates.push_back(estimate.value());
    *text += fmt::format("\n{} ({}): {} {}, about {}", node.id, node.is_fact ? "fact" : "entity",
                         RowsText(node), base::Plural(std::llround(RunRows(node)), "row"),
                         FormatBytes(estimate.value().bytes));
    if (request.cost) *text += fmt::format(", {:.3g} CPU-s", estimate.value().cpu_seconds);
    if (node.family != nullptr) {
      *text +=
          fmt::format("; {:.4g} for each {}, at most {}", node.family->children_mean(),
                      plan.nodes[static_cast<size_t>(node.parent)].id, node.family->children_max());
    }
    *text += '\n';
    size_t width = 0;
    size_t type_width = 0;
    for (const plan::Column& column : node.columns) {
      width = std::max(width, column.name.size());
      type_width = std::max(type_width, column.type.Name().size());
    }
    int position = 0;
    for (const int index : node.order) {
      const plan::Column& column = node.columns[static_cast<size_t>(index)];
      const spec::Column& from = plan.spec->nodes[i].columns[static_cast<size_t>(index)];
      std::string how = from.generator->function->id;
      for (const auto& call : from.modifiers) how += " + " + call.function->id;
      std::string marks;
      if (column.domain.unique) marks += ", unique";
      if (column.null_rate > 0) marks += fmt::format(", {:.3g} % null", column.null_rate * 100);
      if (column.null_when != nullptr) marks += ", null when its condition holds";
      if (column.hidden) marks += ", hidden";
      if (column.correlation >= 0) marks += ", correlated";
      if (!column.why.empty()) marks += "; " + column.why;
      *text += fmt::format("  {:>2}. {:<{}}  {:<{}}  {}{}\n", ++position, column.name, width,
                           column.type.Name(), type_width, how, marks);
    }
  }
  *text += fmt::format("\ntotal: {}{} {}, about {}\n", plan.exact() ? "" : "≈ ",
                       FormatCount(std::llround(total_rows)),
                       base::Plural(std::llround(total_rows), "row"), FormatBytes(total_bytes));
  if (request.cost) {
    // What is freed in other sizes than it is needed next stays: a tenth to a quarter over the
    // tables of a run, measured (benchmarks/logs/bounds.md). Buffers of files and the like come
    // once.
    constexpr int64_t kOnce = 2'000'000;
    const int64_t of_rows = MemoryOfThreads(estimates, request.threads);
    const int64_t memory = memory_before + of_rows + of_rows / 4 + kOnce;
    *text += fmt::format(
        "cost, measured on samples: about {:.3g} CPU-s, {:.3g} s on {} {}, {} of memory; were all "
        "values as long as they may be, {}, which limits of memory go by\n",
        total_seconds, total_seconds / request.threads, request.threads,
        base::Plural(request.threads, "thread"), FormatBytes(memory),
        FormatBytes(std::max(memory, memory_before + request.memory_most)));
  }
  return base::Status::Ok();
}

}  // namespace datagen::api
