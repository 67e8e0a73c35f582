#include "making/runs/memory_fit.h"

#include <fmt/format.h>

#include <algorithm>

namespace datagen::runs {
namespace {

// Smaller batches cost time; below this, much of it.
constexpr int64_t kRowsFast = 1024;
constexpr int64_t kRowsLeast = 64;

// Down to a half of so many rows, or to the least. False when they are there.
bool HalveRows(int64_t least, int64_t* rows) {
  if (rows == nullptr || *rows <= least) return false;
  *rows = std::max(least, *rows / 2);
  return true;
}

}  // namespace

base::Status FitMemory(int64_t bytes_max, int64_t held, const std::function<int64_t()>& needed,
                       const MemoryLevers& levers) {
  const auto fits = [&] { return needed() <= bytes_max - held; };
  while (!fits() && HalveRows(kRowsFast, levers.batch_rows)) {
  }
  while (!fits() && *levers.threads > 1) --*levers.threads;
  // Not smaller: what a file says of many row groups takes memory too.
  while (!fits() && HalveRows(kRowsFast, levers.row_group_rows)) {
  }
  while (!fits() && HalveRows(kRowsLeast, levers.batch_rows)) {
  }
  if (fits()) return base::Status::Ok();
  constexpr int64_t kMega = 1'000'000;
  const auto mega = [](int64_t bytes) { return (bytes + kMega - 1) / kMega; };
  return base::Status::Invalid(
      "limit-exceeded",
      fmt::format("even one thread with batches of {} rows needs about {} MB of memory, {} MB of "
                  "which the program holds by itself",
                  *levers.batch_rows, mega(needed() + held), mega(held)),
      {.given = std::to_string(needed() + held),
       .expected = fmt::format("at most {} MB", bytes_max / kMega),
       .hint = "allow more memory; shorter texts and lists need less"});
}

}  // namespace datagen::runs
