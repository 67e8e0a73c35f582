#include "making/loaders/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "data/schema/load_order.h"

namespace datagen::loaders {
namespace {

using base::Status;

size_t At(int index) { return static_cast<size_t>(index); }

// Rows of one table, made by threads and handed out in order.
class RowStream {
 public:
  RowStream(const engine::Engine& engine, int node, const Target& target,
            const LoadOptions& options)
      : engine_(engine),
        node_(node),
        target_(target),
        rows_(engine.plan().nodes[At(node)].rows),
        batch_rows_(std::min(options.batch_rows, engine.batch_rows_max())),
        ahead_(options.threads + 2) {
    const int64_t batches = rows_ / batch_rows_ + 1;
    const auto threads = static_cast<int>(std::min<int64_t>(options.threads, batches));
    threads_.reserve(At(threads));
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { Work(); });
  }
  ~RowStream() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      stop_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }
  RowStream(const RowStream&) = delete;
  RowStream& operator=(const RowStream&) = delete;

  // The next rows; nullptr at the end, or after a failure that `status` tells.
  std::unique_ptr<Chunk> Next(Status* status) {
    std::unique_lock<std::mutex> lock(mutex_);
    if (taken_ * batch_rows_ >= rows_) return nullptr;
    changed_.wait(lock, [&] { return !status_.ok() || ready_.count(taken_) > 0; });
    if (!status_.ok()) {
      *status = status_;
      return nullptr;
    }
    auto chunk = std::move(ready_[taken_]);
    ready_.erase(taken_++);
    lock.unlock();
    changed_.notify_all();
    return chunk;
  }

 private:
  void Work() {
    while (true) {
      int64_t batch = 0;
      {
        std::unique_lock<std::mutex> lock(mutex_);
        changed_.wait(lock, [&] { return stop_ || started_ < taken_ + ahead_; });
        if (stop_ || started_ * batch_rows_ >= rows_) return;
        batch = started_++;
      }
      auto chunk = std::make_unique<Chunk>();
      chunk->first_row = batch * batch_rows_;
      chunk->rows = std::min(batch_rows_, rows_ - chunk->first_row);
      auto filled = engine_.Fill(node_, chunk->first_row, chunk->rows);
      if (filled.ok()) {
        chunk->batch = std::move(filled.value());
        target_.Encode(chunk.get());
      }
      {
        const std::lock_guard<std::mutex> lock(mutex_);
        if (filled.ok()) {
          ready_[batch] = std::move(chunk);
        } else {
          status_ = filled.status();
          stop_ = true;
        }
      }
      changed_.notify_all();
    }
  }

  const engine::Engine& engine_;
  int node_;
  const Target& target_;
  int64_t rows_;
  int64_t batch_rows_;
  int64_t ahead_;  // batches that may wait to be taken

  std::mutex mutex_;
  std::condition_variable changed_;
  int64_t started_ = 0;
  int64_t taken_ = 0;
  std::map<int64_t, std::unique_ptr<Chunk>> ready_;
  Status status_;
  bool stop_ = false;
  std::vector<std::thread> threads_;
};

class Loader {
 public:
  Loader(const engine::Engine& engine, Target* target, const LoadOptions& options)
      : engine_(engine), target_(*target), options_(options) {}

  base::Result<std::vector<LoadedTable>> Run() {
    const std::vector<TargetTable> tables = TablesInLoadOrder(engine_);
    for (const TargetTable& table : tables) rows_total_ += table.rows;
    Status status = target_.Begin(tables, options_.creation);
    std::vector<LoadedTable> loaded;
    for (const TargetTable& table : tables) {
      if (status.ok()) status = LoadTable(table);
      loaded.push_back({table.id, table.name, table.rows});
    }
    if (status.ok()) status = target_.Commit();
    if (status.ok()) return loaded;
    target_.Rollback();
    return status;
  }

 private:
  Status LoadTable(const TargetTable& table) {
    Status status = target_.StartTable(table);
    if (!status.ok()) return status;
    {
      RowStream rows(engine_, engine_.plan().Find(table.id), target_, options_);
      while (const auto chunk = rows.Next(&status)) {
        if (options_.cancel != nullptr && *options_.cancel) {
          return Status::Environment("interrupted", "interrupted: nothing was loaded");
        }
        status = target_.Write(*chunk);
        if (!status.ok()) return status;
        rows_done_ += chunk->rows;
        if (options_.on_progress) options_.on_progress(rows_done_, rows_total_);
      }
    }
    return status.ok() ? target_.FinishTable() : status;
  }

  const engine::Engine& engine_;
  Target& target_;
  const LoadOptions& options_;
  int64_t rows_done_ = 0;
  int64_t rows_total_ = 0;
};

}  // namespace

std::vector<TargetTable> TablesInLoadOrder(const engine::Engine& engine) {
  const plan::Plan& plan = engine.plan();
  const spec::Spec& spec = *plan.spec;
  std::vector<TargetTable> tables(plan.nodes.size());
  std::vector<std::vector<Reference>> references(plan.nodes.size());
  for (const spec::ForeignKey& key : spec.constraints.foreign_keys) {
    const int from = plan.Find(key.from.node);
    const int to = plan.Find(key.to.node);
    if (from >= 0 && to >= 0) {
      references[At(from)].push_back({key.from.columns, to, key.to.columns});
    }
  }
  std::vector<std::vector<int>> targets(plan.nodes.size());
  for (size_t i = 0; i < references.size(); ++i) {
    for (const Reference& reference : references[i]) targets[i].push_back(reference.target);
  }
  const std::vector<int> order = schema::LoadOrder(targets);
  std::vector<int> place(plan.nodes.size());
  for (size_t i = 0; i < order.size(); ++i) place[At(order[i])] = static_cast<int>(i);
  for (size_t i = 0; i < order.size(); ++i) {
    const auto node = At(order[i]);
    const spec::Node& declared = spec.nodes[node];
    TargetTable& table = tables[i];
    table.id = plan.nodes[node].id;
    table.name = declared.table.empty() ? table.id : declared.table;
    table.columns = engine.written(order[i]);
    table.rows = plan.nodes[node].rows;
    const auto written = [&](const std::vector<std::string>& columns) {
      return std::all_of(columns.begin(), columns.end(), [&](const std::string& column) {
        return std::any_of(table.columns.begin(), table.columns.end(),
                           [&](const engine::WrittenColumn& w) { return w.name == column; });
      });
    };
    if (written(declared.pk)) table.primary_key = declared.pk;
    for (const spec::ColumnList& key : spec.constraints.unique) {
      if (key.node == table.id && key.columns != declared.pk && written(key.columns)) {
        table.unique.push_back(key.columns);
      }
    }
    for (const Reference& reference : references[node]) {
      if (!written(reference.columns)) continue;
      const int target = place[At(reference.target)];
      table.in_circle |= target > static_cast<int>(i);
      table.references.push_back({reference.columns, target, reference.target_columns});
    }
  }
  return tables;
}

base::Result<std::vector<LoadedTable>> Load(const engine::Engine& engine, Target* target,
                                            const LoadOptions& options) {
  return Loader(engine, target, options).Run();
}

}  // namespace datagen::loaders
