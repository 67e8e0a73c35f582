#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace datagen::cli {

ProgressPrinter::ProgressPrinter(const std::string& mode, std::function<double()> seconds)
    : seconds_(std::move(seconds)) {
  if (mode == "json") mode_ = Mode::kJson;
  if (mode == "auto" && isatty(STDERR_FILENO) != 0) mode_ = Mode::kLine;
}

void ProgressPrinter::Show(const Progress& progress) {
  if (mode_ == Mode::kNever) return;
  const double elapsed = seconds_();
  const double rate = elapsed > 0 ? static_cast<double>(progress.rows_done) / elapsed : 0;
  const double left =
      rate > 0 ? static_cast<double>(progress.rows_total - progress.rows_done) / rate : 0;
  if (mode_ == Mode::kJson) {
    fmt::print(stderr,
               "{{\"rows_done\":{},\"rows_total\":{},\"parts_done\":{},\"parts_total\":{},"
               "\"rows_per_second\":{:.0f},\"seconds\":{:.3f},\"seconds_left\":{:.1f}}}\n",
               progress.rows_done, progress.rows_total, progress.parts_done, progress.parts_total,
               rate, elapsed, left);
  } else {
    const double share = progress.rows_total > 0 ? 100.0 * static_cast<double>(progress.rows_done) /
                                                       static_cast<double>(progress.rows_total)
                                                 : 100.0;
    fmt::print(stderr, "\r\033[K{:5.1f} %  {} of {} rows  {}/s  {:.0f} s left", share,
               Grouped(progress.rows_done), Grouped(progress.rows_total),
               Grouped(static_cast<int64_t>(rate)), left);
    shown_ = true;
  }
  std::fflush(stderr);
}

void ProgressPrinter::End() {
  if (shown_) fmt::print(stderr, "\r\033[K");
  std::fflush(stderr);
}

std::string Grouped(int64_t number) {
  std::string digits = std::to_string(number);
  for (int64_t at = static_cast<int64_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<size_t>(at), ",");
  }
  return digits;
}

std::string HumanBytes(int64_t bytes) {
  constexpr double kStep = 1000;
  double size = static_cast<double>(bytes);
  for (const char* unit : {"B", "kB", "MB", "GB"}) {
    if (size < kStep) return fmt::format("{:.3g} {}", size, unit);
    size /= kStep;
  }
  return fmt::format("{:.3g} TB", size);
}

}  // namespace datagen::cli
