// The folder that a run writes to: what is in it, what an interrupted run left, what is in the way.
//
// Layout: see run.h. Thread-safety: SaveRecord may be called from many threads for different parts;
// everything else from one.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "foundation/base/json.h"
#include "foundation/base/status.h"
#include "foundation/work/stop.h"
#include "making/runs/folder_lock.h"
#include "making/runs/parts.h"

namespace datagen::runs {

class OutputFolder {
 public:
  // `identity`: what makes two runs the same data in the same files. `nodes`: the tables' names.
  OutputFolder(const std::string& directory, std::string extension, std::vector<std::string> nodes,
               base::Json identity);

  // Makes the folder ready for a slice (1-based) of `slices`, and keeps other runs away until the
  // object goes. Errors: invalid for data that is in the way, an interrupted run of something else,
  // or another run that goes on; environment for the disk. `overwrite`: what a datagen run wrote is
  // removed first; not where it is an interrupted run of the same and other slices are in it.
  // `is_finished`: whether the metadata of a whole folder are those of this run, so that nothing is
  // left of it; nullptr: a whole folder is in the way.
  base::Status Prepare(bool overwrite, int64_t slice, int64_t slices,
                       const std::function<bool(const base::Json& metadata)>& is_finished,
                       const work::StopToken& stop);
  // Whether Prepare found nothing left to make; then it has changed nothing.
  [[nodiscard]] bool finished() const { return finished_; }

  // The record of a part that an earlier run, or another slice's, has finished; nullopt when it has
  // not, or when the sizes of its files do not fit.
  [[nodiscard]] std::optional<PartRecord> ReadRecord(const Part& part) const;
  // Whether the files of a part have the bytes that its record says. Cost: reads them.
  [[nodiscard]] bool HasBytesOf(const Part& part, const PartRecord& record) const;

  // Removes what Prepare has made, where nothing was there before of the run and nobody else is in
  // it: of a run that was refused before it had finished any part.
  void Abandon() const;

  // What a file of a part is called.
  [[nodiscard]] std::string FileName(const Part& part) const;
  // Where a part is written while it is unfinished: a file; of a divided table a folder.
  [[nodiscard]] std::string TemporaryPath(const Part& part, bool divided) const;
  // Gives a finished part its names and notes it down.
  base::Status Accept(const Part& part, const PartRecord& record, bool divided) const;
  void Discard(const Part& part, bool divided) const;

  // Where the entries of a part's declared defects lie until the ledger is written.
  [[nodiscard]] std::string EntriesPath(const Part& part) const;
  [[nodiscard]] std::string LedgerPath() const;

  // Of slices that end at the same time, one after the other completes the folder: keeps the others
  // from it, and from making it ready, until the object goes. Errors: the stop's.
  base::Status TakeTurn(const work::StopToken& stop);
  // nullopt: it is not whole.
  [[nodiscard]] std::optional<base::Json> ReadMetadata() const;

  // Writes the list of all files, then the metadata, which make the folder whole, and removes the
  // state of the run.
  base::Status Complete(const std::vector<Part>& parts, const base::Json& metadata) const;

 private:
  [[nodiscard]] std::filesystem::path TablePath(const Part& part) const {
    return directory_ / NodeName(part);
  }
  base::Status WriteFileList(const std::vector<Part>& parts) const;
  [[nodiscard]] std::filesystem::path RecordPath(const Part& part) const;
  [[nodiscard]] const std::string& NodeName(const Part& part) const {
    return nodes_[static_cast<size_t>(part.node)];
  }
  [[nodiscard]] base::Status MakeReady(bool overwrite, bool keep_same);
  [[nodiscard]] base::Status CreateFolders() const;
  [[nodiscard]] base::Status Differs(const std::string& given) const;

  std::filesystem::path directory_;
  std::string extension_;
  std::vector<std::string> nodes_;
  base::Json identity_;
  bool made_directory_ = false;
  bool made_state_ = false;
  bool finished_ = false;
  // The folder's; of one of several slices its own, and at its end that of who completes the
  // folder.
  std::vector<FolderLock> locks_;
};

}  // namespace datagen::runs
