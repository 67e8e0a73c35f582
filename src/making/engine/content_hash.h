// The content hash: a digest of the values of a table in row order, whatever files hold them.
//
// Rows are cut into blocks of 16,384. A column's digest in a block is XXH3-128 over its values in
// row order, followed by the positions of its nulls; a block's digest is XXH3-128 over its columns'
// digests; the table's is XXH3-128 over its columns' names and types and its blocks' digests.
// docs/content-hash.md gives the byte layout, so that anyone can recompute it from the files.
//
// Thread-safety: one thread per BlockHasher.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "making/engine/engine.h"

namespace datagen::engine {

constexpr int64_t kHashBlockRows = 16'384;

class BlockHasher {
 public:
  explicit BlockHasher(size_t columns);

  // Adds rows [from, to) of the batch, positions inside it. Rows must come in order from a multiple
  // of kHashBlockRows on.
  void Add(const Batch& batch, const std::vector<WrittenColumn>& columns, int64_t from, int64_t to);
  // Ends the last block of the table, when it is not full.
  void Finish();
  // The digests of the blocks ended so far, as 32 hex digits each.
  [[nodiscard]] const std::vector<std::string>& blocks() const { return blocks_; }

  struct HashState;  // XXH3's, which content_hash.cc inlines
  struct StateDeleter {
    void operator()(HashState* state) const;
  };

 private:
  struct ColumnState {
    std::unique_ptr<HashState, StateDeleter> values;
    std::vector<uint32_t> nulls;  // positions in the block
    // 64-bit digests of a dictionary's entries, kept while the dictionary is the same.
    std::shared_ptr<const kernel::StringTable> dictionary;
    std::vector<uint64_t> entry_hashes;
  };

  void AddColumn(ColumnState* state, const kernel::Vector& values, const kernel::ValueType& type,
                 int64_t from, int64_t to);
  void AddNulls(ColumnState* state, const kernel::Vector& values, int64_t from, int64_t to);
  void EndBlock();

  std::vector<ColumnState> columns_;
  base::Buffer<uint64_t> text_hashes_;
  int64_t rows_in_block_ = 0;
  std::vector<std::string> blocks_;
};

// The hash of a table from the digests of its blocks, which come in order and need not be kept.
class TableHasher {
 public:
  explicit TableHasher(const std::vector<WrittenColumn>& columns);

  void Add(const std::vector<std::string>& blocks);
  // "xxh3:" and 32 hex digits: of the blocks so far.
  [[nodiscard]] std::string Digest() const;

 private:
  std::unique_ptr<BlockHasher::HashState, BlockHasher::StateDeleter> state_;
};

}  // namespace datagen::engine
