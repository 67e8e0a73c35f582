#include "making/runs/output_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "data/sources/file_digest.h"
#include "data/sources/file_list.h"
#include "foundation/base/diagnostic.h"
#include "foundation/base/remove_tree.h"
#include "foundation/work/unfinished.h"
#include "making/runs/folder_contents.h"
#include "making/runs/ledger.h"
#include "making/sinks/output_file.h"

namespace datagen::runs {
namespace {

namespace fs = std::filesystem;
using base::Json;
using base::Status;

constexpr std::string_view kCreateFolder = "create the folder";
constexpr const char* kOtherFolder = "overwrite it, or use another folder";

Status FromFileSystem(const std::error_code& error, std::string_view what, const fs::path& path) {
  if (!error) return Status::Ok();
  const bool creates = what == kCreateFolder;
  return Status::Environment(creates ? base::DiagnosticCode("folder-not-created")
                                     : base::DiagnosticCode("file-not-writable"),
                             fmt::format("can't {} '{}': {}", what, path.string(), error.message()),
                             {.given = path.string()});
}

std::optional<std::string> ReadFile(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

}  // namespace

OutputFolder::OutputFolder(const std::string& directory, std::string extension,
                           std::vector<std::string> nodes, Json identity)
    : directory_(directory),
      extension_(std::move(extension)),
      nodes_(std::move(nodes)),
      identity_(std::move(identity)) {}

std::string OutputFolder::FileName(const Part& part) const {
  return PartName(part.index) + "." + extension_;
}

std::string OutputFolder::TemporaryPath(const Part& part, bool divided) const {
  const std::string name = "." + FileName(part) + ".tmp";
  return (divided ? directory_ / kStateName / NodeName(part) / name : TablePath(part) / name)
      .string();
}

fs::path OutputFolder::RecordPath(const Part& part) const {
  return directory_ / kStateName / NodeName(part) / (PartName(part.index) + ".json");
}

std::string OutputFolder::EntriesPath(const Part& part) const {
  return (directory_ / kStateName / NodeName(part) / (PartName(part.index) + ".defects.jsonl"))
      .string();
}

std::string OutputFolder::LedgerPath() const { return (directory_ / kLedgerName).string(); }

Status OutputFolder::Prepare(bool overwrite, int64_t slice, int64_t slices,
                             const std::function<bool(const Json& metadata)>& is_finished,
                             const work::StopToken& stop) {
  std::error_code error;
  made_directory_ = fs::create_directories(directory_, error);
  if (error) return FromFileSystem(error, kCreateFolder, directory_);
  auto lock = FolderLock::Take(directory_, slices > 1);
  if (!lock.ok()) return lock.status();
  locks_.push_back(std::move(lock.value()));
  // Another slice may be completing the folder: with its metadata there it removes the state.
  auto turn = slices > 1 ? FolderLock::WaitFor(directory_ / kStateName, stop) : FolderLock();
  if (!turn.ok()) return turn.status();
  const auto metadata = is_finished ? ReadMetadata() : std::nullopt;
  finished_ = metadata && is_finished(*metadata);
  if (finished_) return Status::Ok();
  const Status ready = MakeReady(overwrite, slices > 1);
  if (!ready.ok() || slices == 1) return ready;
  auto slice_lock = FolderLock::TakeFile(directory_ / kStateName /
                                         fmt::format("slice-{}-of-{}.lock", slice, slices));
  if (!slice_lock.ok()) return slice_lock.status();
  locks_.front().Share();
  locks_.push_back(std::move(slice_lock.value()));
  return Status::Ok();
}

Status OutputFolder::TakeTurn(const work::StopToken& stop) {
  auto lock = FolderLock::WaitFor(directory_ / kStateName, stop);
  if (!lock.ok()) return lock.status();
  locks_.push_back(std::move(lock.value()));
  return Status::Ok();
}

std::optional<Json> OutputFolder::ReadMetadata() const {
  const auto text = ReadFile(directory_ / kMetadataName);
  if (!text) return std::nullopt;
  base::Diagnostics ignored;
  return base::ParseJson(*text, &ignored);
}

void OutputFolder::Abandon() const {
  if (!made_state_ || !locks_.front().alone()) return;
  std::error_code ignored;
  base::RemoveTree(directory_ / kStateName);
  // Folders go if they are empty.
  for (const std::string& node : nodes_) fs::remove(directory_ / node, ignored);
  if (made_directory_) fs::remove(directory_, ignored);
}

Status OutputFolder::MakeReady(bool overwrite, bool keep_same) {
  std::error_code error;
  const std::string identity = identity_.PrintPretty();
  if (overwrite && !(keep_same && ReadFile(directory_ / kStateName / "job.json") == identity)) {
    const Status cleared = locks_.front().alone() ? ClearFolder(directory_) : InUse(directory_);
    if (!cleared.ok()) return cleared;
  }
  if (fs::exists(directory_ / kMetadataName, error)) {
    return Status::Invalid(
        "output-exists", fmt::format("'{}' already holds a complete data set", directory_.string()),
        {.given = directory_.string(), .hint = kOtherFolder});
  }
  const auto given = ReadFile(directory_ / kStateName / "job.json");
  if (given) {
    return *given == identity ? CreateFolders() : Differs(*given);
  }
  for (const std::string& node : nodes_) {
    if (fs::exists(directory_ / node, error)) {
      const std::string folder = (directory_ / node).string();
      return Status::Invalid(
          "output-exists",
          fmt::format("'{}' is already there, and not from an interrupted run of "
                      "this spec",
                      folder),
          // Overwriting takes away what a run wrote; this is someone else's.
          {.given = folder, .hint = "move it away, or use another folder", .table = node});
    }
  }
  // First what the run is: a folder without it would be taken for someone else's.
  made_state_ = true;
  fs::create_directories(directory_ / kStateName, error);
  if (error) return FromFileSystem(error, kCreateFolder, directory_ / kStateName);
  const Status written =
      sinks::WriteFileAtomically((directory_ / kStateName / "job.json").string(), identity);
  return written.ok() ? CreateFolders() : written;
}

Status OutputFolder::CreateFolders() const {
  std::error_code error;
  for (const std::string& node : nodes_) {
    for (const fs::path& path : {directory_ / node, directory_ / kStateName / node}) {
      fs::create_directories(path, error);
      if (error) return FromFileSystem(error, kCreateFolder, path);
    }
  }
  return Status::Ok();
}

Status OutputFolder::Differs(const std::string& given) const {
  base::Diagnostics ignored;
  const auto before = base::ParseJson(given, &ignored);
  std::string differences;
  for (const base::JsonMember& member : identity_.members()) {
    const Json* value = before ? before->Find(member.key) : nullptr;
    if (value != nullptr && value->Print() == member.value.Print()) continue;
    differences += differences.empty() ? member.key : ", " + member.key;
  }
  return Status::Invalid(
      "output-differs",
      fmt::format("'{}' holds an interrupted run that differs in: {}", directory_.string(),
                  differences),
      {.given = differences, .hint = "run it again as it was to complete it, or overwrite it"});
}

std::optional<PartRecord> OutputFolder::ReadRecord(const Part& part) const {
  const auto text = ReadFile(RecordPath(part));
  if (!text) return std::nullopt;
  auto record = PartRecord::FromJson(*text);
  // A record that does not fit its files is no record: the part is made again.
  if (!record.ok()) return std::nullopt;
  for (const PartFile& file : record->files) {
    std::error_code error;
    const auto size = fs::file_size(TablePath(part) / file.name, error);
    if (error || static_cast<int64_t>(size) != file.bytes) return std::nullopt;
  }
  return std::move(record.value());
}

bool OutputFolder::HasBytesOf(const Part& part, const PartRecord& record) const {
  return std::all_of(record.files.begin(), record.files.end(), [&](const PartFile& file) {
    auto digest = sources::DigestOf((TablePath(part) / file.name).string());
    return digest.ok() && *digest == file.digest;
  });
}

Status OutputFolder::Accept(const Part& part, const PartRecord& record, bool divided) const {
  std::error_code error;
  const std::string temporary = TemporaryPath(part, divided);
  for (const PartFile& file : record.files) {
    const fs::path place = TablePath(part) / file.name;
    if (divided) fs::create_directories(place.parent_path(), error);
    if (error) return FromFileSystem(error, kCreateFolder, place.parent_path());
    fs::rename(divided ? fs::path(temporary) / file.name : fs::path(temporary), place, error);
    if (error) return FromFileSystem(error, "rename", temporary);
  }
  if (divided) base::RemoveTree(temporary);
  return sinks::WriteFileAtomically(RecordPath(part).string(), record.ToJson().Print());
}

void OutputFolder::Discard(const Part& part, bool divided) const {
  base::RemoveTree(TemporaryPath(part, divided));
}

Status OutputFolder::WriteFileList(const std::vector<Part>& parts) const {
  const std::string path = (directory_ / sources::kFileListName).string();
  const std::string temporary = work::UnfinishedPath(path);
  const work::Unfinished unfinished(temporary);
  sinks::OutputFile list;
  Status status = list.Open(temporary);
  for (const Part& part : parts) {
    const auto record = status.ok() ? ReadRecord(part) : std::nullopt;
    if (status.ok() && !record) {
      status = Status::Environment(
          "record-damaged",
          fmt::format("a part of '{}' went away while others were made", NodeName(part)),
          {.hint = "run it again to complete it"});
    }
    if (!status.ok()) break;
    std::string lines;
    for (const PartFile& file : record->files) {
      lines += sources::ListedFileText({NodeName(part) + "/" + file.name, file.digest});
    }
    status = list.Write(lines);
  }
  if (status.ok()) status = list.Close();
  std::error_code error;
  if (status.ok()) fs::rename(temporary, path, error);
  if (error) status = FromFileSystem(error, "rename", temporary);
  if (!status.ok()) fs::remove(temporary, error);
  return status;
}

Status OutputFolder::Complete(const std::vector<Part>& parts, const Json& metadata) const {
  Status status = WriteFileList(parts);
  if (!status.ok()) return status;
  status =
      sinks::WriteFileAtomically((directory_ / kMetadataName).string(), metadata.PrintPretty());
  if (!status.ok()) return status;
  // With its record there, a run is not done for those who look.
  const std::error_code error = base::RemoveTree(directory_ / kStateName);
  return error ? FromFileSystem(error, "remove", directory_ / kStateName) : Status::Ok();
}

}  // namespace datagen::runs
