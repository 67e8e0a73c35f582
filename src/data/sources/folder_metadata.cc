#include "data/sources/folder_metadata.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "foundation/base/diagnostic.h"
#include "foundation/base/json.h"

namespace datagen::sources {

FolderMetadata ReadFolderMetadata(const std::string& directory) {
  namespace fs = std::filesystem;
  constexpr uintmax_t kBytesMax = uintmax_t{256} << 20;  // a megabyte for each ten thousand tables
  FolderMetadata found;
  const fs::path path = fs::path(directory) / ".metadata.json";
  std::error_code error;
  const uintmax_t bytes = fs::file_size(path, error);
  if (error || bytes > kBytesMax) return found;
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  base::Diagnostics ignored;
  const auto metadata = base::ParseJson(text.str(), &ignored);
  if (!metadata || !metadata->is_object()) return found;
  if (const base::Json* csv = metadata->Find("csv")) found.csv = CsvDialectFromJson(*csv);
  if (const base::Json* defects = metadata->Find("defects")) {
    found.defects = defects->AsInt64().value_or(0);
  }
  const base::Json* tables = metadata->Find("tables");
  if (tables == nullptr || !tables->is_object()) return found;
  for (const base::JsonMember& member : tables->members()) {
    const base::Json* rows = member.value.is_object() ? member.value.Find("rows") : nullptr;
    if (rows != nullptr && rows->AsInt64()) found.rows[member.key] = *rows->AsInt64();
  }
  return found;
}

}  // namespace datagen::sources
