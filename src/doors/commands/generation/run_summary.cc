#include "doors/commands/generation/run_summary.h"

#include <fmt/format.h>

#include <algorithm>

namespace datagen::commands {
namespace {

// What is to be known of the folder.
std::string FolderText(const GenerateInputs& inputs, const GenerateSummary& summary) {
  std::string text;
  if (summary.parts_reused > 0) {
    text += fmt::format("{} finished part{} of an earlier run kept\n", summary.parts_reused,
                        summary.parts_reused == 1 ? "" : "s");
  }
  if (summary.defects > 0) {
    text += fmt::format("{} values broken on purpose, listed in _defects.parquet\n",
                        FormatCount(summary.defects));
  }
  if (summary.whole) return text + fmt::format("in {}\n", inputs.files.directory);
  return text + fmt::format(
                    "in {}: slice {} of {} is done; .metadata.json comes when all slices are "
                    "there\n",
                    inputs.files.directory, inputs.slice.slice, inputs.slice.slices);
}

}  // namespace

std::string SummaryText(const GenerateInputs& inputs, const GenerateSummary& summary,
                        double seconds) {
  int64_t rows = 0;
  int64_t bytes = 0;
  size_t width = 5;
  for (const TableSummary& table : summary.tables) width = std::max(width, table.name.size());
  std::string text;
  for (const TableSummary& table : summary.tables) {
    rows += table.rows;
    bytes += table.bytes;
    text += fmt::format("{:<{}}  {:>14} rows  {:>10}  {:>5} file{}  {}\n", table.name, width,
                        FormatCount(table.rows), FormatBytes(table.bytes), table.files,
                        table.files == 1 ? " " : "s", table.content_hash);
  }
  text += fmt::format("{:<{}}  {:>14} rows  {:>10}  in {:.2f} s\n", "total", width,
                      FormatCount(rows), FormatBytes(bytes), seconds);
  return inputs.files.format == "null" ? text : text + FolderText(inputs, summary);
}

std::string SummaryText(const LoadSummary& summary, double seconds) {
  int64_t rows = 0;
  size_t width = 5;
  for (const auto& table : summary.tables) width = std::max(width, table.name.size());
  std::string text;
  for (const auto& table : summary.tables) {
    rows += table.rows;
    text += fmt::format("{:<{}}  {:>14} rows\n", table.name, width, FormatCount(table.rows));
  }
  return text + fmt::format("{:<{}}  {:>14} rows in {:.2f} s, {} rows/s\n", "total", width,
                            FormatCount(rows), seconds,
                            FormatCount(static_cast<int64_t>(static_cast<double>(rows) / seconds)));
}

std::string ProfileText(const GenerateSummary& summary) {
  if (summary.profile.empty()) return "";
  double total = 0;
  size_t width = 0;
  for (const ColumnCost& cost : summary.profile) {
    total += cost.seconds;
    width = std::max(width, cost.table.size() + 1 + cost.column.size());
  }
  std::string text = fmt::format("\n{:.2f} CPU-s in columns, hashes and files:\n", total);
  constexpr double kShownShare = 0.001;
  for (const ColumnCost& cost : summary.profile) {
    if (cost.seconds < total * kShownShare) break;
    text += fmt::format("  {:<{}}  {:>8.3f} s  {:>5.1f} %\n", cost.table + "." + cost.column, width,
                        cost.seconds, 100 * cost.seconds / total);
  }
  return text;
}

}  // namespace datagen::commands
