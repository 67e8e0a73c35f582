// Writes raw 64-bit numbers for a battery of tests: random_bytes rows|columns|seeds
//
//   rows     one stream over consecutive rows
//   columns  the same row of consecutive draws of a key, then the next row
//   seeds    the same cell under neighbouring master seeds
#include <cstdio>
#include <string>
#include <vector>

#include "foundation/random/stream.h"

namespace {

using datagen::random::Key;

using datagen::random::Stream;

// The streams that are read in turn, one number of each a row.
std::vector<Stream> Streams(const std::string& mode) {
  const Key key = Key::FromPath("42/table/column/choice@1");
  if (mode == "rows") return {key.Draw(0)};
  std::vector<Stream> streams;
  constexpr uint64_t kWidth = 256;
  for (uint64_t k = 0; k < kWidth; ++k) {
    streams.push_back(mode == "columns"
                          ? key.Draw(k)
                          : Key::FromPath(std::to_string(k) + "/table/column/choice@1").Draw(0));
  }
  return streams;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "rows";
  const std::vector<Stream> streams = Streams(mode);
  std::vector<uint64_t> numbers(1 << 16);
  for (int64_t row = 0;;) {
    for (size_t k = 0; k < numbers.size(); ++row) {
      for (const Stream& stream : streams) numbers[k++] = stream.Bits(row);
    }
    if (std::fwrite(numbers.data(), sizeof(uint64_t), numbers.size(), stdout) != numbers.size()) {
      return 0;  // the reader has enough
    }
  }
}
