// The rows of batches as lines of text: what JSON lines and CSV have in common.
//
// Method: columns are looked at once for a block of rows, which decides how their cells are written
// and how long they can be; then row after row goes into room that is known to suffice, in copies
// of a fixed size that may reach beyond what they copy. A value of a dictionary is one copy with
// the key before it.
// Thread-safety: one thread per LineWriter.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "foundation/base/buffer.h"
#include "foundation/base/status.h"
#include "functions/kernel/value_type.h"
#include "functions/kernel/vector.h"
#include "making/engine/engine.h"
#include "making/sinks/date_texts.h"
#include "making/sinks/output.h"

namespace datagen::sinks {

// A column of the lines.
struct LineColumn {
  kernel::ValueType type;
  std::string before;     // its cells: a key, a delimiter
  std::string null_text;  // in place of a value
  bool quoted = false;    // whether values that need no rendering stand in double quotes
  bool rendered = false;  // whether all of its values need rendering
};

// What a format does with values that can't be written as they are.
class CellRenderer {
 public:
  virtual ~CellRenderer() = default;
  // Whether the rows' texts, null or not, can be written as they are.
  [[nodiscard]] virtual bool ArePlain(const kernel::Vector& texts, int64_t from,
                                      int64_t to) const = 0;
  // The cells of rows, quotes included; of a null an empty one.
  virtual void Render(const kernel::Vector& values, const kernel::ValueType& type, int64_t from,
                      int64_t to, kernel::StringTable* cells) = 0;
};

class LineWriter {
 public:
  // Lifetime: the renderer outlives it.
  LineWriter(std::vector<LineColumn> columns, std::string line_end, CellRenderer* renderer);

  // All rows, in pieces.
  base::Status Write(const engine::Batch& batch, Output* output);

 private:
  enum class Form { kEntry, kText, kRendered, kInteger, kScaled, kDate, kShort };

  // What stands before a column's cells, and bytes after it that may be read.
  struct Key {
    explicit Key(const std::string& text);
    std::string padded;
    size_t bytes;
  };

  // What belongs to a column as long as the file is written.
  struct Column {
    LineColumn line;
    Key bare;
    Key quoted;  // with a quote at the end where the column has them
    std::string null_cell;
    // The cells of a dictionary's values, with what stands before them.
    std::shared_ptr<const kernel::StringTable> dictionary;
    kernel::StringTable entries;
    kernel::StringTable rendered;  // the cells of a block, without that
  };

  // How a column's cells are written in a block of rows.
  struct Cells {
    Form form = Form::kShort;
    int scale = 0;
    size_t after_bytes = 0;          // a quote, or nothing
    const uint8_t* valid = nullptr;  // nullptr: there is no null
    const int64_t* ints = nullptr;
    const int32_t* codes = nullptr;
    const int32_t* offsets = nullptr;  // of the texts in chars
    const char* chars = nullptr;
    const char* readable = nullptr;  // the end of what may be read there
    int64_t first = 0;               // the row of offsets[0], where they are a row's
    DateTexts* dates = nullptr;
    const Key* key = nullptr;
    const Column* column = nullptr;
    const kernel::Vector* values = nullptr;
  };

  // Returns how many bytes a row takes at most.
  size_t PrepareBlock(const engine::Batch& batch, int64_t from, int64_t to);
  static Form FormOf(const kernel::Vector& values, const kernel::ValueType& type);
  // Texts: as entries, as they are or rendered. Return the length of the longest.
  size_t PrepareTexts(const kernel::Vector& values, int64_t from, int64_t to, int64_t batch_rows,
                      Column* column, Cells* cells);
  static size_t UseEntries(const kernel::Vector& values, Column* column, Cells* cells);
  size_t UseRendered(const kernel::Vector& values, int64_t from, int64_t to, Column* column,
                     Cells* cells);
  void RenderEntries(const kernel::Vector& values, Column* column);
  char* WriteRow(int64_t i, char* out) const;

  std::vector<Column> columns_;
  std::string line_end_;
  CellRenderer& renderer_;
  std::vector<Cells> cells_;
  DateTexts dates_;
  base::Buffer<char> lines_;
};

}  // namespace datagen::sinks
