#include "data/sources/file_list.h"

#include <filesystem>
#include <fstream>
#include <utility>

namespace datagen::sources {
namespace {

constexpr size_t kDigits = 32;
constexpr std::string_view kBetween = "  ";

}  // namespace

std::string ListedFileText(const ListedFile& file) {
  std::string path;
  for (const char sign : file.path) {
    if (sign == '\\') {
      path += "\\\\";
    } else if (sign == '\n') {
      path += "\\n";
    } else {
      path += sign;
    }
  }
  const char* mark = path.size() == file.path.size() ? "" : "\\";
  return mark + file.digest + std::string(kBetween) + path + "\n";
}

std::optional<ListedFile> ReadListedFile(std::string_view line) {
  const bool escaped = line.starts_with('\\');
  if (escaped) line.remove_prefix(1);
  if (line.size() <= kDigits + kBetween.size() ||
      line.substr(kDigits, kBetween.size()) != kBetween) {
    return std::nullopt;
  }
  ListedFile file{"", std::string(line.substr(0, kDigits))};
  if (file.digest.find_first_not_of("0123456789abcdef") != std::string::npos) return std::nullopt;
  const std::string_view path = line.substr(kDigits + kBetween.size());
  for (size_t i = 0; i < path.size(); ++i) {
    const bool is_escape = escaped && path[i] == '\\' && i + 1 < path.size();
    if (!is_escape) {
      file.path += path[i];
    } else {
      file.path += path[++i] == 'n' ? '\n' : path[i];
    }
  }
  return file;
}

std::optional<std::vector<ListedFile>> ReadFileList(const std::string& directory) {
  std::ifstream list(std::filesystem::path(directory) / kFileListName, std::ios::binary);
  if (!list) return std::nullopt;
  std::vector<ListedFile> files;
  std::string line;
  while (std::getline(list, line)) {
    auto file = ReadListedFile(line);
    if (!file) return std::nullopt;
    files.push_back(std::move(*file));
  }
  return files;
}

}  // namespace datagen::sources
