#include "making/runs/part_files.h"

#include <fmt/format.h>

#include <filesystem>

#include "foundation/base/remove_tree.h"

namespace datagen::runs {
namespace {

namespace fs = std::filesystem;
using base::Status;

Status CreateFolder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) return Status::Ok();
  return Status::Environment(
      "folder-not-created",
      fmt::format("can't create the folder '{}': {}", folder.string(), error.message()),
      {.given = folder.string()});
}

}  // namespace

PartFiles::PartFiles(const sinks::SinkInfo& format, const sinks::SinkOptions& options,
                     std::vector<engine::WrittenColumn> columns, PartitionColumns* partitions,
                     std::string unfinished, std::string name, sinks::Output* output)
    : format_(format),
      options_(options),
      columns_(std::move(columns)),
      partitions_(partitions),
      unfinished_(std::move(unfinished)),
      name_(std::move(name)),
      output_(output) {}

Status PartFiles::Begin(const std::string& path, const std::vector<engine::WrittenColumn>& columns,
                        OneFile* file) const {
  // A format that writes no files has no path.
  Status status = path.empty() ? Status::Ok() : file->output.Open(path);
  file->sink = format_.make(options_);
  sinks::Output* const output = output_ == nullptr ? &file->output : output_;
  return status.ok() ? file->sink->Open(output, columns) : status;
}

Status PartFiles::Open() {
  if (partitions_ != nullptr) {
    base::RemoveTree(unfinished_);  // of a run that was killed
    return CreateFolder(unfinished_);
  }
  auto& file = files_[""];
  file = std::make_unique<OneFile>();
  return Begin(unfinished_, columns_, file.get());
}

base::Result<PartFiles::OneFile*> PartFiles::FileOf(const std::string& folder) {
  auto& file = files_[folder];
  if (file != nullptr) return file.get();
  const fs::path place = fs::path(unfinished_) / folder;
  Status status = partitions_->Note(folder);
  if (status.ok()) status = CreateFolder(place);
  file = std::make_unique<OneFile>();
  if (status.ok()) {
    status = Begin((place / name_).string(), partitions_->Others(columns_), file.get());
  }
  if (!status.ok()) return status;
  return file.get();
}

Status PartFiles::Write(const engine::Batch& batch) {
  if (partitions_ == nullptr) return files_[""]->sink->Write(batch);
  auto groups = partitions_->Divide(batch);
  if (!groups.ok()) return groups.status();
  for (const auto& [folder, rows] : *groups) {
    auto file = FileOf(folder);
    if (!file.ok()) return file.status();
    const Status status = (*file)->sink->Write(partitions_->Others(batch, rows));
    if (!status.ok()) return status;
    if (files_.size() <= kOpenMax) continue;
    const Status suspended = (*file)->output.Suspend();
    if (!suspended.ok()) return suspended;
  }
  // Those of the time before there were so many.
  for (auto& [folder, file] : files_) {
    if (files_.size() <= kOpenMax) break;
    const Status suspended = file->output.Suspend();
    if (!suspended.ok()) return suspended;
  }
  return Status::Ok();
}

base::Result<std::vector<PartFile>> PartFiles::Close() {
  if (files_.empty()) {  // no rows: readers find the columns all the same
    const auto file = FileOf(partitions_->NullFolder());
    if (!file.ok()) return file.status();
  }
  std::vector<PartFile> closed;
  closed.reserve(files_.size());
  for (auto& [folder, file] : files_) {
    Status status = file->sink->Close();
    if (status.ok()) status = file->output.Close();
    if (!status.ok()) return status;
    const std::string name = folder.empty() ? name_ : folder + "/" + name_;
    closed.push_back({name, file->output.bytes(), file->output.digest()});
    file.reset();  // what it holds goes before the next is ended
  }
  files_.clear();
  return closed;
}

}  // namespace datagen::runs
