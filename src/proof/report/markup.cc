#include "proof/report/markup.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "proof/report/format.h"

namespace datagen::report {
namespace {

using base::Json;
using validate::Bar;

std::string Short(double value) { return fmt::format("{:.4g}", value); }

// Letters that fit under a bar.
size_t LabelRoom(double width) {
  constexpr double kLetterWidth = 5.5;
  return static_cast<size_t>(width / kLetterWidth);
}

}  // namespace

std::string ComparisonChart(const std::vector<Bar>& bars) {
  if (bars.empty()) return "";
  double most = 1e-12;
  for (const Bar& bar : bars) most = std::max({most, bar.observed, bar.expected});
  constexpr double kWidth = 340;
  constexpr double kHeight = 110;
  const double step = kWidth / static_cast<double>(bars.size());
  size_t longest = 0;
  for (const Bar& bar : bars) longest = std::max(longest, bar.label.size());
  // Every label where they fit, else every second, third, …
  size_t labelled = 1;
  constexpr size_t kReadable = 7;
  while (labelled < bars.size() &&
         LabelRoom(step * static_cast<double>(labelled)) < std::min(longest, kReadable)) {
    ++labelled;
  }
  std::string svg = fmt::format(
      "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"observed against expected\">", kWidth,
      kHeight + 16);
  for (size_t i = 0; i < bars.size(); ++i) {
    const Bar& bar = bars[i];
    const double x = step * static_cast<double>(i);
    const double height = kHeight * std::max(0.0, bar.observed) / most;
    const double line = kHeight - kHeight * std::max(0.0, bar.expected) / most;
    svg += fmt::format(
        "<g><title>{}: observed {}, expected {}</title><rect class=\"observed\" x=\"{:.1f}\" "
        "y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/><path class=\"expected\" d=\"M{:.1f} "
        "{:.1f}h{:.1f}\"/></g>",
        Escaped(bar.label), Short(bar.observed), Short(bar.expected), x + step * 0.15,
        kHeight - height, step * 0.7, height, x + step * 0.05, std::max(1.0, line), step * 0.9);
    if (i % labelled != 0) continue;
    const size_t room = std::max<size_t>(3, LabelRoom(step * static_cast<double>(labelled)));
    svg += fmt::format("<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">{}</text>", x + step / 2,
                       kHeight + 12, Escaped(Cut(bar.label, room)));
  }
  return svg + "</svg>";
}

std::string Histogram(const std::vector<Bar>& bars) {
  if (bars.empty()) return "";
  double most = 1e-12;
  for (const Bar& bar : bars) most = std::max(most, bar.observed);
  constexpr double kWidth = 120;
  constexpr double kHeight = 26;
  const double step = kWidth / static_cast<double>(bars.size());
  std::string svg = fmt::format(
      "<svg width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
      "role=\"img\" aria-label=\"values\">",
      kWidth, kHeight);
  for (size_t i = 0; i < bars.size(); ++i) {
    const double height = std::max(0.5, kHeight * bars[i].observed / most);
    svg += fmt::format(
        "<g><title>{}: {} % of the rows</title><rect class=\"bucket\" x=\"{:.1f}\" y=\"{:.1f}\" "
        "width=\"{:.1f}\" height=\"{:.1f}\"/></g>",
        Escaped(bars[i].label), Short(100 * bars[i].observed), step * static_cast<double>(i),
        kHeight - height, std::max(0.5, step - 0.8), height);
  }
  return svg + "</svg>";
}

std::string ExampleTable(const std::vector<validate::Example>& examples) {
  if (examples.empty()) return "";
  std::string html = "<div class=\"scroll\"><table><thead><tr>";
  for (const auto& [name, value] : examples[0]) html += "<th>" + Escaped(name) + "</th>";
  html += "</tr></thead><tbody>";
  for (const validate::Example& example : examples) {
    html += "<tr>";
    for (const auto& [name, value] : example) {
      html += value ? "<td>" + Escaped(Cut(*value, 120)) + "</td>"
                    : std::string("<td class=\"quiet\">null</td>");
    }
    html += "</tr>";
  }
  return html + "</tbody></table></div>";
}

std::string HeatMap(const Json& detail) {
  const Json* strata = detail.is_object() ? detail.Find("strata") : nullptr;
  const Json* marginals = detail.is_object() ? detail.Find("marginals") : nullptr;
  if (strata == nullptr || marginals == nullptr || marginals->items().size() < 2) return "";
  const std::string across = marginals->items()[0].Find("influence")->text();
  std::vector<std::string> columns;
  std::map<std::string, std::map<std::string, std::pair<double, double>>> cells;
  for (const Json& stratum : strata->items()) {
    std::string row;
    for (size_t i = 1; i < marginals->items().size(); ++i) {
      const std::string& name = marginals->items()[i].Find("influence")->text();
      row += (row.empty() ? "" : " × ") + stratum.Find(name)->text();
    }
    const std::string& column = stratum.Find(across)->text();
    if (std::find(columns.begin(), columns.end(), column) == columns.end()) {
      columns.push_back(column);
    }
    cells[row][column] = {stratum.Find("observed")->AsDouble().value_or(0),
                          stratum.Find("expected")->AsDouble().value_or(0)};
  }
  // Levels in the order of the marginals, which is the same in every report.
  std::vector<std::string> ordered;
  static const std::vector<std::string> kWeek = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  for (const std::string& day : kWeek) {
    if (std::find(columns.begin(), columns.end(), day) != columns.end()) ordered.push_back(day);
  }
  for (const Json& level : marginals->items()[0].Find("levels")->items()) {
    const std::string& name = level.Find("level")->text();
    const bool known = std::find(columns.begin(), columns.end(), name) != columns.end();
    if (known && std::find(ordered.begin(), ordered.end(), name) == ordered.end()) {
      ordered.push_back(name);
    }
  }
  std::string html = "<div class=\"scroll\"><table class=\"heat\"><thead><tr><th></th>";
  for (const std::string& column : ordered) html += "<th>" + Escaped(column) + "</th>";
  html += "</tr></thead><tbody>";
  for (const auto& [row, values] : cells) {
    html += "<tr><th>" + Escaped(row) + "</th>";
    for (const std::string& column : ordered) {
      const auto found = values.find(column);
      if (found == values.end()) {
        html += "<td class=\"quiet\">–</td>";
        continue;
      }
      const auto [observed, expected] = found->second;
      const double off = (observed - expected) / std::max(1e-9, std::abs(expected));
      // Full colour at 15 % off.
      const double strength = std::min(1.0, std::abs(off) / 0.15) * 60;
      html += fmt::format(
          "<td style=\"background: color-mix(in srgb, {} {:.0f}%, "
          "var(--panel))\" title=\"observed {:.4f}, expected {:.4f}\">{:.2f}</td>",
          off < 0 ? "var(--observed)" : "var(--red)", strength, observed, expected, observed);
    }
    html += "</tr>";
  }
  return html + "</tbody></table></div>";
}

}  // namespace datagen::report
