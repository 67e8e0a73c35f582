// DuckDB in process: the query plane, for whatever is said best in SQL over files.
//
// The library is loaded when the first Database is opened, not with the program: making data needs
// none of it, and loading it takes longer than making ten rows.
//
// Thread-safety: a Database belongs to one thread at a time; its queries run on all the threads
// that it was given.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "data/query/block.h"
#include "data/query/rows.h"
#include "datagen/arrow_c.h"
#include "foundation/base/status.h"
#include "foundation/work/stop.h"

namespace datagen::query {

struct DatabaseOptions {
  int threads = 1;
  int64_t memory_bytes = int64_t{2} << 30;  // beyond it DuckDB works on the disk
  std::string temporary_directory;          // where; "": the system's
  std::string file;                         // the database; "": a new one that goes when it closes
  bool read_only = false;                   // of the file, which then has to be there
  work::StopToken stop;                     // ends what runs, and refuses what comes after
};

class Database {
 public:
  // Errors: environment, when the library can't be loaded or the file is none of DuckDB's; of every
  // statement too, once the token has stopped.
  static base::Result<std::unique_ptr<Database>> Open(const DatabaseOptions& options);
  virtual ~Database() = default;

  // Runs statements for what they do. Errors, of every statement: invalid, with DuckDB's message;
  // environment, where memory, disk or descriptors give out.
  virtual base::Status Execute(const std::string& sql) = 0;
  // The rows of one SELECT, at most `rows_max` of them.
  virtual base::Result<Rows> Select(const std::string& sql, int64_t rows_max) = 0;
  base::Result<Rows> Select(const std::string& sql) { return Select(sql, kRowsMax); }
  // The rows of one statement in blocks, as they are made, until `visit` returns false; of none an
  // empty block.
  virtual base::Status ReadBlocks(const std::string& sql,
                                  const std::function<bool(Block)>& visit) = 0;
  // One statement with values for its marks (? or $1). The rows of a SELECT, with families; of
  // anything else none.
  virtual base::Result<Rows> Run(const std::string& sql, const std::vector<Value>& values) = 0;
  // Ends what runs, with an error. From any thread.
  virtual void Interrupt() = 0;
  // Copies an Arrow stream, which is consumed, into a new table; `columns`: what of it, as SELECT
  // has it.
  virtual base::Status CopyStream(const std::string& table, const std::string& columns,
                                  ArrowArrayStream* stream) = 0;
  // The rows of one SELECT as an Arrow stream that is made as it is read. The caller calls
  // stream->release, before the Database goes. Errors: invalid, with DuckDB's message.
  virtual base::Status OpenStream(const std::string& sql, ArrowArrayStream* stream) = 0;

  static constexpr int64_t kRowsMax = 1'000'000;

 protected:
  Database() = default;
};

// The first line of a message: DuckDB puts the query and advice below it.
std::string FirstLine(const std::string& message);

}  // namespace datagen::query
