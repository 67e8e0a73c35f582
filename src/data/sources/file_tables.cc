#include "data/sources/file_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "data/sources/file_format.h"
#include "foundation/base/spelling.h"

namespace datagen::sources {
namespace {

namespace fs = std::filesystem;
using base::Status;

// What the validator of datagen writes beside the data.
constexpr const char* kReportName = "validation_report.json";

bool IsHidden(const std::string& name) { return name.empty() || name[0] == '.' || name[0] == '_'; }

// The files below a folder, in the order of their paths.
std::vector<fs::path> FilesBelow(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (IsHidden(entry->path().filename().string())) {
      if (entry->is_directory(error)) entry.disable_recursion_pending();
      continue;
    }
    if (entry->is_regular_file(error)) found.push_back(entry->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

// Adds a file that is of a format.
void AddFile(const fs::path& path, Table* table) {
  std::string stem;
  const FormatInfo* format = FormatOfFile(path.filename().string(), &stem);
  if (format == nullptr || !table->readable()) return;
  if (!table->format.empty() && table->format != format->name) {
    table->problem =
        fmt::format("files of two formats: '{}' beside {}", path.string(), table->format);
    return;
  }
  table->format = format->name;
  table->names_files = format->names_files;
  File& file = table->files.emplace_back();
  file.path = path.string();
  std::error_code error;
  const auto bytes = fs::file_size(path, error);
  if (error) {
    file.problem = error.message();
  } else if (bytes == 0) {
    file.problem = "the file is empty (0 bytes)";
  } else {
    file.bytes = static_cast<int64_t>(bytes);
  }
}

// Tables by name; of one table the folder is named before the files.
class Listing {
 public:
  void AddFolder(const fs::path& folder) { Add(folder.filename().string(), folder); }

  // false when it is no data file.
  bool AddFileOf(const fs::path& path) {
    std::string stem;
    if (FormatOfFile(path.filename().string(), &stem) == nullptr) return false;
    Add(stem, path);
    return true;
  }

  std::vector<Table> Take() {
    std::vector<Table> tables;
    tables.reserve(tables_.size());
    for (auto& [name, table] : tables_) tables.push_back(std::move(table));
    return tables;
  }

 private:
  void Add(const std::string& name, const fs::path& place) {
    Table& table = tables_[name];
    table.name = name;
    table.places.push_back(place.string());
  }

  std::map<std::string, Table> tables_;
};

Status CantRead(const char* what, const std::string& path, const std::error_code& error,
                const char* otherwise) {
  return Status::Environment("data-not-readable",
                             fmt::format("the data {} '{}' can't be read: {}", what, path,
                                         error ? error.message() : std::string(otherwise)),
                             {.given = path});
}

}  // namespace

base::Result<std::vector<Table>> ListFolder(const std::string& directory,
                                            const std::set<std::string>& expected) {
  std::error_code error;
  if (!fs::is_directory(directory, error)) {
    return CantRead("folder", directory, error, "it is no folder");
  }
  std::vector<fs::path> folders;
  std::vector<fs::path> files;
  fs::directory_iterator entry(directory, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code ignored;
    if (name == kReportName) continue;
    std::string stem;
    if (entry->is_directory(ignored)) {
      if (!IsHidden(name) || expected.contains(name)) folders.push_back(entry->path());
    } else if (entry->is_regular_file(ignored)) {
      const bool data = FormatOfFile(name, &stem) != nullptr;
      if (!IsHidden(name) || (data && expected.contains(stem))) files.push_back(entry->path());
    }
  }
  if (error) return CantRead("folder", directory, error, "");
  std::sort(files.begin(), files.end());
  Listing listing;
  for (const fs::path& folder : folders) listing.AddFolder(folder);
  for (const fs::path& file : files) listing.AddFileOf(file);
  return listing.Take();
}

base::Result<std::vector<Table>> ListFiles(const std::vector<std::string>& paths) {
  Listing listing;
  for (const std::string& given : paths) {
    const fs::path path = fs::path(given).lexically_normal();
    std::error_code error;
    if (fs::is_directory(path, error)) {
      listing.AddFolder(path.has_filename() ? path : path.parent_path());
    } else if (!fs::is_regular_file(path, error)) {
      return CantRead("file", given, error, "it is no file");
    } else if (!listing.AddFileOf(path)) {
      std::vector<std::string> endings;
      for (const FormatInfo* format : Formats()) {
        endings.insert(endings.end(), format->endings.begin(), format->endings.end());
      }
      return Status::Invalid(
          "data-not-readable", fmt::format("'{}' is no data file", given),
          {.expected = fmt::format("a name that ends in {}", base::JoinNames(endings))});
    }
  }
  return listing.Take();
}

void FindFiles(Table* table) {
  for (const std::string& place : table->places) {
    std::error_code error;
    if (!fs::is_directory(place, error)) {
      AddFile(place, table);
      continue;
    }
    for (const fs::path& path : FilesBelow(place)) AddFile(path, table);
  }
  if (table->files.empty()) table->problem = "no data files";
}

}  // namespace datagen::sources
