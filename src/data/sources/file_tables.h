// Which files are which tables, by their names alone.
//
// Thread-safety: functions of what the disk has.
#pragma once

#include <string>
#include <vector>

#include "data/sources/source.h"
#include "foundation/base/status.h"

namespace datagen::sources {

// A table for each folder and each data file of a folder, in the order of their names; places are
// filled, files are not. Names that begin with '.' or '_' are tables only where they are expected.
// Errors: environment, when it is no folder or can't be read.
base::Result<std::vector<Table>> ListFolder(const std::string& directory, const FolderFacts& facts);

// The same for these files and folders, as if they lay in one folder.
// Errors: invalid, for a file of no known format; environment, when there is none.
base::Result<std::vector<Table>> ListFiles(const std::vector<std::string>& paths);

// Fills format, files and the columns that folders name; files of two formats, or compressed in two
// ways, or none, are the table's problem.
// Errors: environment, when a folder can't be listed.
base::Status FindFiles(Table* table);

}  // namespace datagen::sources
