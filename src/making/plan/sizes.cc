#include "making/plan/sizes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "foundation/base/spelling.h"

namespace datagen::plan {
namespace {

constexpr int64_t kDefaultRows = 1000;
constexpr double kRowsMax = 1e15;

size_t At(int index) { return static_cast<size_t>(index); }

// Rows may be given for tables that are there and whose size is free.
void CheckGivenRows(const Options& options, const Plan& plan, base::Diagnostics* diagnostics) {
  for (const auto& [id, rows] : options.rows) {
    const int node = plan.Find(id);
    if (node < 0) {
      std::vector<std::string> ids;
      for (const Node& known : plan.nodes) ids.push_back(known.id);
      diagnostics->ErrorAt("unknown-table", -1,
                           fmt::format("rows of '{}' given as {}: '{}' is no node", id, rows, id),
                           {.expected = fmt::format("one of {}", base::JoinNames(ids)),
                            .hint = base::DidYouMean(id, ids)});
    } else if (plan.spec->nodes[At(node)].fanout) {
      diagnostics->ErrorAt(
          "rows-with-fanout", -1,
          fmt::format("rows of '{}' given as {}: the fan-out of '{}' decides how many rows it has",
                      id, rows, id),
          {.hint = "set the rows of its parent, or scale all tables"});
    } else if (rows < 0 || static_cast<double>(rows) > kRowsMax) {
      diagnostics->ErrorAt("value-out-of-range", -1,
                           fmt::format("rows of '{}' given as {}", id, rows),
                           {.given = std::to_string(rows),
                            .expected = fmt::format("a whole number from 0 to {}", kRowsMax)});
    }
  }
}

// How many rows a table has of its own, by the list that it holds.
std::optional<int64_t> NaturalRows(const spec::Node& node) {
  for (const spec::Column& column : node.columns) {
    if (!column.generator) continue;
    if (column.generator->function->natural_rows == nullptr) continue;
    return column.generator->function->natural_rows(
        kernel::Arguments(column.generator->arguments.get()));
  }
  return std::nullopt;
}

// How many rows a table has that is nobody's child, whatever is wrong with the number.
int64_t AskedRows(const Options& options, const spec::Node& node) {
  if (const auto given = options.rows.find(node.id); given != options.rows.end()) {
    return given->second;
  }
  const std::optional<int64_t> natural = NaturalRows(node);
  // A vocabulary has the length of its list, whatever the scale.
  if (natural && !node.rows) return *natural;
  const int64_t rows = node.rows.value_or(kDefaultRows);
  if (options.scale == 1 || rows <= 0) return rows;
  return static_cast<int64_t>(
      std::clamp(std::round(static_cast<double>(rows) * options.scale), 1.0, kRowsMax));
}

// A number that no table can have is reported where it stands; what follows from it is planned on.
int64_t OwnRows(const Options& options, const spec::Node& node) {
  return std::clamp(AskedRows(options, node), int64_t{0}, static_cast<int64_t>(kRowsMax));
}

// Resolves fan-outs, each after its parent's.
class FamilyResolver {
 public:
  FamilyResolver(const Options& options, Plan* plan, base::Diagnostics* diagnostics)
      : job_(options.job),
        parents_left_(options.exact_rows ? INT64_MAX : kParentsCounted),
        plan_(plan),
        diagnostics_(diagnostics),
        is_open_(plan->nodes.size()) {}

  // Gives a node its rows, and those above it that have none yet, the highest first. What can't be
  // known is reported.
  void Resolve(int index) {
    std::vector<int> open;
    for (int at = index; IsOpen(at); at = ParentOf(at)) {
      if (is_open_[At(at)]) {
        ReportCircle(open, at);
        for (const int step : open) is_open_[At(step)] = false;
        return;
      }
      is_open_[At(at)] = true;
      open.push_back(at);
    }
    bool above = ParentIsKnown(open);
    for (; !open.empty(); open.pop_back()) {
      is_open_[At(open.back())] = false;
      above = above && ResolveBelowParent(open.back());
    }
  }

 private:
  // Whether a node has a fan-out and no family yet.
  [[nodiscard]] bool IsOpen(int index) const {
    if (index < 0) return false;
    const spec::Node& from = plan_->spec->nodes[At(index)];
    return from.fanout && !from.parents.empty() && plan_->nodes[At(index)].family == nullptr;
  }
  // -1 for one that is not there.
  [[nodiscard]] int ParentOf(int index) const {
    return plan_->Find(plan_->spec->nodes[At(index)].parents[0]);
  }
  // Whether the highest of the open nodes stands below one whose rows are known.
  [[nodiscard]] bool ParentIsKnown(const std::vector<int>& open) const {
    if (open.empty()) return false;
    const int parent = ParentOf(open.back());
    return parent >= 0 && !plan_->spec->nodes[At(parent)].fanout_broken;
  }

  void ReportCircle(const std::vector<int>& open, int again) {
    std::string chain;
    for (const int step : open) chain += plan_->nodes[At(step)].id + " → ";
    const Node& node = plan_->nodes[At(again)];
    diagnostics_->Error("fanout-cycle", plan_->spec->nodes[At(again)].where.At("parents"),
                        fmt::format("the fan-outs go in a circle: {}{}", chain, node.id),
                        {.hint = "give one of these tables 'rows' instead of a fan-out"});
  }

  bool ResolveBelowParent(int index) {
    Node& node = plan_->nodes[At(index)];
    const spec::Node& from = plan_->spec->nodes[At(index)];
    node.parent = ParentOf(index);
    const auto counts = ReadCounts(from, plan_->nodes[At(node.parent)].rows);
    if (counts) MakeFamily(from, *counts, &node);
    if (!counts) node.parent = -1;
    return counts.has_value() && !job_.stop.stopped();
  }

  // At about 2 ns each.
  static constexpr int64_t kParentsCounted = 50'000'000;

  void MakeFamily(const spec::Node& from, const kernel::CountDistribution& counts, Node* node) {
    const Node& parent = plan_->nodes[At(node->parent)];
    // Children of an uncertain number of parents: how many of them are counted matters little.
    const int64_t parents_max = parent.expected ? 0 : parents_left_;
    node->family = std::make_unique<Family>(
        parent.rows, counts,
        plan_->KeyFor(fmt::format("{}//fanout/{}", node->id, from.fanout->function->key_id())),
        Family::Counting{parents_max, job_});
    node->rows = node->family->child_rows();
    parents_left_ = std::max<int64_t>(0, parents_left_ - node->family->counted());
    if (!parent.expected && node->family->exact()) return;
    // The variance of a sum of a random number of terms.
    const ExpectedRows parents =
        parent.expected.value_or(ExpectedRows{static_cast<double>(parent.rows), 0});
    const double mean = node->family->children_mean();
    const double spread = mean * parents.deviation;
    node->expected =
        ExpectedRows{mean * parents.mean,
                     std::sqrt(parents.mean * node->family->children_variance() + spread * spread)};
  }

  // The chances of the numbers of children, within all limits; nullopt after a report.
  [[nodiscard]] std::optional<kernel::CountDistribution> ReadCounts(const spec::Node& from,
                                                                    int64_t parent_rows) const {
    const kernel::Arguments arguments(from.fanout->arguments.get());
    const auto counts = from.fanout->function->bind(arguments, diagnostics_);
    if (!counts) return std::nullopt;
    int64_t least = arguments.Integer("min", 0);
    int64_t most = arguments.Integer("max", kernel::kFanoutSupportMax);
    if (arguments.Has("clamp")) {
      const auto [low, high] = arguments.Pair("clamp");
      least = std::max(least, static_cast<int64_t>(low));
      most = std::min(most, static_cast<int64_t>(high));
    }
    if (most < least) {
      diagnostics_->Error(
          "reversed-range", arguments.json(),
          fmt::format("the fan-out is at least {} and at most {}", least, most),
          {.given = std::to_string(most), .expected = fmt::format("'max' of {} or more", least)});
      return std::nullopt;
    }
    kernel::CountDistribution limited = LimitCounts(*counts, least, most);
    double mean = 0;
    double sum = 0;
    for (size_t k = 0; k < limited.weights.size(); ++k) {
      mean += limited.weights[k] * static_cast<double>(limited.first + static_cast<int64_t>(k));
      sum += limited.weights[k];
    }
    if (mean / sum * static_cast<double>(parent_rows) > kRowsMax) {
      diagnostics_->Error("too-many-rows", arguments.json(),
                          fmt::format("node '{}' would have more than {} rows", from.id, kRowsMax),
                          {.expected = fmt::format("at most {}", kRowsMax)});
      return std::nullopt;
    }
    return limited;
  }

  const work::JobContext& job_;
  int64_t parents_left_;  // that may still be counted
  Plan* plan_;
  base::Diagnostics* diagnostics_;
  std::vector<bool> is_open_;  // nodes that wait for their parent
};

}  // namespace

void ResolveSizes(const Options& options, Plan* plan, base::Diagnostics* diagnostics) {
  CheckGivenRows(options, *plan, diagnostics);
  for (size_t i = 0; i < plan->nodes.size(); ++i) {
    const spec::Node& node = plan->spec->nodes[i];
    if (!node.fanout && !node.fanout_broken) plan->nodes[i].rows = OwnRows(options, node);
  }
  FamilyResolver resolver(options, plan, diagnostics);
  for (size_t i = 0; i < plan->nodes.size(); ++i) resolver.Resolve(static_cast<int>(i));
}

}  // namespace datagen::plan
