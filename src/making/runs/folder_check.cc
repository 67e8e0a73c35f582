#include "making/runs/folder_check.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>
#include <sstream>

#include "data/sources/file_digest.h"
#include "data/sources/file_list.h"
#include "foundation/base/diagnostic.h"
#include "making/runs/folder_contents.h"
#include "making/sinks/output_file.h"

namespace datagen::runs {
namespace {

namespace fs = std::filesystem;
using base::Status;

Status NotComplete(const std::string& directory, const char* lacks) {
  return Status::Invalid(
      "data-not-verifiable", fmt::format("'{}' has no {}", directory, lacks),
      {.given = directory, .expected = "a folder that a run of this version has completed"});
}

class Checking {
 public:
  Checking(const std::string& directory, const work::JobContext& job)
      : directory_(directory),
        job_(job),
        progress_(job.progress == nullptr ? silent_ : *job.progress) {}

  base::Result<FolderCheck> Run() {
    std::ifstream file(fs::path(directory_) / kMetadataName, std::ios::binary);
    if (!file) return NotComplete(directory_, kMetadataName);
    std::ostringstream text;
    text << file.rdbuf();
    base::Diagnostics ignored;
    auto metadata = base::ParseJson(text.str(), &ignored);
    if (!metadata || metadata->Find("tables") == nullptr) {
      return NotComplete(directory_, "metadata that can be read");
    }
    check_.metadata = std::move(*metadata);
    Status status = ReadList();
    if (status.ok()) status = CheckFiles();
    if (!status.ok()) return status;
    FindOthers();
    return std::move(check_);
  }

 private:
  Status ReadList() {
    std::error_code error;
    if (!fs::exists(fs::path(directory_) / sources::kFileListName, error)) {
      return NotComplete(directory_, sources::kFileListName);
    }
    auto files = sources::ReadFileList(directory_);
    if (!files) return NotComplete(directory_, "list of files that can be read to its end");
    files_ = std::move(*files);
    check_.files = static_cast<int64_t>(files_.size());
    return Status::Ok();
  }

  Status CheckFiles() {
    std::vector<std::string> problems(files_.size());
    progress_.Begin("verify", 0, check_.files);
    work::TaskQueue queue(&job_.workplace->pool(), job_.threads, job_.stop);
    for (size_t i = 0; i < files_.size(); ++i) {
      queue.Add([this, i, &problems] {
        problems[i] = CheckFile(files_[i]);
        progress_.AddPart();
        return Status::Ok();
      });
    }
    constexpr double kTickSeconds = 0.05;
    while (!queue.WaitFor(kTickSeconds)) progress_.Tell();
    progress_.End();
    if (job_.stop.stopped()) return job_.stop.status();
    for (size_t i = 0; i < files_.size(); ++i) {
      if (!problems[i].empty()) check_.differences.emplace_back(files_[i].path, problems[i]);
    }
    return queue.status();
  }

  // What is wrong with it; "" when nothing is.
  std::string CheckFile(const sources::ListedFile& file) {
    const fs::path path = fs::path(directory_) / file.path;
    std::error_code error;
    if (!fs::exists(path, error)) return "is missing";
    auto digest = sources::DigestOf(path.string());
    if (!digest.ok()) return digest.status().message();
    const auto bytes = fs::file_size(path, error);
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      check_.bytes += error ? 0 : static_cast<int64_t>(bytes);
    }
    return *digest == file.digest ? "" : "has other bytes than were written";
  }

  // Files in the tables' folders that readers take for data.
  void FindOthers() {
    std::set<std::string> known;
    for (const sources::ListedFile& file : files_) known.insert(file.path);
    for (const base::JsonMember& table : check_.metadata.Find("tables")->members()) {
      std::error_code error;
      fs::recursive_directory_iterator entry(fs::path(directory_) / table.key, error);
      for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        std::error_code gone;
        if (name.empty() || name[0] == '.' || name[0] == '_' || entry->is_directory(gone)) {
          continue;
        }
        const std::string path = entry->path().lexically_relative(directory_).string();
        if (!known.contains(path)) check_.differences.emplace_back(path, "was not written");
      }
      if (error && error != std::errc::no_such_file_or_directory) {
        check_.differences.emplace_back(table.key, "can't be listed: " + error.message());
      }
    }
  }

  const std::string& directory_;
  const work::JobContext& job_;
  work::Progress silent_{nullptr};
  work::Progress& progress_;
  std::vector<sources::ListedFile> files_;
  std::mutex mutex_;  // of check_.bytes
  FolderCheck check_;
};

}  // namespace

base::Result<FolderCheck> CheckFolder(const std::string& directory, const work::JobContext& job) {
  return Checking(directory, job).Run();
}

}  // namespace datagen::runs
