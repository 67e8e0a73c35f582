#include "making/runs/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "foundation/base/buffer.h"
#include "foundation/base/sha256.h"
#include "language/spec/printer.h"
#include "making/engine/content_hash.h"
#include "making/runs/ledger.h"
#include "making/runs/output_folder.h"
#include "making/runs/parts.h"
#include "making/sinks/sink.h"

namespace datagen::runs {
namespace {

using base::Json;
using base::Status;

constexpr int64_t kPartsMax = 5'000'000;

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

std::vector<int64_t> PartRows(const plan::Plan& plan, const Options& options) {
  if (!options.part_rows_of.empty()) return options.part_rows_of;
  return std::vector<int64_t>(plan.nodes.size(), options.part_rows);
}

class Job {
 public:
  Job(const engine::Engine& engine, const Options& options)
      : engine_(engine),
        options_(options),
        sink_(sinks::FindSink(options.format)),
        all_parts_(CutParts(engine.plan(), PartRows(engine.plan(), options))),
        my_parts_(PartsOfSlice(all_parts_, options.slice, options.slices)) {
    records_.resize(all_parts_.size());
    for (size_t i = 0; i < all_parts_.size(); ++i) {
      if (all_parts_[i].index == 0) first_part_.push_back(i);
    }
    for (size_t node = 0; node < first_part_.size(); ++node) {
      folds_.push_back({engine::TableHasher(Written(static_cast<int>(node))), first_part_[node]});
    }
    if (sink_->extension.empty()) return;
    folder_.emplace(options.directory, sink_->extension, NodeNames(), Identity());
  }

  base::Result<Result> Run() {
    Status status = folder_ ? PrepareFolder() : Status::Ok();
    if (!status.ok()) return status;
    status = MakeParts();
    if (!status.ok()) return status;
    return Finish();
  }

 private:
  [[nodiscard]] std::vector<std::string> NodeNames() const {
    std::vector<std::string> names;
    for (const plan::Node& node : engine_.plan().nodes) names.push_back(node.id);
    return names;
  }
  [[nodiscard]] const std::string& NodeName(int node) const {
    return engine_.plan().nodes[static_cast<size_t>(node)].id;
  }
  // The columns as they are written: damaged ones have other traits.
  [[nodiscard]] const std::vector<engine::WrittenColumn>& Written(int node) const {
    return options_.defects != nullptr ? options_.defects->written(node) : engine_.written(node);
  }
  [[nodiscard]] std::string Compression() const {
    return options_.compression.empty() ? sink_->compressions[0] : options_.compression;
  }
  void SetCutting(Json* json) const {
    if (options_.part_rows_of.empty()) {
      json->Set("part_rows", Json::Number(options_.part_rows));
    } else {
      Json of_node = Json::Object();
      for (size_t i = 0; i < options_.part_rows_of.size(); ++i) {
        of_node.Set(NodeName(static_cast<int>(i)), Json::Number(options_.part_rows_of[i]));
      }
      json->Set("part_rows", std::move(of_node));
    }
    json->Set("row_group_rows", Json::Number(options_.row_group_rows));
    if (options_.row_group_bytes > 0) {
      json->Set("row_group_bytes", Json::Number(options_.row_group_bytes));
    }
    if (options_.encoding != "auto") json->Set("encoding", Json::String(options_.encoding));
  }

  // What makes two runs the same data in the same files.
  [[nodiscard]] Json Identity() const {
    Json json = Json::Object();
    json.Set("program_version", Json::String(options_.program_version));
    json.Set("spec_sha256", Json::String(base::Sha256Hex(options_.spec_text)));
    json.Set("seed", Json::Number(engine_.plan().seed));
    json.Set("format", Json::String(options_.format));
    json.Set("compression", Json::String(Compression()));
    SetCutting(&json);
    json.Set("content_hash", Json::Bool(options_.hash));
    Json rows = Json::Object();
    for (const plan::Node& node : engine_.plan().nodes) {
      rows.Set(node.id, Json::Number(node.rows));
    }
    json.Set("rows", std::move(rows));
    if (options_.defects != nullptr) {
      json.Set("defects_sha256", Json::String(options_.defects->digest()));
    }
    return json;
  }

  Status PrepareFolder() {
    const Status status = folder_->Prepare(options_.overwrite, options_.slices > 1);
    if (status.ok()) ReadRecords();
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

  Status MakeParts() {
    std::vector<size_t> todo;
    for (const Part& part : my_parts_) {
      const size_t index = IndexOf(part);
      if (records_[index]) {
        ++result_.parts_reused;
      } else {
        todo.push_back(index);
      }
    }
    // Large parts first, so that the threads end together.
    std::stable_sort(todo.begin(), todo.end(), [&](size_t a, size_t b) {
      return Weight(all_parts_[a]) > Weight(all_parts_[b]);
    });
    Progress progress;
    for (const size_t index : todo) progress.rows_total += all_parts_[index].rows;
    progress.parts_total = static_cast<int64_t>(todo.size());

    std::atomic<size_t> next{0};
    const auto work = [&] {
      int node = -1;
      while (!stop_) {
        const size_t at = next++;
        if (at >= todo.size()) return;
        const int next_node = all_parts_[todo[at]].node;
        if (node != next_node) base::ReleaseKeptBlocks();
        node = next_node;
        const Status status = MakePart(todo[at]);
        const std::lock_guard<std::mutex> lock(mutex_);
        if (!status.ok()) {
          if (status_.ok()) status_ = status;
          stop_ = true;
        } else {
          ++parts_done_;
        }
      }
    };
    const size_t threads =
        std::min<size_t>(static_cast<size_t>(std::max(1, options_.threads)), todo.size());
    std::vector<std::thread> pool;
    std::atomic<size_t> running{threads};
    for (size_t t = 0; t < threads; ++t) {
      pool.emplace_back([&] {
        work();
        const std::lock_guard<std::mutex> lock(mutex_);
        --running;
        idle_.notify_all();
      });
    }
    {
      std::unique_lock<std::mutex> lock(mutex_);
      while (running > 0) {
        constexpr auto kTick = std::chrono::milliseconds(200);
        idle_.wait_for(lock, kTick, [&] { return running == 0; });
        if (options_.cancel != nullptr && *options_.cancel) stop_ = true;
        progress.rows_done = rows_done_;
        progress.parts_done = parts_done_;
        if (options_.on_progress && running > 0) {
          lock.unlock();
          options_.on_progress(progress);
          lock.lock();
        }
      }
    }
    for (std::thread& thread : pool) thread.join();
    progress.rows_done = rows_done_;
    progress.parts_done = parts_done_;
    if (options_.on_progress) options_.on_progress(progress);
    result_.rows_made = rows_done_;
    if (options_.cancel != nullptr && *options_.cancel) {
      return Status::Environment("stopped before it was complete; run it again to complete it");
    }
    return status_;
  }

  [[nodiscard]] int64_t Weight(const Part& part) const {
    return part.rows * static_cast<int64_t>(engine_.written(part.node).size());
  }

  Status MakePart(size_t index) {
    const Part& part = all_parts_[index];
    PartRecord record;
    record.rows = part.rows;
    Status status = FillPart(part, folder_ ? folder_->TemporaryPath(part) : "", &record);
    if (folder_ && status.ok()) status = folder_->Accept(part, record);
    if (!status.ok()) {
      if (folder_) folder_->Discard(part);
      return status;
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    records_[index] = std::move(record);
    Fold(index);
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

  Status FillPart(const Part& part, const std::string& path, PartRecord* record) {
    const auto& columns = Written(part.node);
    std::vector<const defects::Drift*> drifts;
    std::vector<defects::Entry> entries;
    std::vector<engine::WrittenColumn> in_file = columns;
    if (options_.defects != nullptr) {
      const auto parts = std::count_if(all_parts_.begin(), all_parts_.end(),
                                       [&](const Part& one) { return one.node == part.node; });
      drifts = options_.defects->DriftsOf(part.node, part.index, parts);
      defects::Overlay::ApplyDrift(drifts, &in_file);
      for (const defects::Drift* drift : drifts) {
        const bool added = drift->column < 0;
        const std::string name = added ? "" : columns[static_cast<size_t>(drift->column)].name;
        entries.push_back({part.node, -1, PartName(part.index), added ? drift->name : name,
                           "schema_drift", name, drift->change});
      }
    }
    const int64_t table_rows = engine_.plan().nodes[static_cast<size_t>(part.node)].rows;
    const auto sink = sink_->make(
        {Compression(), options_.row_group_rows, options_.row_group_bytes, options_.encoding});
    Status status = sink->Open(path, in_file);
    if (!status.ok()) return status;
    // Hash blocks belong to the part they start in: rows of a block that an earlier part began are
    // left out, and those of the last block that lie behind the part are made for the hash alone.
    constexpr int64_t kBlock = engine::kHashBlockRows;
    const int64_t end = part.first_row + part.rows;
    const int64_t hash_begin = (part.first_row + kBlock - 1) / kBlock * kBlock;
    const int64_t hash_end = std::min(table_rows, (end + kBlock - 1) / kBlock * kBlock);
    engine::BlockHasher hasher(columns.size());
    std::vector<int64_t> saturated(columns.size(), 0);
    const int64_t batch_rows = std::min(options_.batch_rows, engine_.batch_rows_max());
    const int64_t made_end = options_.hash && hash_begin < hash_end ? hash_end : end;
    for (int64_t first = part.first_row; first < made_end;) {
      // Not a success: what is unfinished must not be renamed. The first failure is the one
      // reported.
      if (stop_) return Status::Environment("stopped");
      const int64_t limit = first < end ? end : made_end;
      const int64_t count = std::min(batch_rows, limit - first);
      auto batch = engine_.Fill(part.node, first, count, options_.profile);
      if (!batch.ok()) return batch.status();
      if (options_.defects != nullptr) {
        options_.defects->Apply(part.node, &batch.value(), first < end ? &entries : nullptr);
      }
      if (first < end) {
        const Timer timer(options_.profile, part.node, engine::Profile::kWriting);
        if (drifts.empty()) {
          status = sink->Write(batch.value());
        } else {
          engine::Batch drifted = batch.value();
          defects::Overlay::ApplyDrift(drifts, columns, &drifted);
          status = sink->Write(drifted);
        }
        if (!status.ok()) return status;
        for (size_t i = 0; i < saturated.size(); ++i) saturated[i] += batch.value().saturated[i];
        rows_done_ += count;
      }
      if (options_.hash && first + count > hash_begin) {
        const Timer timer(options_.profile, part.node, engine::Profile::kHashing);
        hasher.Add(batch.value(), columns, std::max<int64_t>(0, hash_begin - first), count);
      }
      first += count;
    }
    hasher.Finish();
    const Timer timer(options_.profile, part.node, engine::Profile::kWriting);
    const auto bytes = sink->Close();
    if (!bytes.ok()) return bytes.status();
    record->bytes = bytes.value();
    if (options_.defects != nullptr && folder_) {
      // In an order that no batch decides.
      std::stable_sort(
          entries.begin(), entries.end(),
          [](const defects::Entry& a, const defects::Entry& b) { return a.row < b.row; });
      status = SaveEntries(folder_->EntriesPath(part), entries, NodeNames());
      if (!status.ok()) return status;
    }
    record->blocks = hasher.blocks();
    for (size_t i = 0; i < columns.size(); ++i) {
      if (saturated[i] > 0) record->saturated.emplace_back(columns[i].name, saturated[i]);
    }
    return Status::Ok();
  }

  base::Result<Result> Finish() {
    if (folder_ && options_.slices > 1) ReadRecords();  // other slices may have finished meanwhile
    result_.whole = std::all_of(records_.begin(), records_.end(),
                                [](const auto& record) { return record.has_value(); });
    for (size_t node = 0; node < engine_.plan().nodes.size(); ++node) {
      result_.tables.push_back(Summarise(static_cast<int>(node)));
    }
    if (!folder_ || !result_.whole) return result_;
    if (options_.defects != nullptr) {
      std::vector<std::string> entries;
      for (const Part& part : all_parts_) entries.push_back(folder_->EntriesPath(part));
      const auto count = WriteLedger(folder_->LedgerPath(), entries);
      if (!count.ok()) return count.status();
      result_.defects = count.value();
    }
    const Status status = folder_->Complete(Metadata());
    if (!status.ok()) return status;
    return result_;
  }

  [[nodiscard]] TableResult Summarise(int node) const {
    TableResult table;
    table.node = NodeName(node);
    std::map<std::string, int64_t> saturated;
    size_t parts = 0;
    for (size_t i = 0; i < all_parts_.size(); ++i) {
      if (all_parts_[i].node != node) continue;
      ++parts;
      if (!records_[i]) continue;
      table.rows += records_[i]->rows;
      table.bytes += records_[i]->bytes;
      ++table.files;
      for (const auto& [column, count] : records_[i]->saturated) saturated[column] += count;
    }
    if (!folder_) table.files = 0;
    const NodeFold& fold = folds_[static_cast<size_t>(node)];
    const bool complete = fold.next == first_part_[static_cast<size_t>(node)] + parts;
    if (complete && options_.hash) table.content_hash = fold.hasher.Digest();
    table.saturated.assign(saturated.begin(), saturated.end());
    return table;
  }

  [[nodiscard]] Json Metadata() const {
    Json json = Json::Object();
    json.Set("program", Json::String("datagen"));
    json.Set("program_version", Json::String(options_.program_version));
    json.Set("name", Json::String(engine_.plan().spec->name));
    json.Set("seed", Json::Number(engine_.plan().seed));
    json.Set("format", Json::String(options_.format));
    json.Set("compression", Json::String(Compression()));
    SetCutting(&json);
    Json run = Json::Object();
    run.Set("started_at", Json::String(options_.started_at));
    run.Set("seconds", Json::Number(options_.seconds ? options_.seconds() : 0.0));
    run.Set("threads", Json::Number(int64_t{options_.threads}));
    run.Set("parts_reused", Json::Number(result_.parts_reused));
    run.Set("machine", options_.machine);
    json.Set("run", std::move(run));
    Json tables = Json::Object();
    for (const TableResult& table : result_.tables) {
      Json entry = Json::Object();
      entry.Set("rows", Json::Number(table.rows));
      entry.Set("bytes", Json::Number(table.bytes));
      entry.Set("files", Json::Number(table.files));
      entry.Set("content_hash",
                table.content_hash.empty() ? Json::Null() : Json::String(table.content_hash));
      Json saturated = Json::Object();
      for (const auto& [column, count] : table.saturated) {
        saturated.Set(column, Json::Number(count));
      }
      if (!table.saturated.empty()) entry.Set("saturated", std::move(saturated));
      tables.Set(table.node, std::move(entry));
    }
    json.Set("tables", std::move(tables));
    if (options_.defects != nullptr) {
      json.Set("defects", Json::Number(result_.defects));
      json.Set("defects_sha256", Json::String(options_.defects->digest()));
    }
    json.Set("spec_sha256", Json::String(base::Sha256Hex(options_.spec_text)));
    json.Set("spec", spec::SpecToJson(*engine_.plan().spec));
    return json;
  }

  const engine::Engine& engine_;
  const Options& options_;
  const sinks::SinkInfo* sink_;
  std::optional<OutputFolder> folder_;  // of formats that write files
  std::vector<Part> all_parts_;
  std::vector<Part> my_parts_;
  std::vector<size_t> first_part_;                  // of each node, in all_parts_
  std::vector<std::optional<PartRecord>> records_;  // by all_parts_

  // A table's hash so far, and the part (in all_parts_) whose turn it is.
  struct NodeFold {
    engine::TableHasher hasher;
    size_t next;
  };
  std::vector<NodeFold> folds_;  // by node
  Result result_;

  std::mutex mutex_;
  std::condition_variable idle_;
  std::atomic<bool> stop_{false};
  std::atomic<int64_t> rows_done_{0};
  int64_t parts_done_ = 0;
  Status status_;
};

}  // namespace

base::Result<Result> Run(const engine::Engine& engine, const Options& options) {
  const std::vector<int64_t> part_rows = PartRows(engine.plan(), options);
  const int64_t parts = CountParts(engine.plan(), part_rows);
  if (parts > kPartsMax) {
    return Status::Invalid(fmt::format(
        "{} files: expected at most {} (raise --part-rows or --file-bytes)", parts, kPartsMax));
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
        fmt::format("a file of '{}' could get {} row groups: {} allows {} (raise --row-group-rows, "
                    "or lower --part-rows)",
                    engine.plan().nodes[node].id, groups, options.format, most));
  }
  return Job(engine, options).Run();
}

}  // namespace datagen::runs
