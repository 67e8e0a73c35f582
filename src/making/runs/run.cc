#include "making/runs/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "foundation/base/buffer.h"
#include "foundation/work/unfinished.h"
#include "making/defects/ledger_rows.h"
#include "making/engine/content_hash.h"
#include "making/runs/ledger.h"
#include "making/runs/output_folder.h"
#include "making/runs/part_memory.h"
#include "making/runs/part_writer.h"
#include "making/runs/parts.h"
#include "making/runs/run_documents.h"
#include "making/sinks/sink.h"

namespace datagen::runs {
namespace {

using base::Status;

constexpr int64_t kPartsMax = 5'000'000;

size_t At(int index) { return static_cast<size_t>(index); }

std::vector<int64_t> PartRows(const plan::Plan& plan, const Options& options) {
  if (!options.part_rows_of.empty()) return options.part_rows_of;
  return std::vector<int64_t>(plan.nodes.size(), options.part_rows);
}

std::vector<std::string> NodeNames(const plan::Plan& plan) {
  std::vector<std::string> names;
  for (const plan::Node& node : plan.nodes) names.push_back(node.id);
  return names;
}

class Job {
 public:
  Job(const engine::Engine& engine, const Options& options)
      : engine_(engine),
        options_(options),
        progress_(options.job.progress == nullptr ? silent_ : *options.job.progress),
        writer_(engine, options, &progress_),
        nodes_(NodeNames(engine.plan())),
        all_parts_(CutParts(engine.plan(), PartRows(engine.plan(), options))),
        my_parts_(PartsOfSlice(all_parts_, options.slice, options.slices)) {
    records_.resize(all_parts_.size());
    for (size_t i = 0; i < all_parts_.size(); ++i) {
      if (all_parts_[i].index == 0) first_part_.push_back(i);
    }
    for (size_t node = 0; node < nodes_.size(); ++node) {
      folds_.push_back(
          {engine::TableHasher(writer_.Written(static_cast<int>(node))), first_part_[node]});
    }
    first_part_.push_back(all_parts_.size());
    partitions_.resize(nodes_.size());
    const std::string extension =
        sinks::ExtensionOf(*sinks::FindSink(options.format), CompressionOf(options));
    if (extension.empty()) return;
    folder_.emplace(options.directory, extension, nodes_, Identity(engine, options));
  }

  base::Result<Result> Run() {
    Status status = CheckMemory();
    if (status.ok() && folder_) status = DivideTables();
    if (status.ok() && folder_) status = PrepareFolder();
    if (status.ok() && result_.nothing_left) return result_;
    if (status.ok()) status = MakeParts();
    if (status.ok()) return Finish();
    // What can't be made would stand in the way of what can.
    const bool none = std::none_of(records_.begin(), records_.end(),
                                   [](const auto& record) { return record.has_value(); });
    if (folder_ && none && status.code() == base::StatusCode::kInvalid) folder_->Abandon();
    return status;
  }

 private:
  // Whether every part can be made at all.
  Status CheckMemory() {
    const std::vector<int64_t> part_rows = PartRows(engine_.plan(), options_);
    part_memory_.reserve(nodes_.size());
    for (size_t node = 0; node < nodes_.size(); ++node) {
      part_memory_.push_back(
          PartMemory(engine_, options_, static_cast<int>(node), part_rows[node]));
      const Status status = options_.job.workplace->memory().Check(
          fmt::format("a file of '{}'", nodes_[node]), part_memory_.back());
      if (!status.ok()) return status;
    }
    return Status::Ok();
  }

  // Which tables have folders by values; a look at their first rows comes before any folder is
  // made.
  Status DivideTables() {
    bool any = options_.partition_by.empty();
    for (size_t node = 0; node < nodes_.size() && !options_.partition_by.empty(); ++node) {
      const auto& columns = writer_.Written(static_cast<int>(node));
      if (!PartitionColumns::IsDivided(columns, options_.partition_by)) continue;
      any = true;
      auto made = PartitionColumns::Make(nodes_[node], columns, options_.partition_by);
      if (!made.ok()) return made.status();
      partitions_[node] = std::move(*made);
      const Status status = TryToDivide(static_cast<int>(node), *partitions_[node]);
      if (!status.ok()) return status;
    }
    if (any) return Status::Ok();
    return Status::Invalid(
        "unknown-column",
        fmt::format("no table has all the columns that files should be divided by: {}",
                    fmt::join(options_.partition_by, ", ")),
        {.given = options_.partition_by[0], .expected = "columns of one table"});
  }

  Status TryToDivide(int node, PartitionColumns& partitions) {
    const auto count = static_cast<int64_t>(PartCount(node));
    if (options_.defects != nullptr &&
        !options_.defects->DriftsOf(node, count - 1, count).empty()) {
      return Status::Invalid(
          "defect-not-possible",
          fmt::format("the columns of '{}' can't drift while they divide its files",
                      nodes_[At(node)]),
          {.table = nodes_[At(node)]});
    }
    const int64_t rows = std::min(
        {engine_.plan().nodes[At(node)].rows, options_.batch_rows, engine_.batch_rows_max()});
    if (rows == 0) return Status::Ok();
    auto batch = engine_.Fill(node, 0, rows);
    if (!batch.ok()) return batch.status();
    auto groups = partitions.Divide(*batch);
    if (!groups.ok()) return groups.status();
    for (const auto& [folder, in_folder] : *groups) {
      const Status status = partitions.Note(folder);
      if (!status.ok()) return status;
    }
    return Status::Ok();
  }

  Status PrepareFolder() {
    // A slice without parts has nothing to write anew either.
    const bool may_be_finished = options_.slices > 1 && (!options_.overwrite || my_parts_.empty());
    std::function<bool(const base::Json&)> is_finished;
    if (may_be_finished) {
      is_finished = [this](const base::Json& metadata) { return TakeFinished(metadata); };
    }
    const Status status = folder_->Prepare(options_.overwrite, options_.slice, options_.slices,
                                           is_finished, options_.job.stop);
    if (!status.ok()) return status;
    result_.nothing_left = folder_->finished();
    if (result_.nothing_left) return status;
    for (size_t i = 0; i < all_parts_.size(); ++i) {
      records_[i] = folder_->ReadRecord(all_parts_[i]);
    }
    return CheckRecords();
  }

  // A part of this slice whose files have other bytes than its record says is made again.
  Status CheckRecords() {
    work::TaskQueue queue(&options_.job.workplace->pool(), options_.job.threads, options_.job.stop);
    for (const Part& part : my_parts_) {
      const size_t index = IndexOf(part);
      if (!records_[index]) continue;
      queue.Add([this, index] {
        if (!folder_->HasBytesOf(all_parts_[index], *records_[index])) records_[index].reset();
        return Status::Ok();
      });
    }
    const Status status = queue.Finish();
    for (size_t i = 0; i < all_parts_.size() && status.ok(); ++i) {
      if (records_[i]) Fold(i);
    }
    return status;
  }

  void ReadRecords() {
    for (size_t i = 0; i < all_parts_.size(); ++i) {
      if (records_[i]) continue;
      if (auto record = folder_->ReadRecord(all_parts_[i])) {
        records_[i] = std::move(record);
        Fold(i);
      }
    }
  }

  // Parts of a node stand one behind the other.
  [[nodiscard]] size_t IndexOf(const Part& part) const {
    return first_part_[static_cast<size_t>(part.node)] + static_cast<size_t>(part.index);
  }
  [[nodiscard]] size_t PartCount(int node) const {
    return first_part_[static_cast<size_t>(node) + 1] - first_part_[static_cast<size_t>(node)];
  }

  Status MakeParts() {
    todo_ = PartsToMake();
    int64_t rows = 0;
    for (const size_t index : todo_) rows += all_parts_[index].rows;
    progress_.Begin("make", rows, static_cast<int64_t>(todo_.size()));
    {
      work::TaskQueue queue(&options_.job.workplace->pool(), options_.job.threads,
                            options_.job.stop);
      for (int i = 0; i < options_.job.threads; ++i) AddNext(&queue);
      constexpr double kTickSeconds = 0.05;
      while (!queue.WaitFor(kTickSeconds)) progress_.Tell();
      progress_.End();
      const work::Progress::Snapshot end = progress_.snapshot();
      result_.rows_made = end.rows_done;
      if (end.parts_done == end.parts_total) return Status::Ok();  // even if a stop came meanwhile
      if (!options_.job.stop.stopped()) return queue.status();
    }
    return Status::Environment("interrupted", options_.job.stop.status().message(),
                               {.hint = "run it again to complete it"});
  }

  // A task for the next part; at its end another one: so a million parts are not a million tasks.
  void AddNext(work::TaskQueue* queue) {
    const size_t at = next_++;
    if (at >= todo_.size()) return;
    const size_t index = todo_[at];
    queue->Add(
        [this, queue, index] {
          const Status status = MakePart(index, queue->stop());
          if (status.ok()) AddNext(queue);
          return status;
        },
        part_memory_[At(all_parts_[index].node)]);
  }

  // Large ones first, so that the threads end together.
  [[nodiscard]] std::vector<size_t> PartsToMake() {
    std::vector<size_t> todo;
    for (const Part& part : my_parts_) {
      const size_t index = IndexOf(part);
      if (records_[index]) {
        ++result_.parts_reused;
      } else {
        todo.push_back(index);
      }
    }
    const auto weight = [&](size_t index) {
      const Part& part = all_parts_[index];
      return part.rows * static_cast<int64_t>(engine_.written(part.node).size());
    };
    std::stable_sort(todo.begin(), todo.end(),
                     [&](size_t a, size_t b) { return weight(a) > weight(b); });
    return todo;
  }

  Status MakePart(size_t index, const work::StopToken& stop) {
    const Part& part = all_parts_[index];
    const plan::Node* table = &engine_.plan().nodes[At(part.node)];
    thread_local const plan::Node* table_before = nullptr;
    if (table != table_before) base::ReleaseKeptBlocks();
    table_before = table;
    progress_.SetItem(nodes_[At(part.node)]);
    std::vector<defects::Entry> entries;
    PartitionColumns* const partitions = partitions_[At(part.node)].get();
    const bool divided = partitions != nullptr;
    PartWriter::Place place;
    if (folder_) {
      place = {folder_->TemporaryPath(part, divided), folder_->FileName(part), partitions};
    }
    const work::Unfinished unfinished(place.unfinished);
    auto record =
        writer_.Write(part, static_cast<int64_t>(PartCount(part.node)), place, stop, &entries);
    Status status = record.status();
    if (folder_ && status.ok() && options_.defects != nullptr) {
      status = SaveEntries(folder_->EntriesPath(part), entries, nodes_);
    }
    if (folder_ && status.ok()) status = folder_->Accept(part, record.value(), divided);
    if (!status.ok()) {
      if (folder_) folder_->Discard(part, divided);
      return status;
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    records_[index] = std::move(record.value());
    Fold(index);
    progress_.AddPart();
    return Status::Ok();
  }

  // Takes the digests of a finished part, and of those that waited for it, into the table's hash.
  // Memory: only digests of parts that are ahead of their turn, and only where no file has them.
  void Fold(size_t index) {
    const int node = all_parts_[index].node;
    NodeFold& fold = folds_[static_cast<size_t>(node)];
    if (folder_ && index != fold.next) records_[index]->blocks = {};  // its record has them
    for (; fold.next < all_parts_.size() && all_parts_[fold.next].node == node; ++fold.next) {
      std::optional<PartRecord>& record = records_[fold.next];
      if (!record) return;
      if (folder_ && fold.next != index) {
        const auto again = folder_->ReadRecord(all_parts_[fold.next]);
        if (!again) return;  // it went away meanwhile: the table has no hash
        fold.hasher.Add(again->blocks);
      } else {
        fold.hasher.Add(record->blocks);
        record->blocks = {};
      }
    }
  }

  // Whether the metadata are those of this run, whose tables are then as they say.
  bool TakeFinished(const base::Json& metadata) {
    auto finished = FinishedResult(engine_, options_, metadata);
    if (!finished) return false;
    result_.tables = std::move(finished->tables);
    result_.defects = finished->defects;
    result_.defects_missed = std::move(finished->defects_missed);
    return true;
  }

  base::Result<Result> Finish() {
    if (folder_ && options_.slices > 1) {
      const Status turn = folder_->TakeTurn(options_.job.stop);
      if (!turn.ok()) return turn;
      const auto metadata = folder_->ReadMetadata();
      if (metadata && TakeFinished(*metadata)) return result_;
      ReadRecords();  // other slices may have finished meanwhile
    }
    result_.whole = std::all_of(records_.begin(), records_.end(),
                                [](const auto& record) { return record.has_value(); });
    for (size_t node = 0; node < nodes_.size(); ++node) {
      result_.tables.push_back(Summarise(static_cast<int>(node)));
    }
    if (!folder_ || !result_.whole) return result_;
    if (options_.defects != nullptr) {
      std::vector<std::string> entries;
      for (const Part& part : all_parts_) entries.push_back(folder_->EntriesPath(part));
      std::vector<defects::Asked> asked = options_.defects->asked();
      const auto count = WriteLedger(folder_->LedgerPath(), entries, &asked);
      if (!count.ok()) return count.status();
      result_.defects = count.value();
      result_.defects_missed = defects::Missed(asked);
    }
    const Status status = folder_->Complete(all_parts_, Metadata(engine_, options_, result_));
    if (!status.ok()) return status;
    return result_;
  }

  [[nodiscard]] TableResult Summarise(int node) const {
    TableResult table;
    table.node = nodes_[static_cast<size_t>(node)];
    std::map<std::string, int64_t> saturated;
    std::map<std::string, int64_t> placeless;
    const size_t begin = first_part_[static_cast<size_t>(node)];
    const size_t end = begin + PartCount(node);
    for (size_t i = begin; i < end; ++i) {
      if (!records_[i]) continue;
      table.rows += records_[i]->rows;
      table.bytes += records_[i]->bytes();
      table.files += static_cast<int64_t>(records_[i]->files.size());
      for (const auto& [column, count] : records_[i]->saturated) saturated[column] += count;
      for (const auto& [column, count] : records_[i]->placeless) placeless[column] += count;
    }
    if (!folder_) table.files = 0;
    const NodeFold& fold = folds_[static_cast<size_t>(node)];
    if (fold.next == end && options_.hash) table.content_hash = fold.hasher.Digest();
    table.saturated.assign(saturated.begin(), saturated.end());
    table.placeless.assign(placeless.begin(), placeless.end());
    return table;
  }

  const engine::Engine& engine_;
  const Options& options_;
  work::Progress silent_{nullptr};
  work::Progress& progress_;
  PartWriter writer_;
  std::vector<std::string> nodes_;                             // names
  std::optional<OutputFolder> folder_;                         // of formats that write files
  std::vector<std::unique_ptr<PartitionColumns>> partitions_;  // by node; nullptr: not divided
  std::vector<Part> all_parts_;
  std::vector<Part> my_parts_;
  std::vector<size_t> first_part_;  // of each node, in all_parts_; then their number
  std::vector<std::optional<PartRecord>> records_;  // by all_parts_

  // A table's hash so far, and the part (in all_parts_) whose turn it is.
  struct NodeFold {
    engine::TableHasher hasher;
    size_t next;
  };
  std::vector<NodeFold> folds_;  // by node
  Result result_;

  std::vector<int64_t> part_memory_;  // in bytes, by node
  std::vector<size_t> todo_;          // parts to make, in the order of their turn
  std::atomic<size_t> next_{0};
  std::mutex mutex_;  // of records, folds and the result
};

}  // namespace

std::string CompressionOf(const Options& options) {
  return options.compression.empty() ? sinks::FindSink(options.format)->compressions[0]
                                     : options.compression;
}

base::Result<Result> Run(const engine::Engine& engine, const Options& options) {
  const std::vector<int64_t> part_rows = PartRows(engine.plan(), options);
  const int64_t parts = CountParts(engine.plan(), part_rows);
  if (parts > kPartsMax) {
    return Status::Invalid("too-many-files", fmt::format("{} files", parts),
                           {.given = std::to_string(parts),
                            .expected = fmt::format("at most {}", kPartsMax),
                            .hint = "put more rows or bytes into a file"});
  }
  const int64_t most = sinks::FindSink(options.format)->row_groups_max;
  for (size_t node = 0; node < part_rows.size() && most > 0; ++node) {
    // Limits in bytes are looked at after each batch.
    const int64_t least = options.row_group_bytes > 0
                              ? std::min(options.row_group_rows, options.batch_rows)
                              : options.row_group_rows;
    const int64_t groups = std::min(part_rows[node], engine.plan().nodes[node].rows) / least + 1;
    if (groups <= most) continue;
    return Status::Invalid(
        "too-many-row-groups",
        fmt::format("a file of '{}' could get {} row groups", engine.plan().nodes[node].id, groups),
        {.given = std::to_string(groups),
         .expected = fmt::format("at most {}, as {} allows", most, options.format),
         .hint = "put more rows into a row group, or fewer into a file",
         .table = engine.plan().nodes[node].id});
  }
  return Job(engine, options).Run();
}

}  // namespace datagen::runs
