#include "making/runs/ledger.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "foundation/work/unfinished.h"
#include "making/defects/ledger_rows.h"
#include "making/sinks/output_file.h"
#include "making/sinks/sink.h"

namespace datagen::runs {

using base::Status;

Status SaveEntries(const std::string& path, const std::vector<defects::Entry>& entries,
                   const std::vector<std::string>& nodes) {
  std::string lines;
  for (const defects::Entry& entry : entries) {
    lines += defects::LedgerLine(entry, nodes[static_cast<size_t>(entry.node)]);
  }
  return sinks::WriteFileAtomically(path, lines);
}

base::Result<int64_t> WriteLedger(const std::string& path, const std::vector<std::string>& parts,
                                  std::vector<defects::Asked>* asked) {
  const sinks::SinkInfo* parquet = sinks::FindSink("parquet");
  sinks::OutputFile output;  // outlives the sink
  const auto sink = parquet->make({.compression = "snappy"});
  const std::string unfinished = work::UnfinishedPath(path);
  const work::Unfinished mark(unfinished);
  Status status = output.Open(unfinished);
  if (status.ok()) status = sink->Open(&output, defects::LedgerColumns());
  int64_t count = 0;
  constexpr int64_t kBatchRows = 16'384;
  for (const std::string& part : parts) {
    std::ifstream stream(part);
    defects::LedgerRows rows(&stream);
    while (status.ok()) {
      auto batch = rows.Next(kBatchRows);
      if (!batch.ok()) {
        status = Status::Environment("record-damaged", fmt::format("'{}' is damaged", part),
                                     {.hint = "overwrite it"});
      }
      if (!status.ok() || batch->rows == 0) break;
      count += batch->rows;
      defects::CountBroken(batch.value(), asked);
      status = sink->Write(batch.value());
    }
  }
  if (status.ok()) status = sink->Close();
  if (status.ok()) status = output.Close();
  std::error_code error;
  if (status.ok()) {
    std::filesystem::rename(unfinished, path, error);
    if (error) {
      status = Status::Environment(
          "file-not-writable", fmt::format("can't rename '{}': {}", unfinished, error.message()));
    }
  }
  if (!status.ok()) {
    std::filesystem::remove(unfinished, error);
    return status;
  }
  return count;
}

}  // namespace datagen::runs
