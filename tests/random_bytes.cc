// Writes raw 64-bit numbers for a battery of tests: random_bytes rows|columns|seeds
//
//   rows     one stream over consecutive rows
//   columns  the same row of consecutive draws of a key, then the next row
//   seeds    the same cell under neighbouring master seeds
#include <cstdio>
#include <string>
#include <vector>

#include "random/stream.h"

namespace {

using datagen::random::Key;

uint64_t Cell(const std::string& mode, int64_t i) {
  static const Key key = Key::FromPath("42/table/column/choice@1");
  constexpr int64_t kWidth = 256;
  if (mode == "rows") return key.Draw(0).Bits(i);
  static std::vector<datagen::random::Stream> streams;
  if (streams.empty()) {
    for (int64_t k = 0; k < kWidth; ++k) {
      streams.push_back(mode == "columns"
                            ? key.Draw(static_cast<uint64_t>(k))
                            : Key::FromPath(std::to_string(k) + "/table/column/choice@1").Draw(0));
    }
  }
  return streams[static_cast<size_t>(i % kWidth)].Bits(i / kWidth);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "rows";
  std::vector<uint64_t> numbers(1 << 16);
  for (int64_t begin = 0;; begin += static_cast<int64_t>(numbers.size())) {
    for (size_t k = 0; k < numbers.size(); ++k) {
      numbers[k] = Cell(mode, begin + static_cast<int64_t>(k));
    }
    if (std::fwrite(numbers.data(), sizeof(uint64_t), numbers.size(), stdout) != numbers.size()) {
      return 0;  // the reader has enough
    }
  }
}
