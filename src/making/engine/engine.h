// Fills any rows of any table of a plan.
//
// A column is computed for a batch of rows at a time, its inputs first; a reference to other rows
// is the same computation at those rows. Nothing is stored between batches but columns of
// small tables (those that plans ask for as a whole, and those that rows are picked from), so
// memory does not grow with rows.
//
// Thread-safety: Fill may be called from many threads; the same rows give the same values on all.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "foundation/base/status.h"
#include "functions/kernel/vector.h"
#include "making/plan/plan.h"

namespace datagen::engine {

// The written columns of consecutive rows, in the spec's order.
struct Batch {
  int64_t first_row = 0;
  int64_t rows = 0;
  std::vector<kernel::VectorPtr> columns;
  std::vector<int64_t> saturated;  // values that did not fit their type, by column
  // Rows that asked a value for their place which names none, by column.
  std::vector<int64_t> placeless;
};

struct WrittenColumn {
  std::string name;
  kernel::ValueType type;
  bool nullable = false;
  // Whether values come as codes into a small dictionary.
  bool dictionary = false;
  // Whether there are so few different values that a file's own dictionary pays.
  bool few_values = false;
  // Decimals of up to 18 digits as Arrow's decimal64: half the bytes, but not every reader of Arrow
  // data knows it.
  bool short_decimals = false;
};

class Profile;

class Engine {
 public:
  explicit Engine(std::unique_ptr<plan::Plan> plan);
  ~Engine();

  [[nodiscard]] const plan::Plan& plan() const { return *plan_; }
  [[nodiscard]] const std::vector<WrittenColumn>& written(int node) const {
    return written_[static_cast<size_t>(node)];
  }

  // Rows [first, first + count). Requires: they are in the table.
  // Errors: a null in a column that must have none, a computed value that its type can't hold
  // (invalid; names the first such row).
  // `profile`: gets the time of each column.
  [[nodiscard]] base::Result<Batch> Fill(int node, int64_t first, int64_t count,
                                         Profile* profile = nullptr) const;

  // The most rows a batch may have so that its texts stay within 32-bit offsets.
  [[nodiscard]] int64_t batch_rows_max() const { return batch_rows_max_; }

 private:
  // As Fill, but a failure need not name the first row that fails.
  [[nodiscard]] base::Result<Batch> FillAll(int node, int64_t first, int64_t count,
                                            Profile* profile) const;
  friend class Frame;

  // All values of a column, computed once and kept.
  [[nodiscard]] kernel::VectorPtr Whole(int node, int column) const;
  void Prepare(int node, int column);
  void PrepareInputs(const plan::Inputs& inputs, int node, std::vector<kernel::VectorPtr>* whole);

  std::unique_ptr<plan::Plan> plan_;
  std::vector<std::vector<WrittenColumn>> written_;
  std::vector<std::vector<uint8_t>> prepared_;
  std::vector<std::vector<uint8_t>> relation_prepared_;
  int64_t batch_rows_max_ = 0;

  struct WholeColumn {
    std::once_flag once;
    kernel::VectorPtr values;
  };
  // One for each column; filled on first use.
  mutable std::vector<std::vector<std::unique_ptr<WholeColumn>>> whole_;
};

}  // namespace datagen::engine
