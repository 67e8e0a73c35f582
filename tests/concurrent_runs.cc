// Fifty runs at once on one pool, for the thread sanitizer: some are cancelled, all share the
// locale's lists, the pool and the budget of memory, and those that end have the hashes of the same
// runs alone. They write no files, so that no library without the sanitizer's marks takes part.
//
//   make races
#include <fmt/format.h>

#include <atomic>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include "foundation/work/job_context.h"
#include "language/spec/spec.h"
#include "making/engine/engine.h"
#include "making/plan/plan.h"
#include "making/runs/run.h"

namespace datagen {
namespace {

constexpr const char* kSpec = R"json({
  "version": "1.0", "metadata": {"name": "shop"}, "constraints": {},
  "timeframe": {"start": "2024-01-01T00:00:00Z", "end": "2024-12-31T00:00:00Z", "freq": "D"},
  "nodes": [
  {"id": "customer", "kind": "entity", "pk": "id", "rows": 20000, "columns": [
    {"name": "id", "type": "int", "nullable": false, "generator": {"sequence": {}}},
    {"name": "country", "type": "string", "nullable": false,
      "generator": {"choice": {"choices": ["US", "DE", "IN"]}}},
    {"name": "name", "type": "string", "nullable": false,
      "generator": {"faker": {"method": "name", "locale_from": "country"}}},
    {"name": "spent", "type": "decimal(14,2)", "nullable": false,
      "generator": {"aggregate": {"from": "purchase.amount", "fn": "sum"}}}]},
  {"id": "purchase", "kind": "fact", "pk": ["customer_id", "number"], "parents": ["customer"],
    "fanout": {"distribution": "poisson", "lambda": 2, "max": 20}, "columns": [
    {"name": "customer_id", "type": "int", "nullable": false,
      "generator": {"lookup": {"from": "customer.id"}}},
    {"name": "number", "type": "int", "nullable": false,
      "generator": {"sequence": {"per": "parent"}}},
    {"name": "amount", "type": "decimal(10,2)", "nullable": false, "generator": {"distribution":
      {"type": "lognormal", "params": {"mean": 3.2, "sigma": 0.7}, "clamp": [1, 500]}}}]}]
})json";

// The tables' hashes with spaces between; "stopped" after a stop.
std::string HashesOf(int64_t seed, work::Workplace* workplace, const work::StopSource& stop,
                     work::Progress* progress) {
  base::Diagnostics diagnostics;
  work::JobContext job{workplace, 2, stop.token(), progress};
  plan::Options plan_options;
  plan_options.seed = seed;
  plan_options.job = job;
  auto planned = plan::MakePlan(spec::ReadSpec(kSpec, &diagnostics), plan_options, &diagnostics);
  if (planned == nullptr) return stop.token().stopped() ? "stopped" : "the spec has mistakes";
  const engine::Engine engine(std::move(planned));
  runs::Options options;
  options.format = "null";
  options.part_rows = 5'000;
  options.batch_rows = 1'000;
  options.job = job;
  const auto result = runs::Run(engine, options);
  if (!result.ok()) return stop.token().stopped() ? "stopped" : result.status().message();
  std::string hashes;
  for (const runs::TableResult& table : result.value().tables) hashes += table.content_hash + " ";
  return hashes;
}

int Run() {
  constexpr int kRuns = 50;
  constexpr int kSeeds = 5;
  constexpr int kCancelledOf = 7;  // one in so many
  constexpr int64_t kBudget = 100'000'000;
  work::Workplace workplace(4, kBudget);
  std::vector<std::string> alone;
  for (int seed = 0; seed < kSeeds; ++seed) {
    work::Progress progress(nullptr);
    alone.push_back(HashesOf(seed, &workplace, work::StopSource(), &progress));
  }
  std::atomic<int> wrong{0};
  std::atomic<int> stopped{0};
  std::vector<std::thread> threads;
  threads.reserve(kRuns);
  for (int i = 0; i < kRuns; ++i) {
    threads.emplace_back([&, i] {
      const work::StopSource stop;
      const bool cancelled = i % kCancelledOf == 0;
      work::Progress progress([&](const work::Progress::Snapshot& now) {
        if (cancelled && now.parts_done > 0) stop.Stop(work::StopReason::kCancelled);
      });
      const std::string hashes = HashesOf(i % kSeeds, &workplace, stop, &progress);
      if (cancelled && hashes == "stopped") {
        ++stopped;
      } else if (hashes != alone[static_cast<size_t>(i % kSeeds)]) {
        ++wrong;
        fmt::print(stderr, "run {}: {}\n", i, hashes);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  fmt::print("{} runs at once, {} of them stopped, {} wrong; at most {} MB reserved\n", kRuns,
             stopped.load(), wrong.load(), workplace.memory().reserved_most() / 1'000'000);
  return wrong == 0 ? 0 : 1;
}

}  // namespace
}  // namespace datagen

int main() { return datagen::Run(); }
