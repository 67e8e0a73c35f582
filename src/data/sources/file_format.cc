#include "data/sources/file_format.h"

#include "data/query/sql_text.h"
#include "data/schema/schema.h"
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

namespace {

struct Compression {
  const char* ending;
  const char* name;
};
constexpr Compression kCompressions[] = {{".gz", "gzip"}, {".zst", "zstd"}};

const Compression* FindCompression(const std::string& lower_name) {
  for (const Compression& compression : kCompressions) {
    if (lower_name.ends_with(compression.ending)) return &compression;
  }
  return nullptr;
}

}  // namespace

const FormatInfo* FormatOfFile(std::string_view file_name, std::string* stem) {
  std::string name = schema::Lower(std::string(file_name));
  const Compression* compression = FindCompression(name);
  if (compression != nullptr)
    name.resize(name.size() - std::string_view(compression->ending).size());
  for (const FormatInfo* format : Formats()) {
    if (compression != nullptr && format->has_types) continue;
    for (const std::string& ending : format->endings) {
      if (name.size() <= ending.size() || !name.ends_with(ending)) continue;
      *stem = file_name.substr(0, name.size() - ending.size());
      return format;
    }
  }
  return nullptr;
}

std::string CompressionOf(const File& file) {
  const Compression* compression = FindCompression(schema::Lower(file.path));
  return compression == nullptr ? "uncompressed" : compression->name;
}

std::string PathList(const std::vector<const File*>& files) {
  std::vector<std::string> paths;
  paths.reserve(files.size());
  for (const File* file : files) paths.push_back(query::Literal(file->path));
  return "[" + query::List(paths) + "]";
}

}  // namespace datagen::sources
