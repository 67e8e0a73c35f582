#include "making/runs/folder_contents.h"

#include <fmt/format.h>

#include <fstream>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "data/sources/file_list.h"
#include "foundation/base/diagnostic.h"
#include "foundation/base/remove_tree.h"
#include "making/runs/ledger.h"

namespace datagen::runs {
namespace {

namespace fs = std::filesystem;
using base::Json;
using base::Status;

Status NotRemoved(const fs::path& path, const std::error_code& error) {
  return Status::Environment("file-not-writable",
                             fmt::format("can't remove '{}': {}", path.string(), error.message()),
                             {.given = path.string()});
}

Status NotOurs(const fs::path& path, const char* what) {
  return Status::Invalid("output-not-ours", fmt::format("'{}' {}", path.string(), what),
                         {.given = path.string(), .hint = "move them away first"});
}

std::optional<Json> ReadDocument(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  std::ostringstream text;
  text << stream.rdbuf();
  base::Diagnostics ignored;
  return base::ParseJson(text.str(), &ignored);
}

bool IsFolder(const fs::path& path) {  // and no link to one
  std::error_code error;
  return fs::symlink_status(path, error).type() == fs::file_type::directory;
}

// The name of a part's file, finished or not: part-00042.csv, .part-00042.csv.tmp.
bool IsPartName(std::string_view name) {
  const bool unfinished = name.starts_with('.') && name.ends_with(".tmp");
  if (unfinished) name.remove_prefix(1);
  constexpr std::string_view kBegin = "part-";
  if (!name.starts_with(kBegin)) return false;
  const size_t end = name.find_first_not_of("0123456789", kBegin.size());
  constexpr size_t kDigitsMin = 5;
  return end != std::string_view::npos && end >= kBegin.size() + kDigitsMin && name[end] == '.';
}

class Clearing {
 public:
  explicit Clearing(const fs::path& folder) : folder_(folder) {}

  // Looks at everything before anything is removed.
  Status Run() {
    const auto metadata = ReadDocument(folder_ / kMetadataName);
    const auto job = ReadDocument(folder_ / kStateName / "job.json");
    if (metadata) NoteTables(metadata->Find("tables"));
    if (job) NoteTables(job->Find("rows"));
    const bool listed = metadata && ReadList();
    // A run that was interrupted has no list, nor had those of the first versions.
    by_name_ = job || (metadata && !listed);
    for (const fs::path& table : tables_) {
      const Status status = LookInto(folder_ / table);
      if (!status.ok()) return status;
    }
    const auto has_ledger = [](const std::optional<Json>& document) {
      return document && document->Find("defects_sha256") != nullptr;
    };
    Status status = Remove(folder_ / kMetadataName);
    for (const fs::path& file : files_) {
      if (status.ok()) status = Remove(file);
    }
    for (auto at = subfolders_.rbegin(); at != subfolders_.rend(); ++at) {
      if (status.ok()) status = Remove(*at);
    }
    if (status.ok() && (has_ledger(metadata) || has_ledger(job))) {
      status = Remove(folder_ / kLedgerName);
    }
    if (status.ok() && listed) status = Remove(folder_ / sources::kFileListName);
    if (!status.ok() || !IsFolder(folder_ / kStateName)) return status;
    const std::error_code error = base::RemoveTree(folder_ / kStateName);
    return error ? NotRemoved(folder_ / kStateName, error) : Status::Ok();
  }

 private:
  void NoteTables(const Json* tables) {
    if (tables == nullptr) return;
    for (const base::JsonMember& member : tables->members()) {
      const bool plain = !member.key.empty() && member.key.find('/') == std::string::npos &&
                         member.key != ".." && member.key != ".";
      if (plain) tables_.insert(member.key);
    }
  }

  bool ReadList() {
    std::ifstream list(folder_ / sources::kFileListName, std::ios::binary);
    if (!list) return false;
    std::string line;
    while (std::getline(list, line)) {
      if (auto file = sources::ReadListedFile(line)) listed_.insert(std::move(file->path));
    }
    return true;
  }

  // Whether a run has written a file that lies in a table's folder.
  [[nodiscard]] bool IsOurs(const fs::path& file) const {
    std::error_code error;
    if (listed_.contains(file.lexically_relative(folder_).string())) return true;
    return by_name_ && IsPartName(file.filename().string()) &&
           fs::symlink_status(file, error).type() == fs::file_type::regular;
  }

  // Notes what is to be removed of a table. It follows no links.
  Status LookInto(const fs::path& table) {
    std::error_code error;
    const fs::file_type type = fs::symlink_status(table, error).type();
    if (type == fs::file_type::not_found) return Status::Ok();
    if (type != fs::file_type::directory) {
      return NotOurs(table, "is no folder, so datagen did not make it");
    }
    subfolders_.push_back(table);
    error.clear();
    fs::recursive_directory_iterator entry(table, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
      const fs::path& path = entry->path();
      const bool divides = path.filename().string().find('=') != std::string::npos;
      if (divides && IsFolder(path)) {
        subfolders_.push_back(path);
      } else if (IsOurs(path)) {
        files_.push_back(path);
      } else {
        return NotOurs(table, "holds files that datagen did not write");
      }
    }
    return error ? NotRemoved(table, error) : Status::Ok();
  }

  // A file, or a folder that is empty.
  static Status Remove(const fs::path& path) {
    std::error_code error;
    fs::remove(path, error);
    return error ? NotRemoved(path, error) : Status::Ok();
  }

  const fs::path& folder_;
  bool by_name_ = false;
  std::set<fs::path> tables_;
  std::set<std::string> listed_;
  std::vector<fs::path> files_;
  std::vector<fs::path> subfolders_;  // the outer before the inner
};

}  // namespace

Status ClearFolder(const fs::path& folder) { return Clearing(folder).Run(); }

}  // namespace datagen::runs
