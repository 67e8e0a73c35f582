#include "making/engine/content_hash.h"

#include <fmt/format.h>

// Inlined, since most calls hash one short text.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

namespace datagen::engine {
namespace {

using kernel::Physical;
using kernel::TypeKind;
using kernel::ValueType;
using kernel::Vector;

std::string Hex(XXH128_hash_t hash) {
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

uint64_t HashText(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

template <typename T>
void Update(XXH3_state_t* state, const base::Buffer<T>& values, int64_t from, int64_t to) {
  XXH3_128bits_update(state, values.data() + from, static_cast<size_t>(to - from) * sizeof(T));
}

}  // namespace

struct BlockHasher::HashState {
  XXH3_state_t* xxh3 = XXH3_createState();
  ~HashState() { XXH3_freeState(xxh3); }
};

void BlockHasher::StateDeleter::operator()(HashState* state) const { delete state; }

BlockHasher::BlockHasher(size_t columns) : columns_(columns) {
  for (ColumnState& column : columns_) {
    column.values.reset(new HashState);
    XXH3_128bits_reset(column.values->xxh3);
  }
}

void BlockHasher::Add(const Batch& batch, const std::vector<WrittenColumn>& columns, int64_t from,
                      int64_t to) {
  while (from < to) {
    const int64_t until = std::min(to, from + kHashBlockRows - rows_in_block_);
    for (size_t i = 0; i < columns_.size(); ++i) {
      AddNulls(&columns_[i], *batch.columns[i], from, until);
      AddColumn(&columns_[i], *batch.columns[i], columns[i].type, from, until);
    }
    rows_in_block_ += until - from;
    from = until;
    if (rows_in_block_ == kHashBlockRows) EndBlock();
  }
}

void BlockHasher::AddNulls(ColumnState* state, const Vector& values, int64_t from, int64_t to) {
  if (!values.has_nulls()) return;
  for (int64_t i = from; i < to; ++i) {
    if (!values.IsValid(i)) {
      state->nulls.push_back(static_cast<uint32_t>(rows_in_block_ + (i - from)));
    }
  }
}

void BlockHasher::AddColumn(ColumnState* state, const Vector& values, const ValueType& type,
                            int64_t from, int64_t to) {
  XXH3_state_t* hash = state->values->xxh3;
  switch (values.physical) {
    case Physical::kInt64:
      Update(hash, values.ints, from, to);
      break;
    case Physical::kInt128:
      Update(hash, values.wide, from, to);
      break;
    case Physical::kBool:
      Update(hash, values.bools, from, to);
      break;
    case Physical::kFloat64:
      if (type.bits == 32) {
        base::Buffer<float> narrow(static_cast<size_t>(to - from));
        std::transform(values.floats.data() + from, values.floats.data() + to, narrow.data(),
                       [](double value) { return static_cast<float>(value); });
        XXH3_128bits_update(hash, narrow.data(), narrow.size() * sizeof(float));
      } else {
        Update(hash, values.floats, from, to);
      }
      break;
    case Physical::kString: {
      // By text, so that a dictionary and plain strings give the same digest.
      base::Buffer<uint64_t>& texts = text_hashes_;
      texts.Resize(static_cast<size_t>(to - from));
      static const uint64_t empty = HashText("");
      if (values.dictionary != nullptr) {
        if (state->dictionary != values.dictionary) {
          state->dictionary = values.dictionary;
          state->entry_hashes.clear();
          for (int64_t k = 0; k < values.dictionary->size(); ++k) {
            state->entry_hashes.push_back(HashText((*values.dictionary)[k]));
          }
        }
        for (int64_t i = from; i < to; ++i) {
          texts[static_cast<size_t>(i - from)] =
              values.IsValid(i)
                  ? state->entry_hashes[static_cast<size_t>(values.codes[static_cast<size_t>(i)])]
                  : empty;
        }
      } else {
        for (int64_t i = from; i < to; ++i) {
          texts[static_cast<size_t>(i - from)] = HashText(values.strings[i]);
        }
      }
      XXH3_128bits_update(hash, texts.data(), texts.size() * sizeof(uint64_t));
      break;
    }
    case Physical::kList:
      for (int64_t i = from; i < to; ++i) {
        const auto row = static_cast<size_t>(i);
        const int64_t begin = values.list_offsets[row];
        const int64_t end = values.list_offsets[row + 1];
        const int64_t length = end - begin;
        XXH3_128bits_update(hash, &length, sizeof(length));
        AddColumn(state, *values.items, *type.element, begin, end);
      }
      break;
  }
}

void BlockHasher::EndBlock() {
  std::string digests;
  for (ColumnState& column : columns_) {
    XXH3_128bits_update(column.values->xxh3, column.nulls.data(),
                        column.nulls.size() * sizeof(uint32_t));
    column.nulls.clear();
    digests += Hex(XXH3_128bits_digest(column.values->xxh3));
    XXH3_128bits_reset(column.values->xxh3);
  }
  blocks_.push_back(Hex(XXH3_128bits(digests.data(), digests.size())));
  rows_in_block_ = 0;
}

void BlockHasher::Finish() {
  if (rows_in_block_ > 0) EndBlock();
}

TableHasher::TableHasher(const std::vector<WrittenColumn>& columns)
    : state_(new BlockHasher::HashState) {
  XXH3_128bits_reset(state_->xxh3);
  for (const WrittenColumn& column : columns) {
    const std::string line = fmt::format("{}:{}\n", column.name, column.type.Name());
    XXH3_128bits_update(state_->xxh3, line.data(), line.size());
  }
}

void TableHasher::Add(const std::vector<std::string>& blocks) {
  for (const std::string& block : blocks) {
    XXH3_128bits_update(state_->xxh3, block.data(), block.size());
  }
}

std::string TableHasher::Digest() const { return "xxh3:" + Hex(XXH3_128bits_digest(state_->xxh3)); }

}  // namespace datagen::engine
