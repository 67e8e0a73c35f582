#include "making/loaders/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <mutex>

#include "data/schema/load_order.h"
#include "foundation/work/ordered_results.h"
#include "foundation/work/temporary_folder.h"
#include "foundation/work/unfinished.h"
#include "making/defects/ledger_rows.h"
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
        defects_(options.defects),
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
    if (defects_ != nullptr) defects_->Apply(node_, &chunk->batch, &chunk->broken);
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
  const defects::Overlay* defects_;
  int64_t rows_;
  int64_t batch_rows_;
  std::mutex mutex_;
  std::vector<int64_t> saturated_;  // by column
  std::vector<int64_t> placeless_;
  work::OrderedResults<std::unique_ptr<Chunk>> chunks_;  // last: its end waits for its tasks
};

// What was broken, on disk until all tables are loaded: the database takes one table at a time.
class NotedDefects {
 public:
  Status Open() {
    auto folder = work::TemporaryFolder::Make();
    if (!folder.ok()) return folder.status();
    folder_ = std::move(folder.value());
    lines_.open(path());
    return Check();
  }
  Status Note(const Chunk& chunk, const std::string& table) {
    std::vector<const defects::Entry*> entries;
    entries.reserve(chunk.broken.size());
    for (const defects::Entry& entry : chunk.broken) entries.push_back(&entry);
    // In an order that no batch decides.
    std::stable_sort(entries.begin(), entries.end(),
                     [](const auto* a, const auto* b) { return a->row < b->row; });
    for (const defects::Entry* entry : entries) lines_ << defects::LedgerLine(*entry, table);
    lines_.flush();
    return Check();
  }
  [[nodiscard]] std::string path() const { return folder_.path() + "/defects.jsonl"; }

 private:
  [[nodiscard]] Status Check() const {
    if (lines_) return Status::Ok();
    return Status::Environment("file-not-writable", fmt::format("can't write '{}'", path()));
  }

  work::TemporaryFolder folder_;
  std::ofstream lines_;
};

TargetTable LedgerTable() {
  TargetTable table;
  table.id = kLedgerTable;
  table.name = kLedgerTable;
  table.columns = defects::LedgerColumns();
  return table;
}

class Loader {
 public:
  Loader(const engine::Engine& engine, Target* target, const LoadOptions& options)
      : engine_(engine),
        target_(*target),
        options_(options),
        progress_(options.job.progress == nullptr ? silent_ : *options.job.progress) {}

  base::Result<std::vector<LoadedTable>> Run() {
    std::vector<TargetTable> tables = TablesInLoadOrder(engine_, options_.defects);
    const auto memory = options_.job.workplace->memory().Reserve(
        "loading", LoadMemory(engine_, options_), options_.job.stop);
    if (!memory.ok()) return memory.status();
    int64_t rows = 0;
    std::vector<LoadedTable> loaded;
    for (const TargetTable& table : tables) {
      rows += table.rows;
      loaded.push_back({table.id, table.name, table.rows});
    }
    const Status noted = options_.defects == nullptr ? Status::Ok() : ledger_.Open();
    if (!noted.ok()) return noted;
    if (options_.defects != nullptr) {
      tables.push_back(LedgerTable());
      loaded.push_back({kLedgerTable, kLedgerTable});
    }
    progress_.Begin("load", rows, static_cast<int64_t>(tables.size()));
    Status status = target_.Connect();
    if (status.ok()) status = LoadAll(tables, &loaded);
    if (target_.MakesTables(options_.creation) && options_.creation.statements.empty()) {
      for (size_t i = 0; i < tables.size(); ++i) loaded[i].left_out = tables[i].left_out;
    }
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
      Creation creation = options_.creation;
      creation.has_ledger = options_.defects != nullptr;
      status = target_.Begin(tables, creation);
      for (size_t i = 0; i < tables.size() && status.ok(); ++i) {
        const bool is_ledger = creation.has_ledger && i + 1 == tables.size();
        status =
            is_ledger ? LoadLedger(tables[i], &(*loaded)[i]) : LoadTable(tables[i], &(*loaded)[i]);
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
        if (status.ok() && options_.defects != nullptr) status = ledger_.Note(*chunk, table.id);
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

  Status LoadLedger(const TargetTable& table, LoadedTable* loaded) {
    std::ifstream lines(ledger_.path());
    defects::LedgerRows rows(&lines);
    std::vector<defects::Asked> asked = options_.defects->asked();
    Status status = target_.StartTable(table);
    while (status.ok()) {
      auto batch = rows.Next(options_.batch_rows);
      if (!batch.ok()) return batch.status();
      if (batch->rows == 0) break;
      defects::CountBroken(batch.value(), &asked);
      Chunk chunk;
      chunk.first_row = loaded->rows;
      chunk.rows = batch->rows;
      chunk.batch = std::move(batch.value());
      loaded->rows += chunk.rows;
      target_.Encode(&chunk);
      status = target_.Write(chunk);
    }
    loaded->missed = defects::Missed(asked);
    return status.ok() ? target_.FinishTable() : status;
  }

  const engine::Engine& engine_;
  Target& target_;
  const LoadOptions& options_;
  NotedDefects ledger_;
  work::Progress silent_{nullptr};
  work::Progress& progress_;
};

// Nulls and longer texts go where they are put on purpose.
void BreakColumns(const defects::Overlay& defects, int node, TargetTable* table) {
  const std::vector<engine::WrittenColumn>& broken = defects.written(node);
  for (size_t k = 0; k < broken.size(); ++k) {
    engine::WrittenColumn& column = table->columns[k];
    if (broken[k].nullable && !column.nullable) {
      table->left_out.push_back(fmt::format("{}.{} NOT NULL", table->id, column.name));
    }
    const bool is_text = broken[k].type.kind == kernel::TypeKind::kString;
    column = broken[k];
    if (is_text && defects.Hits(node, {column.name})) {
      column.type = kernel::ValueType::Of(kernel::TypeKind::kString);
    }
  }
}

// Keys and references of columns with broken values; a changed key leaves its children behind.
void LeaveOutBroken(const defects::Overlay& defects, const std::vector<int>& nodes,
                    std::vector<TargetTable>* tables) {
  const auto names = [](const std::vector<std::string>& columns) {
    return fmt::format("({})", fmt::join(columns, ", "));
  };
  for (size_t i = 0; i < tables->size(); ++i) {
    TargetTable& table = (*tables)[i];
    const auto hits = [&](const std::vector<std::string>& key) {
      return defects.Hits(nodes[i], key);
    };
    std::erase_if(table.references, [&](const Reference& reference) {
      const bool broken = hits(reference.columns) ||
                          defects.Hits(nodes[At(reference.target)], reference.target_columns);
      if (broken) {
        table.left_out.push_back(
            fmt::format("{} FOREIGN KEY {}", table.id, names(reference.columns)));
      }
      return broken;
    });
    std::erase_if(table.unique, [&](const std::vector<std::string>& key) {
      if (hits(key)) table.left_out.push_back(fmt::format("{} UNIQUE {}", table.id, names(key)));
      return hits(key);
    });
    if (!hits(table.primary_key)) continue;
    table.left_out.push_back(fmt::format("{} PRIMARY KEY {}", table.id, names(table.primary_key)));
    table.primary_key.clear();
  }
}

}  // namespace

std::vector<TargetTable> TablesInLoadOrder(const engine::Engine& engine,
                                           const defects::Overlay* defects) {
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
    if (defects != nullptr) BreakColumns(*defects, order[i], &table);
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
  if (defects != nullptr) LeaveOutBroken(*defects, order, &tables);
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
