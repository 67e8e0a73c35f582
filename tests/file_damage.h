// What happens to files: bits turn, ends are cut off, pieces are lost, repeated, exchanged; lengths
// inside become huge; encodings, separators and quotes are others than were meant.
//
// Thread-safety: pure.
#pragma once

#include <string>

#include "fuzz_case.h"

namespace datagen::fuzz {

// Bytes that are mostly others than these.
std::string Damaged(std::string bytes, Draws* draws);

}  // namespace datagen::fuzz
