#include "doors/cli/progress.h"

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
               FormatCount(progress.rows_done), FormatCount(progress.rows_total),
               FormatCount(static_cast<int64_t>(rate)), left);
    shown_ = true;
  }
  std::fflush(stderr);
}

void ProgressPrinter::End() {
  if (shown_) fmt::print(stderr, "\r\033[K");
  std::fflush(stderr);
}

}  // namespace datagen::cli
