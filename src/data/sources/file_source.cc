#include "data/sources/file_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <set>

#include "data/query/sql_text.h"
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

// What DuckDB says of a file that it can't read, in a line.
std::string Reason(const base::Status& status) {
  const std::string& message = status.message();
  if (message.find("not utf-8 encoded") == std::string::npos) return FirstLine(message);
  constexpr std::string_view kLine = "Line: ";
  const size_t at = message.find(kLine);
  const size_t end = message.find_first_not_of("0123456789", at + kLine.size());
  const std::string line =
      at == std::string::npos
          ? "it has a line that"
          : "line " + message.substr(at + kLine.size(), end - at - kLine.size());
  return line + " is not UTF-8";
}

// Notes why a file can't be read, where that is the file's matter and not the environment's.
base::Status Note(const base::Status& failure, File* file) {
  if (failure.code() == base::StatusCode::kEnvironment) return failure;
  file->problem = Reason(failure);
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
  table->uniform = std::all_of(files.begin(), files.end(), [&](const File* file) {
    return file->says_nothing || SameColumns(*file, *files[0]);
  });
  table->columns.clear();
  std::set<std::string_view> known;
  for (const File* file : files) {
    for (const Column& column : file->columns) {
      if (known.insert(column.name).second) table->columns.push_back(column);
    }
  }
}

constexpr const char* kPartitionFile = "file of the folder's values";

// What the folders of a file say of a column: of a null nothing.
std::string PartitionValue(const std::string& name, const std::string& file_column) {
  // Folders escape names as they do values. The last of the name wins, which is below the others.
  std::string escaped;
  for (const char sign : name) {
    const auto code = static_cast<unsigned char>(sign);
    const bool plain = code >= 0x80 || std::isalnum(code) != 0 || sign == '_';
    escaped +=
        plain ? std::string(1, sign) : fmt::format("(?:\\x{{{0:02X}}}|%{0:02X}|%{0:02x})", code);
  }
  return fmt::format("url_decode(nullif(regexp_extract({}, {}, 1), '__HIVE_DEFAULT_PARTITION__'))",
                     query::Identifier(file_column), query::Literal(".*/" + escaped + "=([^/]*)/"));
}

// The columns that folders name join those of the files; a file's own column is not replaced.
void AddPartition(Table* table) {
  std::erase_if(table->partition, [table](const std::string& name) {
    return std::any_of(table->files.begin(), table->files.end(), [&name](const File& file) {
      return std::any_of(file.columns.begin(), file.columns.end(),
                         [&name](const Column& column) { return column.name == name; });
    });
  });
  for (File& file : table->files) {
    if (!file.problem.empty()) continue;
    for (const std::string& name : table->partition) {
      file.columns.push_back({name, "", std::nullopt});
    }
  }
}

// A file whose only column has another delimiter in its name is not read as one of one column.
std::string OtherDelimiter(const Table& table, const File& file) {
  const CsvDialect& dialect = table.csv;
  if (file.columns.size() != 1 || !dialect.header) return "";
  const std::string& name = file.columns[0].name;
  if (std::find(table.header.begin(), table.header.end(), name) != table.header.end()) return "";
  for (const char sign : {',', ';', '\t', '|'}) {
    if (sign == dialect.delimiter || name.find(sign) == std::string::npos) continue;
    return fmt::format("its values are divided by '{}', and '{}' is expected", DelimiterName(sign),
                       DelimiterName(dialect.delimiter));
  }
  return "";
}

// A file whose first line is of values: numbers where names should stand, and none of the table's.
std::string NoHeader(const Table& table, const File& file) {
  if (!table.csv.header || file.columns.size() != table.header.size()) return "";
  std::string first;
  bool has_number = false;
  for (const Column& column : file.columns) {
    const auto& names = table.header;
    if (std::find(names.begin(), names.end(), column.name) != names.end()) return "";
    double number = 0;
    const char* end = column.name.data() + column.name.size();
    const auto read = std::from_chars(column.name.data(), end, number);
    has_number |= read.ec == std::errc() && read.ptr == end;
    first += (first.empty() ? "" : ", ") + column.name;
  }
  if (!has_number) return "";
  return fmt::format("its first line holds values ({}), and names are expected there: {}", first,
                     fmt::join(table.header, ", "));
}

// What is expected of a file that can't be told from any other text.
std::string ExpectedOfCsv(const CsvDialect& dialect) {
  return fmt::format(
      "; expected are values divided by '{}', in quotes (\") where they hold a sign "
      "of CSV, and {}",
      DelimiterName(dialect.delimiter),
      dialect.header ? "their names in the first line" : "no line of names");
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
  Table alone;
  alone.csv = table.csv;
  alone.header = table.header;
  auto columns = ColumnsOf(format.relation(alone, {file}, {.as_text = true}));
  if (!columns.ok()) {
    const base::Status noted = Note(columns.status(), file);
    const bool is_csv = format.name == "csv" && !file->problem.empty();
    if (is_csv) file->problem += ExpectedOfCsv(table.csv);
    return noted;
  }
  // DuckDB calls the only column of a file without rows so.
  file->says_nothing = format.may_be_empty && columns->size() == 1 &&
                       (*columns)[0].name == "json" &&
                       IsWithoutRows(format.relation(alone, {file}, {.as_text = true}));
  if (file->says_nothing) return base::Status::Ok();
  file->columns = std::move(*columns);
  if (format.has_types) return base::Status::Ok();
  for (Column& column : file->columns) column = {column.name, "", std::nullopt};
  if (format.name == "csv") file->problem = OtherDelimiter(table, *file);
  if (format.name == "csv" && file->problem.empty()) file->problem = NoHeader(table, *file);
  return base::Status::Ok();
}

bool FileSource::IsWithoutRows(const std::string& relation) const {
  const auto found = database().Select("SELECT 1 FROM " + relation + " LIMIT 1");
  return found.ok() && found.value().rows.empty();
}

base::Status FileSource::Describe(Table* table) {
  if (table->readable() && table->files.empty()) {
    const base::Status found = FindFiles(table);
    if (!found.ok()) return found;
  }
  const FormatInfo* format = FindFormat(table->format);
  if (!table->readable() || format == nullptr || !table->columns.empty()) {
    return base::Status::Ok();
  }
  std::erase_if(table->header, [table](const std::string& name) {
    return std::find(table->partition.begin(), table->partition.end(), name) !=
           table->partition.end();
  });
  for (size_t i = 0; i < table->files.size(); ++i) {
    const base::Status described = DescribeFile(*table, *format, i, &table->files[i]);
    if (!described.ok()) return described;
  }
  AddPartition(table);
  Summarize(table);
  return base::Status::Ok();
}

std::string FileSource::Relation(const Table& table, const Reading& reading) const {
  return RelationOf(table, ReadableFiles(table), reading);
}

std::string FileSource::RelationOf(const Table& table, const std::vector<const File*>& files,
                                   const Reading& reading) const {
  const FormatInfo& format = *FindFormat(table.format);
  if (table.partition.empty()) return format.relation(table, files, reading);
  Reading inner = reading;
  if (inner.file_column.empty()) inner.file_column = kPartitionFile;
  Table in_files = table;
  const auto named = [&table](const std::string& name) {
    return std::find(table.partition.begin(), table.partition.end(), name) != table.partition.end();
  };
  std::erase_if(in_files.columns, [&](const Column& column) { return named(column.name); });
  std::erase_if(inner.fields, [&](const Field& field) { return named(field.name); });
  std::vector<std::string> columns;
  columns.reserve(table.partition.size());
  for (const std::string& name : table.partition) {
    columns.push_back(PartitionValue(name, inner.file_column) + " AS " + query::Identifier(name));
  }
  return fmt::format("(SELECT *{}, {} FROM {})",
                     reading.file_column.empty()
                         ? fmt::format(" EXCLUDE ({})", query::Identifier(inner.file_column))
                         : "",
                     query::List(columns), format.relation(in_files, files, inner));
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
                                        RelationOf(*table, {&file}, reading));
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
                                                 const FolderFacts& facts) {
  auto tables = ListFolder(directory, facts);
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
