#include "doors/commands/generation/run_summary.h"
#include "foundation/base/plural.h"

#include <fmt/format.h>

#include <algorithm>

namespace datagen::commands {
namespace {

// Defects of which fewer values were broken than asked for, a line each.
std::string MissedText(const std::vector<MissedDefect>& missed) {
  std::string text;
  for (const MissedDefect& one : missed) {
    text +=
        fmt::format("{}.{}: {} of {} {} broken by {}; the other rows have none that it breaks\n",
                    one.table, one.column, FormatCount(one.broken), FormatCount(one.asked),
                    base::Plural(one.asked, "value"), one.kind);
  }
  return text;
}

// What is to be known of the folder.
std::string FolderText(const GenerateInputs& inputs, const GenerateSummary& summary) {
  std::string text;
  if (summary.parts_reused > 0) {
    text += fmt::format("{} finished {} of an earlier run kept\n", summary.parts_reused,
                        base::Plural(summary.parts_reused, "part"));
  }
  if (summary.defects > 0) {
    text += fmt::format("{} {} broken on purpose, listed in _defects.parquet\n",
                        FormatCount(summary.defects), base::Plural(summary.defects, "value"));
  }
  text += MissedText(summary.defects_missed);
  if (summary.nothing_left) {
    return fmt::format("nothing is left for slice {} of {}: {} is complete\n", inputs.slice.slice,
                       inputs.slice.slices, inputs.files.directory);
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
    text += fmt::format("{:<{}}  {:>14} {:<4}  {:>10}  {:>5} {:<5}  {}\n", table.name, width,
                        FormatCount(table.rows), base::Plural(table.rows, "row"),
                        FormatBytes(table.bytes), table.files, base::Plural(table.files, "file"),
                        table.content_hash);
  }
  text += fmt::format("{:<{}}  {:>14} {:<4}  {:>10}  in {:.2f} s\n", "total", width,
                      FormatCount(rows), base::Plural(rows, "row"), FormatBytes(bytes), seconds);
  return inputs.files.format == "null" ? text : text + FolderText(inputs, summary);
}

std::string SummaryText(const LoadSummary& summary, double seconds) {
  int64_t rows = 0;
  size_t width = 5;
  for (const auto& table : summary.tables) width = std::max(width, table.name.size());
  std::string text;
  for (const auto& table : summary.tables) {
    rows += table.rows;
    text += fmt::format("{:<{}}  {:>14} {}\n", table.name, width, FormatCount(table.rows),
                        base::Plural(table.rows, "row"));
  }
  text += fmt::format("{:<{}}  {:>14} {} in {:.2f} s, {} rows/s\n", "total", width,
                      FormatCount(rows), base::Plural(rows, "row"), seconds,
                      FormatCount(static_cast<int64_t>(static_cast<double>(rows) / seconds)));
  if (summary.defects > 0) {
    text += fmt::format("{} {} broken on purpose, listed in the table _defects\n",
                        FormatCount(summary.defects), base::Plural(summary.defects, "value"));
  }
  text += MissedText(summary.defects_missed);
  if (summary.left_out.empty()) return text;
  return text + fmt::format("left out of the tables, for the broken rows: {}\n",
                            fmt::join(summary.left_out, "; "));
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
