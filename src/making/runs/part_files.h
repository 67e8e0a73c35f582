// The files that the rows of one part go to, while they are written: one, or one for each
// combination of the values that divide its table (partition_columns.h).
//
// What is unfinished lies under a temporary name, a file or a folder. At most kOpenMax files are
// open at a time. Thread-safety: one thread.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "making/runs/partition_columns.h"
#include "making/runs/parts.h"
#include "making/sinks/output_file.h"
#include "making/sinks/sink.h"

namespace datagen::runs {

class PartFiles {
 public:
  // `unfinished`: the path of the file; where the table is divided, of a folder that gets the
  // files. `name`: what the files are called in the end. `partitions`: nullptr, if it is not
  // divided. `output`: takes the bytes of the one file in its place; nullptr: none does. Lifetime:
  // all must outlive it.
  PartFiles(const sinks::SinkInfo& format, const sinks::SinkOptions& options,
            std::vector<engine::WrittenColumn> columns, PartitionColumns* partitions,
            std::string unfinished, std::string name, sinks::Output* output);

  // A table without rows has a file all the same.
  base::Status Open();
  base::Status Write(const engine::Batch& batch);
  base::Result<std::vector<PartFile>> Close();

 private:
  static constexpr size_t kOpenMax = 32;

  struct OneFile {
    sinks::OutputFile output;
    std::unique_ptr<sinks::Sink> sink;
  };
  base::Status Begin(const std::string& path, const std::vector<engine::WrittenColumn>& columns,
                     OneFile* file) const;
  base::Result<OneFile*> FileOf(const std::string& folder);

  const sinks::SinkInfo& format_;
  const sinks::SinkOptions& options_;
  std::vector<engine::WrittenColumn> columns_;
  PartitionColumns* partitions_;
  std::string unfinished_;
  std::string name_;
  sinks::Output* output_;
  std::map<std::string, std::unique_ptr<OneFile>> files_;  // by their folders; "" if not divided
};

}  // namespace datagen::runs
