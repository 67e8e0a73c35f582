// Files that are compressed as a whole, for formats that are text: gzip and zstd, by Arrow's
// codecs.
//
// Each file is one stream of its own, and its bytes depend on nothing but what is written to it.
#pragma once

#include <memory>
#include <string>

#include "making/sinks/output.h"

namespace datagen::sinks {

// ".gz", ".zst"; "" of none.
std::string EndingOfCompression(const std::string& compression);

// An output that compresses into another, which it leaves open; nullptr for "none".
// Requires: a compression of a format that compresses files.
std::unique_ptr<Output> CompressInto(Output* output, const std::string& compression);

}  // namespace datagen::sinks
