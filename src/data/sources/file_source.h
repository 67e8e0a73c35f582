// Tables that are files, and what is in them.
//
// Cost: one look at the names of a folder; for a table that is asked for, its files' names and one
// DESCRIBE each. Files of formats that DuckDB can't read in place are copied into its database
// then.
#pragma once

#include "data/sources/file_format.h"
#include "data/sources/source.h"

namespace datagen::sources {

class FileSource : public Source {
 public:
  FileSource(std::vector<Table> tables, query::Database* database, std::string prefix)
      : Source(std::move(tables), database), prefix_(std::move(prefix)) {}

  base::Status Describe(Table* table) override;
  [[nodiscard]] std::string Relation(const Table& table, const Reading& reading) const override;
  base::Status DropBroken(Table* table, const Reading& reading) override;
  base::Result<std::optional<int64_t>> CountIfCheap(const Table& table) override;

 private:
  // Its columns, or why it can't be read. Errors: environment.
  base::Status DescribeFile(const Table& table, const FormatInfo& format, size_t index, File* file);
  // The files as they are read, with the columns that their folders name.
  [[nodiscard]] std::string RelationOf(const Table& table, const std::vector<const File*>& files,
                                       const Reading& reading) const;

  [[nodiscard]] bool IsWithoutRows(const std::string& relation) const;

  std::string prefix_;
};

}  // namespace datagen::sources
