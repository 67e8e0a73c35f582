#include "data/sources/file_format.h"

#include "data/query/sql_text.h"
#include "source_formats.h"  // made by CMake: ListFormats()

namespace datagen::sources {

const std::vector<const FormatInfo*>& Formats() {
  static const auto* formats = new std::vector<const FormatInfo*>(ListFormats());
  return *formats;
}

const FormatInfo* FindFormat(std::string_view name) {
  for (const FormatInfo* format : Formats()) {
    if (format->name == name) return format;
  }
  return nullptr;
}

const FormatInfo* FormatOfFile(std::string_view file_name, std::string* stem) {
  for (const FormatInfo* format : Formats()) {
    for (const std::string& ending : format->endings) {
      if (file_name.size() <= ending.size() || !file_name.ends_with(ending)) continue;
      *stem = file_name.substr(0, file_name.size() - ending.size());
      return format;
    }
  }
  return nullptr;
}

std::string PathList(const std::vector<const File*>& files) {
  std::vector<std::string> paths;
  paths.reserve(files.size());
  for (const File* file : files) paths.push_back(query::Literal(file->path));
  return "[" + query::List(paths) + "]";
}

}  // namespace datagen::sources
