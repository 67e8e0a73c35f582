#include "data/sources/file_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>

#include "data/sources/file_format.h"
#include "data/sources/folder_metadata.h"
#include "foundation/base/spelling.h"

namespace datagen::sources {
namespace {

namespace fs = std::filesystem;
using base::Status;

// What the validator of datagen writes beside the data.
constexpr const char* kReportName = "validation_report.json";

bool IsHidden(const std::string& name) { return name.empty() || name[0] == '.' || name[0] == '_'; }

// The files below a folder, in the order of their paths. A folder that can't be listed is an error.
std::vector<fs::path> FilesBelow(const fs::path& folder, std::error_code& error) {
  std::vector<fs::path> found;
  fs::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (IsHidden(entry->path().filename().string())) {
      std::error_code gone;
      if (entry->is_directory(gone)) entry.disable_recursion_pending();
      continue;
    }
    std::error_code gone;
    if (entry->is_regular_file(gone)) found.push_back(entry->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

// %2F is '/': what has no hexadecimal digits behind it stays.
std::string Unescaped(std::string_view text) {
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    int code = 0;
    const char* begin = text.data() + i + 1;
    const bool escape = text[i] == '%' && i + 2 < text.size() &&
                        std::from_chars(begin, begin + 2, code, 16).ptr == begin + 2;
    plain += escape ? static_cast<char>(code) : text[i];
    if (escape) i += 2;
  }
  return plain;
}

// What the folders between the table's and the file say.
void ReadPartition(const fs::path& below, File* file) {
  for (const fs::path& piece : below.parent_path()) {
    const std::string name = piece.string();
    const size_t sign = name.find('=');
    if (sign == std::string::npos || sign == 0) continue;
    const std::string value = name.substr(sign + 1);
    const bool is_null = value == "__HIVE_DEFAULT_PARTITION__";
    file->partition.emplace_back(Unescaped(name.substr(0, sign)),
                                 is_null ? std::nullopt : std::optional(Unescaped(value)));
  }
}

// The columns that all folders name.
void FindPartition(Table* table) {
  if (table->files.empty()) return;
  for (const auto& [name, value] : table->files[0].partition) {
    const auto has_it = [&name = name](const File& file) {
      return std::any_of(file.partition.begin(), file.partition.end(),
                         [&name](const auto& entry) { return entry.first == name; });
    };
    if (std::all_of(table->files.begin(), table->files.end(), has_it)) {
      table->partition.push_back(name);
    }
  }
}

// Adds a file that is of a format. `folder`: the table's.
void AddFile(const fs::path& path, const fs::path& folder, Table* table) {
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
  if (CompressionOf(file) != CompressionOf(table->files[0])) {
    table->problem = fmt::format("files compressed in two ways: '{}' beside '{}'",
                                 table->files[0].path, file.path);
    return;
  }
  if (!folder.empty()) ReadPartition(path.lexically_relative(folder), &file);
  std::error_code error;
  const auto bytes = fs::file_size(path, error);
  if (error) {
    file.problem = error.message();
  } else if (bytes == 0 && !format->may_be_empty) {
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
                                            const FolderFacts& facts) {
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
      if (!IsHidden(name) || facts.expected.contains(name)) folders.push_back(entry->path());
    } else if (entry->is_regular_file(ignored)) {
      const bool data = FormatOfFile(name, &stem) != nullptr;
      if (!IsHidden(name) || (data && facts.expected.contains(stem)))
        files.push_back(entry->path());
    }
  }
  if (error) return CantRead("folder", directory, error, "");
  std::sort(files.begin(), files.end());
  Listing listing;
  for (const fs::path& folder : folders) listing.AddFolder(folder);
  for (const fs::path& file : files) listing.AddFileOf(file);
  std::vector<Table> tables = listing.Take();
  const CsvDialect csv = facts.csv ? *facts.csv : ReadFolderMetadata(directory).csv;
  for (Table& table : tables) {
    table.csv = csv;
    const auto columns = facts.expected.find(table.name);
    if (columns != facts.expected.end()) table.header = columns->second;
  }
  return tables;
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

Status FindFiles(Table* table) {
  for (const std::string& place : table->places) {
    std::error_code error;
    if (!fs::is_directory(place, error)) {
      AddFile(place, "", table);
      continue;
    }
    const std::vector<fs::path> files = FilesBelow(place, error);
    if (error) return CantRead("folder", place, error, "");
    for (const fs::path& path : files) AddFile(path, place, table);
  }
  FindPartition(table);
  if (table->files.empty()) table->problem = "no data files";
  return Status::Ok();
}

}  // namespace datagen::sources
