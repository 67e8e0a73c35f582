#include "job/job.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <sstream>
#include <thread>

#include "base/diagnostic.h"
#include "base/sha256.h"
#include "engine/content_hash.h"
#include "job/parts.h"
#include "sinks/output_file.h"
#include "sinks/sink.h"

namespace datagen::job {
namespace {

namespace fs = std::filesystem;
using base::Json;
using base::Status;

constexpr const char* kMetadataName = ".metadata.json";
constexpr const char* kStateName = ".datagen";
constexpr int64_t kPartsMax = 5'000'000;

Status FromFileSystem(const std::error_code& error, std::string_view what, const fs::path& path) {
  if (!error) return Status::Ok();
  return Status::Environment(
      fmt::format("can't {} '{}': {}", what, path.string(), error.message()));
}

std::optional<std::string> ReadFile(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

class Job {
 public:
  Job(const engine::Engine& engine, const Options& options)
      : engine_(engine),
        options_(options),
        sink_(sinks::FindSink(options.format)),
        directory_(options.directory),
        all_parts_(CutParts(engine.plan(), options.part_rows)),
        my_parts_(PartsOfSlice(all_parts_, options.slice, options.slices)) {
    records_.resize(all_parts_.size());
    for (size_t i = 0; i < all_parts_.size(); ++i) {
      if (all_parts_[i].index == 0) first_part_.push_back(i);
    }
  }

  base::Result<Result> Run() {
    Status status = writes_files() ? PrepareDirectory() : Status::Ok();
    if (!status.ok()) return status;
    status = MakeParts();
    if (!status.ok()) return status;
    return Finish();
  }

 private:
  [[nodiscard]] bool writes_files() const { return !sink_->extension.empty(); }
  [[nodiscard]] const std::string& NodeName(int node) const {
    return engine_.plan().nodes[static_cast<size_t>(node)].id;
  }
  [[nodiscard]] std::string Compression() const {
    return options_.compression.empty() ? sink_->compressions[0] : options_.compression;
  }
  [[nodiscard]] fs::path DataPath(const Part& part) const {
    return directory_ / NodeName(part.node) / (PartName(part.index) + "." + sink_->extension);
  }
  [[nodiscard]] fs::path TemporaryPath(const Part& part) const {
    return directory_ / NodeName(part.node) /
           ("." + PartName(part.index) + "." + sink_->extension + ".tmp");
  }
  [[nodiscard]] fs::path RecordPath(const Part& part) const {
    return directory_ / kStateName / NodeName(part.node) / (PartName(part.index) + ".json");
  }

  // What makes two runs the same data in the same files.
  [[nodiscard]] Json Identity() const {
    Json json = Json::Object();
    json.Set("program_version", Json::String(options_.program_version));
    json.Set("spec_sha256", Json::String(base::Sha256Hex(options_.spec_text)));
    json.Set("seed", Json::Number(engine_.plan().seed));
    json.Set("format", Json::String(options_.format));
    json.Set("compression", Json::String(Compression()));
    json.Set("part_rows", Json::Number(options_.part_rows));
    json.Set("row_group_rows", Json::Number(options_.row_group_rows));
    json.Set("content_hash", Json::Bool(options_.hash));
    Json rows = Json::Object();
    for (const plan::Node& node : engine_.plan().nodes) {
      rows.Set(node.id, Json::Number(node.rows));
    }
    json.Set("rows", std::move(rows));
    return json;
  }

  Status PrepareDirectory() {
    std::error_code error;
    fs::create_directories(directory_, error);
    if (error) return FromFileSystem(error, "create the folder", directory_);
    if (options_.overwrite && (options_.slices == 1 || !IsSameRun())) {
      const Status cleared = ClearDirectory();
      if (!cleared.ok()) return cleared;
    }
    if (fs::exists(directory_ / kMetadataName, error)) {
      return Status::Invalid(
          fmt::format("'{}' already holds a complete data set (use --overwrite to "
                      "replace it, or another folder)",
                      directory_.string()));
    }
    const auto given = ReadFile(directory_ / kStateName / "job.json");
    if (given) {
      if (*given != Identity().PrintPretty()) return Differs(*given);
      const Status created = CreateFolders();
      return created.ok() ? ReadRecords() : created;
    }
    for (const plan::Node& node : engine_.plan().nodes) {
      if (fs::exists(directory_ / node.id, error)) {
        return Status::Invalid(
            fmt::format("'{}' is already there, and not from an interrupted run of "
                        "this spec (use --overwrite to replace it, or another "
                        "folder)",
                        (directory_ / node.id).string()));
      }
    }
    // First what the run is: a folder without it would be taken for someone else's.
    fs::create_directories(directory_ / kStateName, error);
    if (error) return FromFileSystem(error, "create the folder", directory_ / kStateName);
    const Status written = sinks::WriteFileAtomically(
        (directory_ / kStateName / "job.json").string(), Identity().PrintPretty());
    return written.ok() ? CreateFolders() : written;
  }

  Status CreateFolders() {
    std::error_code error;
    for (const plan::Node& node : engine_.plan().nodes) {
      for (const fs::path& path : {directory_ / node.id, directory_ / kStateName / node.id}) {
        fs::create_directories(path, error);
        if (error) return FromFileSystem(error, "create the folder", path);
      }
    }
    return Status::Ok();
  }

  [[nodiscard]] bool IsSameRun() const {
    const auto given = ReadFile(directory_ / kStateName / "job.json");
    return given && *given == Identity().PrintPretty();
  }

  [[nodiscard]] Status Differs(const std::string& given) const {
    base::Diagnostics ignored;
    const auto before = base::ParseJson(given, &ignored);
    std::string differences;
    const Json now = Identity();
    for (const base::JsonMember& member : now.members()) {
      const Json* value = before ? before->Find(member.key) : nullptr;
      if (value != nullptr && value->Print() == member.value.Print()) continue;
      differences += differences.empty() ? member.key : ", " + member.key;
    }
    return Status::Invalid(
        fmt::format("'{}' holds an interrupted run that differs in: {} (run it again as "
                    "it was to complete it, or use --overwrite)",
                    directory_.string(), differences));
  }

  // Removes what a datagen run wrote; other files stay.
  Status ClearDirectory() {
    std::error_code error;
    std::vector<std::string> nodes;
    for (const plan::Node& node : engine_.plan().nodes) nodes.push_back(node.id);
    for (const char* name : {kMetadataName, ".datagen/job.json"}) {
      const auto text = ReadFile(directory_ / name);
      base::Diagnostics ignored;
      const auto json = text ? base::ParseJson(*text, &ignored) : std::nullopt;
      if (!json) continue;
      for (const char* key : {"tables", "rows"}) {
        const Json* tables = json->Find(key);
        if (tables == nullptr) continue;
        for (const base::JsonMember& member : tables->members()) {
          const bool plain = member.key.find('/') == std::string::npos && member.key != "..";
          if (plain) nodes.push_back(member.key);
        }
      }
    }
    fs::remove(directory_ / kMetadataName, error);
    if (error) return FromFileSystem(error, "remove", directory_ / kMetadataName);
    for (const std::string& node : nodes) {
      const fs::path folder = directory_ / node;
      if (!fs::is_directory(folder, error)) continue;
      for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        if (name.rfind("part-", 0) == 0 || name.rfind(".part-", 0) == 0) {
          fs::remove(entry.path(), error);
          if (error) return FromFileSystem(error, "remove", entry.path());
        }
      }
      if (fs::is_empty(folder, error)) fs::remove(folder, error);
      if (fs::exists(folder, error)) {
        return Status::Invalid(
            fmt::format("'{}' holds files that datagen did not write: move them away "
                        "first",
                        folder.string()));
      }
    }
    fs::remove_all(directory_ / kStateName, error);
    return FromFileSystem(error, "remove", directory_ / kStateName);
  }

  // Finds the parts that an earlier run, or another slice's, has finished.
  Status ReadRecords() {
    for (size_t i = 0; i < all_parts_.size(); ++i) {
      const auto text = ReadFile(RecordPath(all_parts_[i]));
      std::error_code error;
      if (!text || !fs::exists(DataPath(all_parts_[i]), error)) continue;
      const auto record = PartRecord::FromJson(*text);
      const auto size = fs::file_size(DataPath(all_parts_[i]), error);
      // A record that does not fit its file is no record: the part is made again.
      if (record.ok() && !error && static_cast<int64_t>(size) == record.value().bytes) {
        records_[i] = record.value();
      }
    }
    return Status::Ok();
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
      while (!stop_) {
        const size_t at = next++;
        if (at >= todo.size()) return;
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
    const std::string temporary = TemporaryPath(part).string();
    PartRecord record;
    record.rows = part.rows;
    Status status = FillPart(part, temporary, &record);
    if (status.ok() && writes_files()) {
      std::error_code error;
      fs::rename(temporary, DataPath(part), error);
      status = FromFileSystem(error, "rename", temporary);
      if (status.ok()) {
        status = sinks::WriteFileAtomically(RecordPath(part).string(), record.ToJson().Print());
      }
    }
    if (!status.ok()) {
      std::error_code ignored;
      if (writes_files()) fs::remove(temporary, ignored);
      return status;
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    records_[index] = std::move(record);
    return Status::Ok();
  }

  Status FillPart(const Part& part, const std::string& path, PartRecord* record) {
    const auto& columns = engine_.written(part.node);
    const int64_t table_rows = engine_.plan().nodes[static_cast<size_t>(part.node)].rows;
    const auto sink = sink_->make({Compression(), options_.row_group_rows});
    Status status = sink->Open(path, columns);
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
      const auto batch = engine_.Fill(part.node, first, count);
      if (!batch.ok()) return batch.status();
      if (first < end) {
        status = sink->Write(batch.value());
        if (!status.ok()) return status;
        for (size_t i = 0; i < saturated.size(); ++i) saturated[i] += batch.value().saturated[i];
        rows_done_ += count;
      }
      if (options_.hash && first + count > hash_begin) {
        hasher.Add(batch.value(), columns, std::max<int64_t>(0, hash_begin - first), count);
      }
      first += count;
    }
    hasher.Finish();
    const auto bytes = sink->Close();
    if (!bytes.ok()) return bytes.status();
    record->bytes = bytes.value();
    record->blocks = hasher.blocks();
    for (size_t i = 0; i < columns.size(); ++i) {
      if (saturated[i] > 0) record->saturated.emplace_back(columns[i].name, saturated[i]);
    }
    return Status::Ok();
  }

  base::Result<Result> Finish() {
    if (writes_files() && options_.slices > 1) {
      const Status status = ReadRecords();  // other slices may have finished meanwhile
      if (!status.ok()) return status;
    }
    result_.whole = std::all_of(records_.begin(), records_.end(),
                                [](const auto& record) { return record.has_value(); });
    for (size_t node = 0; node < engine_.plan().nodes.size(); ++node) {
      result_.tables.push_back(Summarise(static_cast<int>(node)));
    }
    if (!writes_files() || !result_.whole) return result_;
    const Status status =
        sinks::WriteFileAtomically((directory_ / kMetadataName).string(), Metadata().PrintPretty());
    if (!status.ok()) return status;
    std::error_code error;
    fs::remove_all(directory_ / kStateName, error);
    const Status removed = FromFileSystem(error, "remove", directory_ / kStateName);
    if (!removed.ok()) return removed;
    return result_;
  }

  [[nodiscard]] TableResult Summarise(int node) const {
    TableResult table;
    table.node = NodeName(node);
    std::vector<std::string> blocks;
    std::map<std::string, int64_t> saturated;
    bool complete = true;
    for (size_t i = 0; i < all_parts_.size(); ++i) {
      if (all_parts_[i].node != node) continue;
      if (!records_[i]) {
        complete = false;
        continue;
      }
      table.rows += records_[i]->rows;
      table.bytes += records_[i]->bytes;
      ++table.files;
      blocks.insert(blocks.end(), records_[i]->blocks.begin(), records_[i]->blocks.end());
      for (const auto& [column, count] : records_[i]->saturated) saturated[column] += count;
    }
    if (!writes_files()) table.files = 0;
    if (complete && options_.hash) {
      table.content_hash = engine::TableHash(engine_.written(node), blocks);
    }
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
    json.Set("part_rows", Json::Number(options_.part_rows));
    json.Set("row_group_rows", Json::Number(options_.row_group_rows));
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
    json.Set("spec_sha256", Json::String(base::Sha256Hex(options_.spec_text)));
    json.Set("spec", *engine_.plan().spec->document);
    return json;
  }

  const engine::Engine& engine_;
  const Options& options_;
  const sinks::SinkInfo* sink_;
  fs::path directory_;
  std::vector<Part> all_parts_;
  std::vector<Part> my_parts_;
  std::vector<size_t> first_part_;                  // of each node, in all_parts_
  std::vector<std::optional<PartRecord>> records_;  // by all_parts_
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
  const int64_t parts = CountParts(engine.plan(), options.part_rows);
  if (parts > kPartsMax) {
    return Status::Invalid(
        fmt::format("{} files of {} rows: expected at most {} (raise --part-rows)", parts,
                    options.part_rows, kPartsMax));
  }
  return Job(engine, options).Run();
}

}  // namespace datagen::job
