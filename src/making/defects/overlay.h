// Declared defects over a finished plan: which rows are hit, and what becomes of them.
//
// The rows of a defect are drawn by a seeded permutation of the table's rows, so it has exactly the
// number asked for, whatever batches, parts and threads; defects of one column (of a key or a pair:
// its first) hit different rows.
// References to a damaged row are as they were: a changed key leaves its children behind.
//
// Thread-safety: immutable after Read.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "making/defects/declarations.h"

namespace datagen::defects {

// A line of the ledger.
struct Entry {
  int node = 0;
  int64_t row = 0;     // of the table, 0-based; -1 for a whole file
  std::string key;     // the row's primary key before, columns with '|' between
  std::string column;  // a key or a pair with '|' between
  std::string kind;
  std::optional<std::string> before;  // as CSV writes it; nullopt: null
  std::optional<std::string> after;
};

// How many values a document asks to be broken, and how many were: fewer where rows have nothing
// that the kind can break.
struct Asked {
  std::string table;
  std::string column;  // as of an entry
  std::string kind;
  int64_t asked = 0;
  int64_t broken = 0;
};

class Overlay {
 public:
  // nullptr after mistakes, all of which are reported. Lifetime: `engine` must outlive it.
  static std::unique_ptr<Overlay> Read(std::string_view text, base::JsonForm form,
                                       const engine::Engine& engine,
                                       base::Diagnostics* diagnostics);

  // The columns as damaged data need them: nullable, texts not as codes.
  [[nodiscard]] const std::vector<engine::WrittenColumn>& written(int node) const {
    return declared_->written[static_cast<size_t>(node)];
  }
  // Breaks the rows of a batch that are hit; adds them to `ledger` unless it is nullptr.
  void Apply(int node, engine::Batch* batch, std::vector<Entry>* ledger) const;

  // All that is asked for, of one column and kind together; nothing is broken yet.
  [[nodiscard]] std::vector<Asked> asked() const;

  // The drifts that part `part` of the table's `parts` has.
  [[nodiscard]] std::vector<const Drift*> DriftsOf(int node, int64_t part, int64_t parts) const {
    return defects::DriftsOf(declared_->drifts, node, part, parts);
  }

  // Whether rows of the table may have a broken value in one of the columns, which are written
  // ones.
  [[nodiscard]] bool Hits(int node, const std::vector<std::string>& columns) const;
  [[nodiscard]] bool has_drifts() const { return !declared_->drifts.empty(); }

  [[nodiscard]] const std::string& digest() const { return declared_->digest; }

 private:
  Overlay(std::unique_ptr<Declarations> declared, const engine::Engine& engine)
      : declared_(std::move(declared)), engine_(engine) {}
  [[nodiscard]] std::string KeyText(int node, const engine::Batch& batch, int64_t i) const;

  // On the heap: kinds keep its address, to know which rows are hit.
  std::unique_ptr<Declarations> declared_;
  const engine::Engine& engine_;
};

}  // namespace datagen::defects
