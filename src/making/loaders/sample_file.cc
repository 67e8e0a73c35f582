#include "making/loaders/sample_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "data/dialects/dialect.h"
#include "foundation/work/temporary_folder.h"
#include "making/loaders/load.h"

namespace datagen::loaders {
namespace {

using base::Status;

// What makes the table; where references are indexed, with the same indexes.
std::vector<std::string> Statements(const TargetInfo& kind, const TargetTable& table,
                                    const std::vector<Reference>& references) {
  std::vector<std::string> statements = CreateStatements({table}, kind.dialect);
  const dialects::Writing& writing = *dialects::GetDialect(kind.dialect).writing;
  for (size_t i = 0; i < references.size(); ++i) {
    statements.push_back(fmt::format("CREATE INDEX sample_{} ON {} {}", i,
                                     dialects::QuotedPath(table.name, writing),
                                     dialects::QuotedList(references[i].columns, writing)));
  }
  return statements;
}

// With its references.
TargetTable TableAlone(const engine::Engine& engine, int node) {
  const std::string& id = engine.plan().nodes[static_cast<size_t>(node)].id;
  std::vector<TargetTable> tables = TablesInLoadOrder(engine);
  const auto found = std::find_if(tables.begin(), tables.end(),
                                  [&](const TargetTable& table) { return table.id == id; });
  DATAGEN_CHECK(found != tables.end());
  return std::move(*found);
}

Status WriteRows(const engine::Engine& engine, const TargetTable& table, const SampleRows& sample,
                 const work::StopToken& stop, Target* target) {
  constexpr int64_t kBatchRows = 16'384;
  const int64_t batch_rows = std::min(kBatchRows, engine.batch_rows_max());
  Status status = target->StartTable(table);
  for (int64_t done = 0; done < sample.rows && status.ok();) {
    if (stop.stopped()) return stop.status();
    Chunk chunk;
    chunk.first_row = done;
    chunk.rows = std::min(batch_rows, sample.rows - done);
    auto batch = engine.Fill(sample.node, sample.first + done, chunk.rows);
    if (!batch.ok()) return batch.status();
    chunk.batch = std::move(batch.value());
    target->Encode(&chunk);
    status = target->Write(chunk);
    done += chunk.rows;
  }
  return status.ok() ? target->FinishTable() : status;
}

}  // namespace

base::Result<int64_t> SampleFileBytes(const engine::Engine& engine, const TargetInfo& kind,
                                      const std::string& dialect, const SampleRows& sample,
                                      const work::StopToken& stop) {
  const auto scratch = work::TemporaryFolder::Make();
  if (!scratch.ok()) return scratch.status();
  const std::string path = scratch.value().path() + "/sample." + kind.extensions[0];
  const auto target = kind.open({path, dialect});
  std::vector<TargetTable> tables{TableAlone(engine, sample.node)};
  // Its rows refer to rows that are not there.
  const std::vector<Reference> references = std::move(tables[0].references);
  tables[0].references.clear();
  tables[0].in_circle = false;
  Creation creation{.wanted = true, .statements = {}};
  if (kind.indexes_references) creation.statements = Statements(kind, tables[0], references);
  Status status = target->Connect();
  if (status.ok()) status = target->Begin(tables, creation);
  if (status.ok()) status = WriteRows(engine, tables[0], sample, stop, target.get());
  if (status.ok()) status = target->Commit();
  if (!status.ok()) {
    target->Rollback();
    return status;
  }
  std::error_code error;
  const auto bytes = std::filesystem::file_size(path, error);
  if (!error) return static_cast<int64_t>(bytes);
  return Status::Environment("file-not-readable", "can't tell the size of '" + path + "'");
}

}  // namespace datagen::loaders
