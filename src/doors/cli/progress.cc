#include "doors/cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "doors/cli/terminal.h"

namespace datagen::cli {
namespace {

// What is over sooner is not worth a line.
constexpr double kSilentSeconds = 0.3;

}  // namespace

ProgressPrinter::ProgressPrinter(const std::string& mode, std::function<double()> seconds)
    : seconds_(std::move(seconds)) {
  if (mode == "json") mode_ = Mode::kJson;
  if (mode == "auto" && CanRedraw(STDERR_FILENO)) mode_ = Mode::kLine;
}

void ProgressPrinter::StartPhase(std::string_view phase) {
  const std::lock_guard<std::mutex> lock(mutex_);
  phase_ = phase;
  phase_start_ = seconds_();
  progress_ = {};
}

void ProgressPrinter::Show(const Progress& progress) {
  const std::lock_guard<std::mutex> lock(mutex_);
  progress_ = progress;
  if (mode_ == Mode::kJson) PrintJson(seconds_() - phase_start_);
}

void ProgressPrinter::Tick() {
  // Whoever holds it may wait for a reader of the stream, which the caller must not.
  const std::unique_lock<std::mutex> lock(mutex_, std::try_to_lock);
  if (!lock || mode_ != Mode::kLine || phase_.empty() || seconds_() <= kSilentSeconds) return;
  if (IsWritable(STDERR_FILENO)) Draw();
}

void ProgressPrinter::Draw() {
  // The last column stays free: some terminals go on to the next line behind it.
  fmt::print(stderr, "\r\033[K{}",
             FitLine(Line(seconds_() - phase_start_), Columns(STDERR_FILENO) - 1));
  std::fflush(stderr);
  shown_ = true;
}

std::string ProgressPrinter::Line(double elapsed) const {
  const auto done = static_cast<double>(progress_.rows_done);
  const auto total = static_cast<double>(progress_.rows_total);
  if (progress_.rows_total == 0) {
    const std::string share =
        progress_.parts_total > 0 ? fmt::format("  {:5.1f} %", progress_.percent()) : "";
    return fmt::format("{}{}  {:.0f} s", phase_, share, elapsed);
  }
  const double rate = elapsed > 0 ? done / elapsed : 0;
  std::string line =
      fmt::format("{}  {:5.1f} %  {} of {} rows", phase_, 100 * done / total,
                  FormatCount(progress_.rows_done), FormatCount(progress_.rows_total));
  if (rate <= 0) return line;
  return line + fmt::format("  {}/s  {:.0f} s left", FormatCount(static_cast<int64_t>(rate)),
                            (total - done) / rate);
}

void ProgressPrinter::PrintJson(double elapsed) const {
  const auto done = static_cast<double>(progress_.rows_done);
  const double rate = elapsed > 0 ? done / elapsed : 0;
  const double left = rate > 0 ? (static_cast<double>(progress_.rows_total) - done) / rate : 0;
  fmt::print(
      stderr,
      "{{\"phase\":\"{}\",\"rows_done\":{},\"rows_total\":{},\"parts_done\":{},\"parts_total\":{},"
      "\"rows_per_second\":{:.0f},\"seconds\":{:.3f},\"seconds_left\":{:.1f}}}\n",
      phase_, progress_.rows_done, progress_.rows_total, progress_.parts_done,
      progress_.parts_total, rate, elapsed, left);
  std::fflush(stderr);
}

void ProgressPrinter::Clear() {
  const std::lock_guard<std::mutex> lock(mutex_);
  ClearLine();
}

void ProgressPrinter::EndPhase() {
  const std::lock_guard<std::mutex> lock(mutex_);
  phase_.clear();
  ClearLine();
}

void ProgressPrinter::ClearLine() {
  if (!shown_) return;
  fmt::print(stderr, "\r\033[K");
  std::fflush(stderr);
  shown_ = false;
}

}  // namespace datagen::cli
