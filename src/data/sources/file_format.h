// What a format of data files is: one file in formats/ with a FormatInfo.
//
// Thread-safety: constants.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "data/query/database.h"
#include "data/sources/source.h"
#include "foundation/base/status.h"

namespace datagen::sources {

struct FormatInfo {
  std::string name;
  std::vector<std::string> endings;  // of file names, with the dot
  bool has_types = true;             // whether a file says the types of its columns
  bool names_files = true;           // whether a relation can say which file a row is of
  bool may_be_empty = false;         // whether a file of no bytes is one without rows
  bool counts_rows = false;          // whether a file says how many rows it has
  // The files as a relation; `files` are readable and not none.
  std::string (*relation)(const Table& table, const std::vector<const File*>& files,
                          const Reading& reading) = nullptr;
  // Copies a file into a table of the database, for formats that DuckDB can't read in place; those
  // of others have none. Errors: why it can't be read.
  base::Status (*copy)(const std::string& path, const std::string& table,
                       query::Database* database) = nullptr;
};

// All formats, made by the build from the files in formats/.
const std::vector<const FormatInfo*>& Formats();
// nullptr for an unknown name.
const FormatInfo* FindFormat(std::string_view name);
// By the ending of a file's name, in any case, and one for how it is compressed as a whole; nullptr
// when it is no data file. *stem: the name without them.
const FormatInfo* FormatOfFile(std::string_view file_name, std::string* stem);

// How a file is compressed as a whole, as DuckDB calls it: gzip, zstd, uncompressed.
std::string CompressionOf(const File& file);

// ['a', 'b']: the paths of files, for DuckDB's table functions.
std::string PathList(const std::vector<const File*>& files);

}  // namespace datagen::sources
