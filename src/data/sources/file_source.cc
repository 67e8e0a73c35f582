#include "data/sources/file_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "data/sources/file_tables.h"

namespace datagen::sources {
namespace {

using query::FirstLine;

std::vector<const File*> ReadableFiles(const Table& table) {
  std::vector<const File*> files;
  for (const File& file : table.files) {
    if (file.problem.empty()) files.push_back(&file);
  }
  return files;
}

// Notes why a file can't be read, where that is the file's matter and not the environment's.
base::Status Note(const base::Status& failure, File* file) {
  if (failure.code() == base::StatusCode::kEnvironment) return failure;
  file->problem = FirstLine(failure.message());
  return base::Status::Ok();
}

bool SameColumns(const File& a, const File& b) {
  return std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(),
                    [](const Column& left, const Column& right) {
                      return left.name == right.name && left.type == right.type;
                    });
}

// Fills what the table has of its readable files.
void Summarize(Table* table) {
  const std::vector<const File*> files = ReadableFiles(*table);
  if (files.empty()) {
    const File& first = table->files[0];
    table->problem = fmt::format("'{}' can't be read: {}", first.path, first.problem);
    return;
  }
  table->uniform = std::all_of(files.begin(), files.end(),
                               [&](const File* file) { return SameColumns(*file, *files[0]); });
  table->columns.clear();
  std::set<std::string_view> known;
  for (const File* file : files) {
    for (const Column& column : file->columns) {
      if (known.insert(column.name).second) table->columns.push_back(column);
    }
  }
}

}  // namespace

base::Status FileSource::DescribeFile(const Table& table, const FormatInfo& format, size_t index,
                                      File* file) {
  if (!file->problem.empty()) return base::Status::Ok();
  if (format.copy != nullptr) {
    file->copy = fmt::format("{}{} file {}", prefix_, table.name, index);
    const base::Status copied = format.copy(file->path, file->copy, &database());
    if (!copied.ok()) return Note(copied, file);
  }
  auto columns = ColumnsOf(format.relation(Table{}, {file}, {.as_text = true}));
  if (!columns.ok()) return Note(columns.status(), file);
  file->columns = std::move(*columns);
  if (format.has_types) return base::Status::Ok();
  for (Column& column : file->columns) column = {column.name, "", std::nullopt};
  return base::Status::Ok();
}

base::Status FileSource::Describe(Table* table) {
  if (table->readable() && table->files.empty()) FindFiles(table);
  const FormatInfo* format = FindFormat(table->format);
  if (!table->readable() || format == nullptr || !table->columns.empty()) {
    return base::Status::Ok();
  }
  for (size_t i = 0; i < table->files.size(); ++i) {
    const base::Status described = DescribeFile(*table, *format, i, &table->files[i]);
    if (!described.ok()) return described;
  }
  Summarize(table);
  return base::Status::Ok();
}

std::string FileSource::Relation(const Table& table, const Reading& reading) const {
  return FindFormat(table.format)->relation(table, ReadableFiles(table), reading);
}

base::Status FileSource::DropBroken(Table* table, const Reading& reading) {
  const FormatInfo* format = FindFormat(table->format);
  // A copy has been read to its end.
  if (!table->readable() || format == nullptr || format->copy != nullptr) {
    return base::Status::Ok();
  }
  for (File& file : table->files) {
    if (!file.problem.empty()) continue;
    const auto read = database().Select("SELECT count(*), max(hash(COLUMNS(*))) FROM " +
                                        format->relation(*table, {&file}, reading));
    if (read.ok()) continue;
    const base::Status noted = Note(read.status(), &file);
    if (!noted.ok()) return noted;
  }
  Summarize(table);
  return base::Status::Ok();
}

base::Result<std::optional<int64_t>> FileSource::CountIfCheap(const Table& table) {
  const FormatInfo* format = FindFormat(table.format);
  if (!table.readable() || format == nullptr || !format->counts_rows) {
    return std::optional<int64_t>();
  }
  const auto count = database().Select("SELECT count(*) FROM " + Relation(table, {}));
  if (!count.ok()) return count.status();
  return count.value().Integer(0, 0);
}

base::Result<std::unique_ptr<Source>> OpenFolder(const std::string& directory,
                                                 query::Database* database,
                                                 const std::string& prefix,
                                                 const std::set<std::string>& expected) {
  auto tables = ListFolder(directory, expected);
  if (!tables.ok()) return tables.status();
  return std::unique_ptr<Source>(
      std::make_unique<FileSource>(std::move(*tables), database, prefix));
}

base::Result<std::unique_ptr<Source>> OpenFiles(const std::vector<std::string>& paths,
                                                query::Database* database,
                                                const std::string& prefix) {
  auto tables = ListFiles(paths);
  if (!tables.ok()) return tables.status();
  return std::unique_ptr<Source>(
      std::make_unique<FileSource>(std::move(*tables), database, prefix));
}

}  // namespace datagen::sources
