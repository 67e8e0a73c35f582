// The sum of what an alias table picks for a range of rows: by vector instructions where the
// processor has them, three times as fast as one by one. The same sum everywhere.
//
// Thread-safety: a pure function.
#pragma once

#include <cstdint>

#include "foundation/random/alias_table.h"
#include "foundation/random/stream.h"

namespace datagen::random {

// The sum of table.Pick(key.Draw(0).Bits(row)) for the rows of [from, to).
int64_t SumOfPicks(const AliasTable& table, const Key& key, int64_t from, int64_t to);

}  // namespace datagen::random
