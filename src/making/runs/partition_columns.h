// The columns whose values divide the rows of a table into folders, as Hive and Spark do:
// country=DE/year=2024/. The files themselves leave these columns out.
//
// Names and values are escaped as Hive does (%2F); a null is __HIVE_DEFAULT_PARTITION__.
// Source: Hive's FileUtils.escapePathName, Spark's ExternalCatalogUtils.
// Thread-safety: Note may be called by any thread; all else is constant.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "foundation/base/status.h"
#include "making/engine/engine.h"

namespace datagen::runs {

class PartitionColumns {
 public:
  // A table has at most so many folders; more are no division but a mistake.
  static constexpr size_t kFoldersMax = 4096;

  // Whether a table of these columns is divided: it has all that are named, and some are.
  static bool IsDivided(const std::vector<engine::WrittenColumn>& columns,
                        const std::vector<std::string>& names);

  // Errors: invalid, for a column that the table does not write, is named twice, has a type whose
  // values have no text of their own, or leaves no other column for the files.
  static base::Result<std::unique_ptr<PartitionColumns>> Make(
      const std::string& table, const std::vector<engine::WrittenColumn>& columns,
      const std::vector<std::string>& names);

  // The folders of a batch, with the positions of their rows. Errors: invalid, for a value that has
  // no folder of its own.
  [[nodiscard]] base::Result<std::map<std::string, std::vector<int64_t>>> Divide(
      const engine::Batch& batch) const;
  // The folder of rows whose values are null.
  [[nodiscard]] std::string NullFolder() const;
  // What is left for the files.
  [[nodiscard]] std::vector<engine::WrittenColumn> Others(
      const std::vector<engine::WrittenColumn>& columns) const;
  [[nodiscard]] engine::Batch Others(const engine::Batch& batch,
                                     const std::vector<int64_t>& rows) const;
  // A folder that the table gets. Errors: invalid, when there are too many.
  base::Status Note(const std::string& folder);

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  [[nodiscard]] bool Divides(size_t column) const;
  [[nodiscard]] base::Status AppendFolder(const kernel::Vector& values, int64_t i, size_t place,
                                          std::string* folder) const;

  std::string table_;
  std::vector<std::string> names_;
  std::vector<size_t> places_;  // in the table's columns, in the order of the folders
  std::vector<kernel::ValueType> types_;
  std::mutex mutex_;
  std::set<std::string> folders_;
};

}  // namespace datagen::runs
