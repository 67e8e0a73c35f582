// The rows of a database as an Arrow stream of texts, for the query database to read.
//
// Thread-safety: as the row stream's; DuckDB asks for one batch at a time, on any of its threads.
#pragma once

#include <memory>
#include <string>

#include "data/connections/row_stream.h"
#include "datagen/arrow_c.h"
#include "foundation/base/status.h"

namespace datagen::sources {

// Every column is text, and is called by its place: r0, r1, …
class RowBatches {
 public:
  explicit RowBatches(std::unique_ptr<connections::RowStream> rows);
  ~RowBatches();
  RowBatches(const RowBatches&) = delete;
  RowBatches& operator=(const RowBatches&) = delete;

  // The caller calls stream->release. Lifetime: this object. Errors: environment, from Arrow.
  base::Status Export(ArrowArrayStream* stream);
  // What went wrong while they were read.
  [[nodiscard]] const base::Status& status() const;

 private:
  class Reader;
  std::shared_ptr<Reader> reader_;
};

}  // namespace datagen::sources
