// What .metadata.json says of the files beside it, where a run of datagen has written it.
//
// Thread-safety: a value.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "data/sources/csv_dialect.h"

namespace datagen::sources {

struct FolderMetadata {
  std::map<std::string, int64_t> rows;  // by table; empty: nothing is said
  CsvDialect csv;
  int64_t defects = 0;  // values that were broken on purpose
};

// All empty, when there are none that can be read.
FolderMetadata ReadFolderMetadata(const std::string& directory);

}  // namespace datagen::sources
