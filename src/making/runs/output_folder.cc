#include "making/runs/output_folder.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "foundation/base/diagnostic.h"
#include "making/runs/ledger.h"
#include "making/sinks/output_file.h"

namespace datagen::runs {
namespace {

namespace fs = std::filesystem;
using base::Json;
using base::Status;

constexpr const char* kMetadataName = ".metadata.json";
constexpr const char* kStateName = ".datagen";
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

fs::path OutputFolder::DataPath(const Part& part) const {
  return directory_ / NodeName(part) / (PartName(part.index) + "." + extension_);
}

std::string OutputFolder::TemporaryPath(const Part& part) const {
  return (directory_ / NodeName(part) / ("." + PartName(part.index) + "." + extension_ + ".tmp"))
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

Status OutputFolder::Prepare(bool overwrite, int64_t slice, int64_t slices) {
  std::error_code error;
  fs::create_directories(directory_, error);
  if (error) return FromFileSystem(error, kCreateFolder, directory_);
  auto lock = FolderLock::Take(directory_, slices > 1);
  if (!lock.ok()) return lock.status();
  locks_.push_back(std::move(lock.value()));
  const Status ready = MakeReady(overwrite, slices > 1);
  if (!ready.ok() || slices == 1) return ready;
  auto slice_lock = FolderLock::TakeFile(directory_ / kStateName /
                                         fmt::format("slice-{}-of-{}.lock", slice, slices));
  if (!slice_lock.ok()) return slice_lock.status();
  locks_.front().Share();
  locks_.push_back(std::move(slice_lock.value()));
  return Status::Ok();
}

Status OutputFolder::MakeReady(bool overwrite, bool keep_same) const {
  std::error_code error;
  const std::string identity = identity_.PrintPretty();
  if (overwrite && !(keep_same && ReadFile(directory_ / kStateName / "job.json") == identity)) {
    const Status cleared = locks_.front().alone() ? Clear() : InUse(directory_);
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
          {.given = folder, .hint = kOtherFolder, .table = node});
    }
  }
  // First what the run is: a folder without it would be taken for someone else's.
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

// Removes what a datagen run wrote; other files stay.
Status OutputFolder::Clear() const {
  std::error_code error;
  std::vector<std::string> nodes = nodes_;
  for (const char* name : {kMetadataName, ".datagen/job.json"}) {
    const auto text = ReadFile(directory_ / name);
    base::Diagnostics ignored;
    const auto json = text ? base::ParseJson(*text, &ignored) : std::nullopt;
    if (!json) continue;
    if (json->Find("defects_sha256") != nullptr) fs::remove(LedgerPath(), error);
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
          "output-not-ours",
          fmt::format("'{}' holds files that datagen did not write", folder.string()),
          {.given = folder.string(), .hint = "move them away first"});
    }
  }
  fs::remove_all(directory_ / kStateName, error);
  return FromFileSystem(error, "remove", directory_ / kStateName);
}

std::optional<PartRecord> OutputFolder::ReadRecord(const Part& part) const {
  const auto text = ReadFile(RecordPath(part));
  std::error_code error;
  if (!text || !fs::exists(DataPath(part), error)) return std::nullopt;
  const auto record = PartRecord::FromJson(*text);
  const auto size = fs::file_size(DataPath(part), error);
  // A record that does not fit its file is no record: the part is made again.
  const bool fits = record.ok() && !error && static_cast<int64_t>(size) == record.value().bytes;
  return fits ? std::optional(record.value()) : std::nullopt;
}

Status OutputFolder::Accept(const Part& part, const PartRecord& record) const {
  std::error_code error;
  const std::string temporary = TemporaryPath(part);
  fs::rename(temporary, DataPath(part), error);
  if (error) return FromFileSystem(error, "rename", temporary);
  return sinks::WriteFileAtomically(RecordPath(part).string(), record.ToJson().Print());
}

void OutputFolder::Discard(const Part& part) const {
  std::error_code ignored;
  fs::remove(TemporaryPath(part), ignored);
}

Status OutputFolder::Complete(const Json& metadata) const {
  const Status status =
      sinks::WriteFileAtomically((directory_ / kMetadataName).string(), metadata.PrintPretty());
  if (!status.ok()) return status;
  std::error_code error;
  fs::remove_all(directory_ / kStateName, error);
  return FromFileSystem(error, "remove", directory_ / kStateName);
}

}  // namespace datagen::runs
