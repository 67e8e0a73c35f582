// The list of a folder's data files with their digests, .files.xxh128: a line each, as `xxhsum -H2`
// prints it and `xxhsum --check` reads it.
//
// Thread-safety: pure functions of what the disk has.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace datagen::sources {

constexpr const char* kFileListName = ".files.xxh128";

struct ListedFile {
  std::string path;    // below the folder
  std::string digest;  // 32 hex digits
};

// The line, with its end. A path that holds a line end or a backslash is escaped, as GNU's
// checksum tools do.
std::string ListedFileText(const ListedFile& file);
// nullopt, when it is no such line. `line`: without its end.
std::optional<ListedFile> ReadListedFile(std::string_view line);

// All lines of a folder's list; nullopt, when there is none that can be read to its end.
std::optional<std::vector<ListedFile>> ReadFileList(const std::string& directory);

}  // namespace datagen::sources
