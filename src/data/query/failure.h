// What a failure of DuckDB is: of the statement and its data, or of the environment (memory, disk,
// descriptors), after which no other statement can be trusted to go on.
//
// Thread-safety: pure functions.
#pragma once

#include "foundation/base/status.h"

namespace datagen::query {

// `message`: DuckDB's; nullptr when it gives none. Invalid with the whole message, or environment
// with its first line.
base::Status FailureOf(const char* message);

}  // namespace datagen::query
