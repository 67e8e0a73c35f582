#include "making/runs/ledger.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "foundation/base/diagnostic.h"
#include "foundation/work/unfinished.h"
#include "making/sinks/output_file.h"
#include "making/sinks/sink.h"

namespace datagen::runs {
namespace {

using base::Json;
using base::Status;
using kernel::Physical;
using kernel::Vector;

Json TextOrNull(const std::optional<std::string>& text) {
  return text ? Json::String(*text) : Json::Null();
}

const std::vector<engine::WrittenColumn>& Columns() {
  static const auto* columns = [] {
    const auto text = kernel::ValueType::Of(kernel::TypeKind::kString);
    return new std::vector<engine::WrittenColumn>{
        {"table", text, false}, {"row", kernel::ValueType::Int(), true},
        {"key", text, false},   {"column", text, false},
        {"kind", text, false},  {"before", text, true},
        {"after", text, true}};
  }();
  return *columns;
}

// Entries as a batch for the sink.
class Batches {
 public:
  Batches() { Clear(); }

  void Add(const Json& line) {
    for (size_t i = 0; i < vectors_.size(); ++i) {
      const Json& value = line.items()[i];
      Vector& vector = *vectors_[i];
      ++vector.length;
      vector.valid.PushBack(value.is_null() ? 0 : 1);
      if (vector.physical == Physical::kInt64) {
        vector.ints.PushBack(value.AsInt64().value_or(0));
      } else {
        vector.strings.Append(value.text());
      }
    }
    ++rows_;
  }
  [[nodiscard]] int64_t rows() const { return rows_; }

  engine::Batch Release() {
    engine::Batch batch;
    batch.rows = rows_;
    for (auto& vector : vectors_) batch.columns.push_back(std::move(vector));
    Clear();
    return batch;
  }

 private:
  void Clear() {
    vectors_.clear();
    for (const engine::WrittenColumn& column : Columns()) {
      vectors_.push_back(Vector::Make(column.type.physical(), 0));
    }
    rows_ = 0;
  }

  std::vector<std::shared_ptr<Vector>> vectors_;
  int64_t rows_ = 0;
};

}  // namespace

Status SaveEntries(const std::string& path, const std::vector<defects::Entry>& entries,
                   const std::vector<std::string>& nodes) {
  std::string lines;
  for (const defects::Entry& entry : entries) {
    Json line = Json::Array();
    line.Push(Json::String(nodes[static_cast<size_t>(entry.node)]));
    line.Push(entry.row < 0 ? Json::Null() : Json::Number(entry.row));
    line.Push(Json::String(entry.key));
    line.Push(Json::String(entry.column));
    line.Push(Json::String(entry.kind));
    line.Push(TextOrNull(entry.before));
    line.Push(TextOrNull(entry.after));
    lines += line.Print() + "\n";
  }
  return sinks::WriteFileAtomically(path, lines);
}

base::Result<int64_t> WriteLedger(const std::string& path, const std::vector<std::string>& parts) {
  const sinks::SinkInfo* parquet = sinks::FindSink("parquet");
  sinks::OutputFile output;  // outlives the sink
  const auto sink = parquet->make({.compression = "snappy"});
  const std::string unfinished = work::UnfinishedPath(path);
  const work::Unfinished mark(unfinished);
  Status status = output.Open(unfinished);
  if (status.ok()) status = sink->Open(&output, Columns());
  Batches batches;
  int64_t count = 0;
  constexpr int64_t kBatchRows = 16'384;
  for (const std::string& part : parts) {
    std::ifstream stream(part);
    std::string text;
    while (status.ok() && std::getline(stream, text)) {
      base::Diagnostics ignored;
      const auto line = base::ParseJson(text, &ignored);
      if (!line || line->items().size() != Columns().size()) {
        status = Status::Environment("record-damaged",
                                     fmt::format("'{}' is damaged: overwrite the folder", part));
        break;
      }
      batches.Add(*line);
      ++count;
      if (batches.rows() == kBatchRows) status = sink->Write(batches.Release());
    }
  }
  if (status.ok() && batches.rows() > 0) status = sink->Write(batches.Release());
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
