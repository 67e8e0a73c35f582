// What a document of declared defects asks for, read against a plan: {"defects": [{table, kind,
// column | columns, rate | count, …}], "seed"}.
//
// Thread-safety: immutable once read.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/base/json_form.h"
#include "foundation/random/permutation.h"
#include "making/defects/drift.h"
#include "making/defects/kind.h"

namespace datagen::defects {

struct Hit {
  const KindInfo* kind = nullptr;
  std::vector<int> columns;
  uint64_t first_rank = 0;  // ranks [first, first + count) of the column's permutation
  uint64_t count = 0;
  random::Stream stream;
  Break breaks;
};
// The defects of one column, or of a key or pair that begins with it.
struct Group {
  int column = 0;
  random::Permutation order;
  uint64_t count = 0;
  std::vector<Hit> hits;
};

struct Declarations {
  std::string digest;  // SHA-256 of the document
  // By node:
  std::vector<std::vector<engine::WrittenColumn>> written;  // as damaged data need them
  std::vector<std::vector<Group>> groups;
  std::vector<std::vector<int>> keys;  // written columns of the primary key
  std::vector<Drift> drifts;
};

// nullptr after mistakes, all of which are reported. Lifetime: `engine` must outlive it.
std::unique_ptr<Declarations> ReadDeclarations(std::string_view text, base::JsonForm form,
                                               const engine::Engine& engine,
                                               base::Diagnostics* diagnostics);

}  // namespace datagen::defects
