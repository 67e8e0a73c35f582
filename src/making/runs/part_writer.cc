#include "making/runs/part_writer.h"

#include <algorithm>

#include "foundation/base/buffer.h"
#include "foundation/work/ordered_results.h"
#include "making/engine/content_hash.h"
#include "making/runs/part_files.h"

namespace datagen::runs {
namespace {

using base::Status;

// Adds the time until its end to a profile, if there is one.
class Timer {
 public:
  Timer(engine::Profile* profile, int node, engine::Profile::Work work)
      : profile_(profile),
        node_(node),
        work_(work),
        start_(profile == nullptr ? 0 : profile->Now()) {}
  ~Timer() {
    if (profile_ != nullptr) profile_->AddWork(node_, work_, profile_->Now() - start_);
  }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

 private:
  engine::Profile* profile_;
  int node_;
  engine::Profile::Work work_;
  int64_t start_;
};

// Which rows a part hashes. Hash blocks belong to the part they start in: rows of a block that an
// earlier part began are left out, and those of the last block that lie behind the part are made
// for the hash alone.
struct HashedRows {
  int64_t begin;
  int64_t end;
};

HashedRows RowsToHash(const Part& part, int64_t table_rows) {
  const auto block_end = [](int64_t row) {
    return (row + engine::kHashBlockRows - 1) / engine::kHashBlockRows * engine::kHashBlockRows;
  };
  return {block_end(part.first_row), std::min(table_rows, block_end(part.first_row + part.rows))};
}

sinks::SinkOptions SinkOptionsOf(const Options& options, const work::StopToken& stop) {
  return {.compression = CompressionOf(options),
          .row_group_rows = options.row_group_rows,
          .row_group_bytes = options.row_group_bytes,
          .encoding = options.encoding,
          .streamed = options.streamed,
          .csv = options.csv,
          .stop = stop};
}

// Lines of the ledger for a file whose columns drift.
void NoteDrifts(const std::vector<const defects::Drift*>& drifts, const Part& part,
                const std::vector<engine::WrittenColumn>& columns,
                std::vector<defects::Entry>* entries) {
  for (const defects::Drift* drift : drifts) {
    const bool added = drift->column < 0;
    const std::string name = added ? "" : columns[static_cast<size_t>(drift->column)].name;
    entries->push_back({part.node, -1, PartName(part.index), added ? drift->name : name,
                        "schema_drift", name, drift->change});
  }
}

}  // namespace

struct PartWriter::OpenPart {
  PartFiles& files;
  const work::StopToken& stop;
  engine::BlockHasher hasher;
  std::vector<const defects::Drift*> drifts;
  std::vector<int64_t> saturated;  // by column
  std::vector<int64_t> placeless;
};

PartWriter::PartWriter(const engine::Engine& engine, const Options& options,
                       work::Progress* progress)
    : engine_(engine), options_(options), progress_(*progress) {}

const std::vector<engine::WrittenColumn>& PartWriter::Written(int node) const {
  return options_.defects != nullptr ? options_.defects->written(node) : engine_.written(node);
}

base::Result<PartRecord> PartWriter::Write(const Part& part, int64_t parts, const Place& place,
                                           const work::StopToken& stop,
                                           std::vector<defects::Entry>* entries) const {
  const auto& columns = Written(part.node);
  std::vector<const defects::Drift*> drifts;
  std::vector<engine::WrittenColumn> in_file = columns;
  if (options_.defects != nullptr) {
    drifts = options_.defects->DriftsOf(part.node, part.index, parts);
    defects::ApplyDrift(drifts, &in_file);
    NoteDrifts(drifts, part, columns, entries);
  }
  const sinks::SinkOptions sink_options = SinkOptionsOf(options_, stop);
  PartFiles files(*sinks::FindSink(options_.format), sink_options, std::move(in_file),
                  place.partitions, place.unfinished, place.name, place.output);
  OpenPart open{files, stop, engine::BlockHasher(columns.size()), std::move(drifts), {}, {}};
  open.saturated.assign(columns.size(), 0);
  open.placeless.assign(columns.size(), 0);
  Status status = files.Open();
  if (status.ok()) {
    status = place.makes_ahead ? WriteAhead(part, &open) : WriteRows(part, &open, entries);
  }
  if (!status.ok()) return status;
  open.hasher.Finish();
  const Timer timer(options_.profile, part.node, engine::Profile::kWriting);
  auto written = files.Close();
  if (!written.ok()) return written.status();
  // In an order that no batch decides.
  std::stable_sort(entries->begin(), entries->end(),
                   [](const defects::Entry& a, const defects::Entry& b) { return a.row < b.row; });
  PartRecord record;
  record.rows = part.rows;
  record.files = std::move(written.value());
  record.blocks = open.hasher.blocks();
  for (size_t i = 0; i < columns.size(); ++i) {
    if (open.saturated[i] > 0) record.saturated.emplace_back(columns[i].name, open.saturated[i]);
    if (open.placeless[i] > 0) record.placeless.emplace_back(columns[i].name, open.placeless[i]);
  }
  return record;
}

Status PartWriter::WriteRows(const Part& part, OpenPart* open,
                             std::vector<defects::Entry>* entries) const {
  const int64_t end = part.first_row + part.rows;
  const HashedRows hashed =
      RowsToHash(part, engine_.plan().nodes[static_cast<size_t>(part.node)].rows);
  const bool goes_on = options_.hash && hashed.begin < hashed.end;
  const int64_t made_end = goes_on ? hashed.end : end;
  const int64_t batch_rows = std::min(options_.batch_rows, engine_.batch_rows_max());
  for (int64_t first = part.first_row; first < made_end;) {
    // Not a success: what is unfinished must not be renamed.
    if (open->stop.stopped()) return open->stop.status();
    const bool in_part = first < end;
    const int64_t count = std::min(batch_rows, (in_part ? end : made_end) - first);
    auto batch = engine_.Fill(part.node, first, count, options_.profile);
    if (!batch.ok()) return batch.status();
    if (options_.defects != nullptr) {
      options_.defects->Apply(part.node, &batch.value(), in_part ? entries : nullptr);
    }
    if (in_part) {
      const Status status = WriteBatch(batch.value(), part.node, open);
      if (!status.ok()) return status;
    }
    if (options_.hash && first + count > hashed.begin) {
      const Timer timer(options_.profile, part.node, engine::Profile::kHashing);
      open->hasher.Add(batch.value(), Written(part.node),
                       std::max<int64_t>(0, hashed.begin - first), count);
    }
    first += count;
  }
  return Status::Ok();
}

Status PartWriter::WriteAhead(const Part& part, OpenPart* open) const {
  const int64_t batch_rows = std::min(options_.batch_rows, engine_.batch_rows_max());
  const auto rows_of = [&](int64_t index) {
    return std::min(batch_rows, part.rows - index * batch_rows);
  };
  work::OrderedResults<engine::Batch> batches(
      options_.job, (part.rows + batch_rows - 1) / batch_rows, [&](int64_t index) {
        return engine_.Fill(part.node, part.first_row + index * batch_rows, rows_of(index));
      });
  const bool holds_rows = sinks::FindSink(options_.format)->holds_row_groups;
  Status status;
  while (auto batch = batches.Next(&status)) {
    status = WriteBatch(*batch, part.node, open);
    if (!status.ok()) return status;
    if (options_.hash) open->hasher.Add(*batch, Written(part.node), 0, batch->rows);
    batches.GiveBack(std::move(*batch));
    // What was held for a row group ends on this thread, where nothing takes it again.
    if (holds_rows) base::ReleaseKeptBlocks();
    progress_.Tell();
  }
  return status;
}

Status PartWriter::WriteBatch(const engine::Batch& batch, int node, OpenPart* open) const {
  const Timer timer(options_.profile, node, engine::Profile::kWriting);
  Status status;
  if (open->drifts.empty()) {
    status = open->files.Write(batch);
  } else {
    engine::Batch drifted = batch;
    defects::ApplyDrift(open->drifts, Written(node), &drifted);
    status = open->files.Write(drifted);
  }
  if (!status.ok()) return status;
  for (size_t i = 0; i < open->saturated.size(); ++i) {
    open->saturated[i] += batch.saturated[i];
    open->placeless[i] += batch.placeless[i];
  }
  progress_.AddRows(batch.rows);
  return Status::Ok();
}

}  // namespace datagen::runs
