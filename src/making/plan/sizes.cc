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
    }
  }
}

// How many rows a table has of its own, by the list that it holds.
std::optional<int64_t> NaturalRows(const spec::Node& node) {
  for (const spec::Column& column : node.columns) {
    if (column.broken || !column.generator) continue;
    if (column.generator->function->natural_rows == nullptr) continue;
    return column.generator->function->natural_rows(
        kernel::Arguments(column.generator->arguments.get()));
  }
  return std::nullopt;
}

int64_t OwnRows(const Options& options, const spec::Node& node) {
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

// Resolves fan-outs, each after its parent's.
class FamilyResolver {
 public:
  FamilyResolver(const Options& options, Plan* plan, base::Diagnostics* diagnostics)
      : job_(options.job),
        parents_left_(options.exact_rows ? INT64_MAX : kParentsCounted),
        plan_(plan),
        diagnostics_(diagnostics) {}

  // False when the size of the node can't be known (reported).
  bool Resolve(int index) {
    Node& node = plan_->nodes[At(index)];
    const spec::Node& from = plan_->spec->nodes[At(index)];
    if (!from.fanout || from.parents.empty() || node.family != nullptr) return !from.fanout_broken;
    if (std::find(open_.begin(), open_.end(), index) != open_.end()) {
      std::string chain;
      for (const int step : open_) chain += plan_->nodes[At(step)].id + " → ";
      diagnostics_->Error("fanout-cycle", from.where.At("parents"),
                          fmt::format("the fan-outs go in a circle: {}{}", chain, node.id),
                          {.hint = "give one of these tables 'rows' instead of a fan-out"});
      return false;
    }
    const int parent = plan_->Find(from.parents[0]);
    if (parent < 0) return false;  // reported
    open_.push_back(index);
    const bool parent_resolved = Resolve(parent);
    open_.pop_back();
    if (!parent_resolved) return false;
    const auto counts = ReadCounts(from, plan_->nodes[At(parent)].rows);
    if (!counts) return false;
    node.parent = parent;
    MakeFamily(from, *counts, &node);
    return !job_.stop.stopped();
  }

 private:
  // At about 2 ns each.
  static constexpr int64_t kParentsCounted = 50'000'000;

  void MakeFamily(const spec::Node& from, const kernel::CountDistribution& counts, Node* node) {
    const Node& parent = plan_->nodes[At(node->parent)];
    // Children of an uncertain number of parents: how many of them are counted matters little.
    const int64_t parents_max = parent.expected ? 0 : parents_left_;
    node->family = std::make_unique<Family>(
        parent.rows, counts,
        plan_->KeyFor(fmt::format("{}//fanout/{}@{}", node->id, from.fanout->function->id,
                                  from.fanout->function->version)),
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
      diagnostics_->Error("reversed-range", arguments.json(),
                          fmt::format("the fan-out is at least {} and at most {}", least, most));
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
                          fmt::format("node '{}' would have more than {} rows", from.id, kRowsMax));
      return std::nullopt;
    }
    return limited;
  }

  const work::JobContext& job_;
  int64_t parents_left_;  // that may still be counted
  Plan* plan_;
  base::Diagnostics* diagnostics_;
  std::vector<int> open_;  // nodes being resolved, outermost first
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
