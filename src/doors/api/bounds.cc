#include "doors/api/bounds.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "doors/api/access.h"
#include "foundation/base/plural.h"
#include "foundation/work/container_memory.h"
#include "foundation/work/process_use.h"
#include "making/runs/part_memory.h"

namespace datagen::api {
namespace {

using base::Status;

// How far the number of rows may lie below what is expected, in standard deviations: only what is
// above a limit for certain is refused before rows are counted.
constexpr double kDeviations = 6;

size_t At(int index) { return static_cast<size_t>(index); }

double DeviationOf(const plan::Node& node) { return node.expected ? node.expected->deviation : 0; }

struct Cost {
  std::vector<TableEstimate> tables;
  double rows = 0;
  int64_t bytes = 0;
  double cpu_seconds = 0;
};

base::Result<Cost> CostOf(const Demand& demand) {
  Cost cost;
  cost.bytes = demand.fixed_bytes;
  cost.tables.reserve(demand.tables.size());
  for (size_t i = 0; i < demand.tables.size(); ++i) {
    auto table = demand.estimate(demand.tables[i]);
    if (!table.ok()) return table.status();
    const double share = demand.shares[i];
    table->rows *= share;
    table->bytes = std::llround(static_cast<double>(table->bytes) * share);
    table->cpu_seconds *= share;
    cost.rows += table->rows;
    cost.bytes += table->bytes;
    cost.cpu_seconds += table->cpu_seconds;
    cost.tables.push_back(*table);
  }
  return cost;
}

std::string RowsText(double rows) {
  const int64_t whole = std::llround(rows);
  return fmt::format("{} {}", FormatCount(whole), base::Plural(whole, "row"));
}

// "2,000,000 rows, about 31 MB"
std::string SizeText(double rows, int64_t bytes) {
  return fmt::format("{}, about {}", RowsText(rows), FormatBytes(bytes));
}

// Of what hangs on the machine, no more than can be known: "about 12 CPU-s and 80 MB of memory".
std::string EffortText(const Cost& cost, int threads) {
  std::string text = cost.cpu_seconds < 1 ? "less than 1 CPU-s"
                                          : fmt::format("about {:.2g} CPU-s", cost.cpu_seconds);
  constexpr int64_t kStep = 10'000'000;
  const int64_t memory = MemoryOfThreads(cost.tables, threads);
  if (memory == 0) return text;
  return text + fmt::format(" and {} of memory for rows",
                            FormatBytes((memory + kStep - 1) / kStep * kStep));
}

Status Refusal(const engine::Engine& engine, const Bounds& bounds, const Demand& demand,
               const Cost& cost) {
  const bool too_many = bounds.rows_max > 0 && cost.rows > static_cast<double>(bounds.rows_max);
  const bool too_large = bounds.bytes_max > 0 && cost.bytes > bounds.bytes_max;
  const auto most =
      static_cast<size_t>(std::max_element(cost.tables.begin(), cost.tables.end(),
                                           [&](const TableEstimate& a, const TableEstimate& b) {
                                             return too_large ? a.bytes < b.bytes : a.rows < b.rows;
                                           }) -
                          cost.tables.begin());
  const std::string& table = engine.plan().nodes[At(demand.tables[most])].id;
  std::string limit;
  double share = 1;
  if (too_many) {
    limit = RowsText(static_cast<double>(bounds.rows_max));
    share = static_cast<double>(bounds.rows_max) / cost.rows;
  }
  if (too_large) {
    limit += (limit.empty() ? "" : " and ") + FormatBytes(bounds.bytes_max);
    share =
        std::min(share, static_cast<double>(bounds.bytes_max) / static_cast<double>(cost.bytes));
  }
  // Somewhat below, so that what is made of the hint is not just above.
  constexpr double kPercent = 99;
  return Status::Invalid(
      "limit-exceeded",
      fmt::format("it would be {}{} as {}, and take {}", engine.plan().exact() ? "" : "≈ ",
                  SizeText(cost.rows, cost.bytes), demand.form, EffortText(cost, demand.threads)),
      {.given = too_many ? std::to_string(std::llround(cost.rows)) : std::to_string(cost.bytes),
       .expected = "at most " + limit,
       .hint =
           fmt::format("most of it is '{}': {}; {:.2g} % of the rows would fit", table,
                       SizeText(cost.tables[most].rows, cost.tables[most].bytes), kPercent * share),
       .table = table});
}

// Which part of a table's rows a slice is.
double ShareOfSlice(const plan::Node& node, int64_t part_rows, const runs::Options& run) {
  if (run.slices == 1) return 1;
  const double rows = std::max(1.0, RunRows(node));
  const auto parts = static_cast<int64_t>(std::ceil(rows / static_cast<double>(part_rows)));
  const auto first_row = [&](int64_t slice) {
    const int64_t first_part = parts * slice / run.slices;
    return std::min(rows, static_cast<double>(first_part * part_rows));
  };
  return (first_row(run.slice) - first_row(run.slice - 1)) / rows;
}

}  // namespace

Status CheckDemand(const engine::Engine& engine, const Bounds& bounds, const Demand& demand) {
  double rows = 0;
  double deviation = 0;
  for (size_t i = 0; i < demand.tables.size(); ++i) {
    const plan::Node& node = engine.plan().nodes[At(demand.tables[i])];
    rows += RunRows(node) * demand.shares[i];
    deviation += DeviationOf(node) * demand.shares[i];
  }
  const double certain = kDeviations * deviation / std::max(1.0, rows);  // as a part of the rows
  const bool too_many =
      bounds.rows_max > 0 && rows * (1 - certain) > static_cast<double>(bounds.rows_max);
  if (!too_many && bounds.bytes_max == 0) return Status::Ok();
  const auto cost = CostOf(demand);
  if (!cost.ok()) return cost.status();
  const bool too_large =
      bounds.bytes_max > 0 && static_cast<double>(cost.value().bytes) * (1 - certain) >
                                  static_cast<double>(bounds.bytes_max);
  return too_many || too_large ? Refusal(engine, bounds, demand, cost.value()) : Status::Ok();
}

Status BoundMemory(const Bounds& bounds, const std::function<int64_t()>& needed,
                   runs::MemoryLevers levers) {
  if (bounds.memory_max > 0) {
    return runs::FitMemory(bounds.memory_max, work::ResidentMemoryBytes(), needed, levers);
  }
  const int64_t left = work::ContainerMemoryLeft();
  if (left == 0) return Status::Ok();
  // Nobody has asked for other files because of the machine. What is too much even so, the
  // process's budget refuses when it is made: estimates are of the longest values.
  levers.row_group_rows = nullptr;
  (void)runs::FitMemory(left, 0, needed, levers);
  return Status::Ok();
}

Status BoundRun(const Plan& plan, const GenerateOptions& options, int table, runs::Options* run) {
  const engine::Engine& engine = *PlanAccess::EngineOf(plan);
  const Bounds& bounds = options.bounds;
  // What limits row groups by bytes looks at them after each batch: only who asks gets other files.
  if (bounds.memory_max > 0 || run->row_group_bytes == 0) {
    const Status fits = BoundMemory(bounds, [&] { return runs::RunMemory(engine, *run, table); },
                                    {&run->batch_rows, &run->job.threads, &run->row_group_rows});
    if (!fits.ok()) return fits;
  }
  if (bounds.rows_max == 0 && bounds.bytes_max == 0) return Status::Ok();
  GenerateOptions fitted = options;
  fitted.batch_rows = run->batch_rows;
  fitted.row_group_rows = run->row_group_rows;
  auto form = FormOf(fitted, run->job.stop);
  if (!form.ok()) return form.status();
  form->options.streamed = run->streamed;
  Demand demand;
  demand.form = options.format;
  demand.threads = run->job.threads;
  const auto& nodes = engine.plan().nodes;
  for (size_t node = 0; node < nodes.size(); ++node) {
    const auto index = static_cast<int>(node);
    if (table >= 0 && index != table) continue;
    const int64_t part_rows = run->part_rows_of.empty() ? run->part_rows : run->part_rows_of[node];
    demand.tables.push_back(index);
    demand.shares.push_back(table >= 0 ? 1 : ShareOfSlice(nodes[node], part_rows, *run));
  }
  KnownEstimates& known = PlanAccess::EstimatesOf(plan);
  demand.estimate = [&engine, &form, &known, run, table](int node) {
    if (!run->part_rows_of.empty()) form->part_rows = run->part_rows_of[At(node)];
    // A stream of rows is one file.
    if (table >= 0) form->part_rows = std::max<int64_t>(1, engine.plan().nodes[At(node)].rows);
    return known.Table(NameOf(*form, node), RunRows(engine.plan().nodes[At(node)]),
                       [&] { return EstimateTable(engine, node, *form); });
  };
  return CheckDemand(engine, bounds, demand);
}

}  // namespace datagen::api
