// DuckDB in process: the query plane, for whatever is said best in SQL over files.
//
// The library is loaded when the first Database is opened, not with the program: making data needs
// none of it, and loading it takes longer than making ten rows.
//
// Thread-safety: a Database belongs to one thread at a time; its queries run on all the threads
// that it was given.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "foundation/base/status.h"

namespace datagen::query {

struct DatabaseOptions {
  int threads = 1;
  int64_t memory_bytes = int64_t{2} << 30;  // beyond it DuckDB works on the disk
  std::string temporary_directory;          // where; "": the system's
};

// What a value of a result says; nullopt when it is null or no number. An integer beyond 64 bits
// is no number either.
std::optional<double> ReadNumber(const std::optional<std::string>& value);
std::optional<int64_t> ReadInteger(const std::optional<std::string>& value);

// A result as text, each value as DuckDB writes it. For results that people read or that are a few
// numbers, not for tables of data.
struct Rows {
  std::vector<std::string> columns;
  std::vector<std::vector<std::optional<std::string>>> rows;  // nullopt: null

  // The number in a cell; nullopt when it is null or no number.
  [[nodiscard]] std::optional<double> Number(size_t row, size_t column) const;
  [[nodiscard]] std::optional<int64_t> Integer(size_t row, size_t column) const;
  // The text in a cell; "" when it is null.
  [[nodiscard]] std::string Text(size_t row, size_t column) const;
};

class Database {
 public:
  // An empty database. Errors: environment, when the library can't be loaded.
  static base::Result<std::unique_ptr<Database>> Open(const DatabaseOptions& options);
  virtual ~Database() = default;

  // Runs statements for what they do. Errors: invalid, with DuckDB's message.
  virtual base::Status Execute(const std::string& sql) = 0;
  // The rows of one SELECT, at most `rows_max` of them.
  virtual base::Result<Rows> Select(const std::string& sql, int64_t rows_max) = 0;
  base::Result<Rows> Select(const std::string& sql) { return Select(sql, kRowsMax); }
  // Copies an Arrow stream (struct ArrowArrayStream, which is consumed) into a new table.
  virtual base::Status CopyStream(const std::string& table, void* arrow_stream) = 0;

  static constexpr int64_t kRowsMax = 1'000'000;

 protected:
  Database() = default;
};

// The first line of a message: DuckDB puts the query and advice below it.
std::string FirstLine(const std::string& message);

}  // namespace datagen::query
