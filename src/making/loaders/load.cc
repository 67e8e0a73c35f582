#include "making/loaders/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>

#include "data/schema/load_order.h"
#include "foundation/work/ordered_results.h"
#include "foundation/work/unfinished.h"
#include "making/engine/row_bytes.h"

namespace datagen::loaders {
namespace {

using base::Status;

size_t At(int index) { return static_cast<size_t>(index); }

// Rows of one table, made and encoded by tasks and handed out in order.
class RowStream {
 public:
  RowStream(const engine::Engine& engine, int node, const Target& target,
            const LoadOptions& options)
      : engine_(engine),
        node_(node),
        target_(target),
        rows_(engine.plan().nodes[At(node)].rows),
        batch_rows_(std::min(options.batch_rows, engine.batch_rows_max())),
        saturated_(engine.written(node).size(), 0),
        placeless_(engine.written(node).size(), 0),
        chunks_(options.job, (rows_ + batch_rows_ - 1) / batch_rows_,
                [this](int64_t batch) { return Make(batch); }) {}

  // The next rows; nullptr at the end, or after a failure that `status` tells.
  std::unique_ptr<Chunk> Next(Status* status) {
    auto chunk = chunks_.Next(status);
    return chunk ? std::move(*chunk) : nullptr;
  }
  void GiveBack(std::unique_ptr<Chunk> chunk) { chunks_.GiveBack(std::move(chunk)); }

  // Requires: Next has come to the end.
  void TellCounts(LoadedTable* table) const {
    for (size_t k = 0; k < saturated_.size(); ++k) {
      const std::string& name = engine_.written(node_)[k].name;
      if (saturated_[k] > 0) table->saturated.emplace_back(name, saturated_[k]);
      if (placeless_[k] > 0) table->placeless.emplace_back(name, placeless_[k]);
    }
  }

 private:
  base::Result<std::unique_ptr<Chunk>> Make(int64_t batch) {
    auto chunk = std::make_unique<Chunk>();
    chunk->first_row = batch * batch_rows_;
    chunk->rows = std::min(batch_rows_, rows_ - chunk->first_row);
    auto filled = engine_.Fill(node_, chunk->first_row, chunk->rows);
    if (!filled.ok()) return filled.status();
    chunk->batch = std::move(filled.value());
    const std::vector<int64_t> saturated = chunk->batch.saturated;
    const std::vector<int64_t> placeless = chunk->batch.placeless;
    target_.Encode(chunk.get());
    const std::lock_guard<std::mutex> lock(mutex_);
    for (size_t k = 0; k < saturated.size(); ++k) {
      saturated_[k] += saturated[k];
      placeless_[k] += placeless[k];
    }
    return chunk;
  }

  const engine::Engine& engine_;
  int node_;
  const Target& target_;
  int64_t rows_;
  int64_t batch_rows_;
  std::mutex mutex_;
  std::vector<int64_t> saturated_;  // by column
  std::vector<int64_t> placeless_;
  work::OrderedResults<std::unique_ptr<Chunk>> chunks_;  // last: its end waits for its tasks
};

class Loader {
 public:
  Loader(const engine::Engine& engine, Target* target, const LoadOptions& options)
      : engine_(engine),
        target_(*target),
        options_(options),
        progress_(options.job.progress == nullptr ? silent_ : *options.job.progress) {}

  base::Result<std::vector<LoadedTable>> Run() {
    const std::vector<TargetTable> tables = TablesInLoadOrder(engine_);
    const auto memory = options_.job.workplace->memory().Reserve(
        "loading", LoadMemory(engine_, options_), options_.job.stop);
    if (!memory.ok()) return memory.status();
    int64_t rows = 0;
    std::vector<LoadedTable> loaded;
    for (const TargetTable& table : tables) {
      rows += table.rows;
      loaded.push_back({table.id, table.name, table.rows});
    }
    progress_.Begin("load", rows, static_cast<int64_t>(tables.size()));
    Status status = target_.Connect();
    if (status.ok()) status = LoadAll(tables, &loaded);
    progress_.End();
    if (status.ok()) return loaded;
    target_.Rollback();
    const Status stopped = options_.job.stop.status();
    return stopped.ok()
               ? status
               : Status::Environment("interrupted", stopped.message() + ": nothing was loaded");
  }

 private:
  // A stop ends what the database is doing, but not while it commits: that is done or not.
  Status LoadAll(const std::vector<TargetTable>& tables, std::vector<LoadedTable>* loaded) {
    Status status;
    {
      const work::StopAction cancel(options_.job.stop, [this] { target_.Cancel(); });
      status = target_.Begin(tables, options_.creation);
      for (size_t i = 0; i < tables.size() && status.ok(); ++i) {
        status = LoadTable(tables[i], &(*loaded)[i]);
      }
    }
    const work::Indivisible committing;
    if (status.ok()) status = options_.job.stop.status();
    return status.ok() ? target_.Commit() : status;
  }

  Status LoadTable(const TargetTable& table, LoadedTable* loaded) {
    progress_.SetItem(table.id);
    Status status = target_.StartTable(table);
    if (!status.ok()) return status;
    {
      RowStream rows(engine_, engine_.plan().Find(table.id), target_, options_);
      while (auto chunk = rows.Next(&status)) {
        status = target_.Write(*chunk);
        if (!status.ok()) return status;
        progress_.AddRows(chunk->rows);
        rows.GiveBack(std::move(chunk));
        progress_.Tell();
      }
      rows.TellCounts(loaded);
    }
    if (!status.ok()) return status;
    progress_.AddPart();
    return target_.FinishTable();
  }

  const engine::Engine& engine_;
  Target& target_;
  const LoadOptions& options_;
  work::Progress silent_{nullptr};
  work::Progress& progress_;
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

int64_t LoadMemory(const engine::Engine& engine, const LoadOptions& options) {
  constexpr double kFixedBytes = 16e6;
  constexpr double kCopies = 3;
  const int64_t rows = std::min(options.batch_rows, engine.batch_rows_max());
  double row_bytes = 0;
  for (const plan::Node& node : engine.plan().nodes) {
    row_bytes = std::max(row_bytes, engine::RowBytes(node));
  }
  return static_cast<int64_t>(kFixedBytes + kCopies * row_bytes * static_cast<double>(rows) *
                                                work::ItemsAhead(options.job.threads));
}

base::Result<std::vector<LoadedTable>> Load(const engine::Engine& engine, Target* target,
                                            const LoadOptions& options) {
  return Loader(engine, target, options).Run();
}

}  // namespace datagen::loaders
