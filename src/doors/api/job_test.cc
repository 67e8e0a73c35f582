#include "datagen/job.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>
#include <latch>
#include <random>
#include <sstream>
#include <string>
#include <thread>

#include "foundation/work/clock.h"

namespace datagen {
namespace {

// It keeps several bytes for each that a program has.
#ifdef __SANITIZE_THREAD__
constexpr bool kUnderThreadSanitizer = true;
#else
constexpr bool kUnderThreadSanitizer = false;
#endif

// Parents with children, texts and a sum over the children.
std::string SpecOf(int64_t rows) {
  return fmt::format(R"json({{
  "version": "1.0", "metadata": {{"name": "shop"}}, "constraints": {{}},
  "timeframe": {{"start": "2024-01-01T00:00:00Z", "end": "2024-12-31T00:00:00Z", "freq": "D"}},
  "nodes": [
  {{"id": "customer", "kind": "entity", "pk": "id", "rows": {}, "columns": [
    {{"name": "id", "type": "int", "nullable": false, "generator": {{"sequence": {{}}}}}},
    {{"name": "name", "type": "string", "nullable": false,
      "generator": {{"faker": {{"method": "name"}}}}}},
    {{"name": "spent", "type": "decimal(14,2)", "nullable": false,
      "generator": {{"aggregate": {{"from": "purchase.amount", "fn": "sum"}}}}}}]}},
  {{"id": "purchase", "kind": "fact", "pk": ["customer_id", "number"], "parents": ["customer"],
    "fanout": {{"distribution": "poisson", "lambda": 4, "max": 20}}, "columns": [
    {{"name": "customer_id", "type": "int", "nullable": false,
      "generator": {{"lookup": {{"from": "customer.id"}}}}}},
    {{"name": "number", "type": "int", "nullable": false,
      "generator": {{"sequence": {{"per": "parent"}}}}}},
    {{"name": "amount", "type": "decimal(10,2)", "nullable": false, "generator": {{"distribution":
      {{"type": "lognormal", "params": {{"mean": 3.2, "sigma": 0.7}}, "clamp": [1, 500]}}}}}}]}}]
}})json",
                     rows);
}

class JobTest : public testing::Test {
 protected:
  JobTest() {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~JobTest() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string Folder(const std::string& name) const {
    return (folder_ / name).string();
  }

  GenerateRequest Request(const std::string& name, int64_t rows, int64_t seed,
                          Resources* resources) const {
    GenerateRequest request;
    request.spec = SpecOf(rows);
    request.plan.seed = seed;
    request.options.directory = Folder(name);
    request.options.threads = 2;
    request.options.part_rows = 10'000;
    request.options.resources = resources;
    return request;
  }

  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) /
      fmt::format("{}-{}", testing::UnitTest::GetInstance()->current_test_info()->name(),
                  testing::UnitTest::GetInstance()->random_seed());
};

std::vector<std::string> Hashes(const GenerateSummary& summary) {
  std::vector<std::string> hashes;
  for (const TableSummary& table : summary.tables) hashes.push_back(table.content_hash);
  return hashes;
}

const GenerateSummary& Generated(const Job& job) {
  return std::get<GenerateSummary>(job.result().value);
}

int64_t PeakMemoryBytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    std::istringstream words(line);
    std::string name;
    int64_t kilobytes = 0;
    if (words >> name >> kilobytes && name == "VmHWM:") return kilobytes * 1024;
  }
  return 0;
}

void ForgetPeakMemory() { std::ofstream("/proc/self/clear_refs") << "5"; }

TEST_F(JobTest, FiftyRunAtOnceOnTwoThreadsWithinTheBudgetAndGiveWhatEachGivesAlone) {
  constexpr int kJobs = 50;
  constexpr int kSeeds = 5;
  constexpr int64_t kRows = 30'000;
  std::vector<std::vector<std::string>> alone;
  for (int seed = 0; seed < kSeeds; ++seed) {
    const auto job = Job::Start(Request(fmt::format("alone{}", seed), kRows, seed, nullptr));
    job->Wait();
    ASSERT_EQ(job->state(), JobState::kComplete) << job->result().outcome.message();
    alone.push_back(Hashes(Generated(*job)));
  }
  constexpr int64_t kBudget = 100'000'000;
  ForgetPeakMemory();
  const int64_t before = PeakMemoryBytes();
  Resources resources(2, kBudget);
  // Each job's own thread waits here until all of them have begun to make rows: were there fewer
  // than fifty at once, none would go on.
  std::latch all_making(kJobs);
  std::atomic<bool> one_ended{false};
  std::vector<std::unique_ptr<std::atomic<bool>>> seen;
  std::vector<std::unique_ptr<Job>> jobs;
  for (int i = 0; i < kJobs; ++i) {
    GenerateRequest request = Request(fmt::format("job{}", i), kRows, i % kSeeds, &resources);
    auto& arrived = *seen.emplace_back(std::make_unique<std::atomic<bool>>(false));
    request.options.on_progress = [&](const Progress& progress) {
      if (progress.phase != "make" || arrived.exchange(true)) return;
      all_making.count_down();
      while (!all_making.try_wait() && !one_ended) std::this_thread::yield();
    };
    jobs.push_back(Job::Start(std::move(request)));
  }
  while (!all_making.try_wait() && !one_ended) {
    one_ended =
        std::any_of(jobs.begin(), jobs.end(), [](const auto& job) { return job->WaitFor(0.001); });
  }
  EXPECT_FALSE(one_ended) << "they did not all run at once";
  for (int i = 0; i < kJobs; ++i) {
    jobs[static_cast<size_t>(i)]->Wait();
    const Job& job = *jobs[static_cast<size_t>(i)];
    ASSERT_EQ(job.state(), JobState::kComplete) << job.result().outcome.message();
    EXPECT_EQ(Hashes(Generated(job)), alone[static_cast<size_t>(i % kSeeds)]) << i;
    EXPECT_EQ(job.progress().percent(), 100);
  }
  EXPECT_LE(resources.memory_reserved_most(), kBudget);
  EXPECT_GT(resources.memory_reserved_most(), 0);
  if (!kUnderThreadSanitizer) {
    EXPECT_LE(PeakMemoryBytes() - before, kBudget);
  }
}

TEST_F(JobTest, AJobBeyondItsBoundsFailsBeforeItsFirstRow) {
  constexpr int64_t kRows = 30'000;
  for (const Bounds& bounds :
       {Bounds{.rows_max = kRows}, Bounds{.bytes_max = 10'000}, Bounds{.memory_max = 1'000'000}}) {
    GenerateRequest request = Request("bounded", kRows, 1, nullptr);
    request.options.bounds = bounds;
    const std::string directory = request.options.directory;
    const auto job = Job::Start(std::move(request));
    job->Wait();
    ASSERT_EQ(job->state(), JobState::kFailed);
    const Outcome& outcome = job->result().outcome;
    EXPECT_EQ(outcome.code, Code::kInvalid);
    ASSERT_EQ(outcome.diagnostics.size(), 1U);
    EXPECT_EQ(outcome.diagnostics[0].code, "limit-exceeded") << outcome.message();
    EXPECT_FALSE(std::filesystem::exists(directory));
  }
}

TEST_F(JobTest, AJobThatNeedsMoreMemoryThanThereIsHarmsNoOther) {
  Resources resources(2, 60'000'000);
  GenerateRequest large = Request("large", 3'000'000, 1, &resources);
  large.options.part_rows = 3'000'000;
  large.options.row_group_rows = 3'000'000;
  const auto failing = Job::Start(large);
  const auto other = Job::Start(Request("other", 20'000, 1, &resources));
  failing->Wait();
  other->Wait();
  EXPECT_EQ(failing->state(), JobState::kFailed);
  EXPECT_EQ(failing->result().outcome.code, Code::kEnvironment);
  EXPECT_NE(failing->result().outcome.message().find("the limit is 60 MB"), std::string::npos)
      << failing->result().outcome.message();
  EXPECT_EQ(other->state(), JobState::kComplete) << other->result().outcome.message();
}

TEST_F(JobTest, AMistakeInTheSpecIsTheResult) {
  GenerateRequest request = Request("x", 10, 1, nullptr);
  request.spec.replace(request.spec.find("poisson"), 7, "fishlike");
  const auto job = Job::Start(std::move(request));
  job->Wait();
  EXPECT_EQ(job->state(), JobState::kFailed);
  EXPECT_EQ(job->result().outcome.code, Code::kInvalid);
  EXPECT_EQ(job->result().report.errors, 1);
}

TEST_F(JobTest, JobsBeyondThoseThatMayRunWaitTheirTurn) {
  Resources resources(2, 0, 1);
  std::latch hold(1);
  GenerateRequest first = Request("first", 1000, 1, &resources);
  first.options.on_progress = [&](const Progress&) { hold.wait(); };
  const auto running = Job::Start(std::move(first));
  const auto waiting = Job::Start(Request("second", 1000, 1, &resources));
  const auto given_up = Job::Start(Request("third", 1000, 1, &resources));
  EXPECT_EQ(waiting->state(), JobState::kQueued);
  given_up->Cancel();
  EXPECT_EQ(given_up->state(), JobState::kCancelled);
  hold.count_down();
  waiting->Wait();
  EXPECT_EQ(waiting->state(), JobState::kComplete);
  EXPECT_EQ(running->state(), JobState::kComplete);
}

TEST_F(JobTest, TwoJobsIntoOneFolderAreFound) {
  std::latch hold(1);
  GenerateRequest first = Request("same", 1000, 1, nullptr);
  std::latch making(1);
  std::atomic<bool> arrived{false};
  first.options.on_progress = [&](const Progress& progress) {
    if (progress.phase == "make" && !arrived.exchange(true)) {
      making.count_down();
      hold.wait();
    }
  };
  const auto running = Job::Start(std::move(first));
  while (!making.try_wait()) ASSERT_FALSE(running->WaitFor(0.01));
  const auto second = Job::Start(Request("same", 1000, 1, nullptr));
  second->Wait();
  EXPECT_EQ(second->state(), JobState::kFailed);
  EXPECT_NE(second->result().outcome.message().find("another run is writing to"),
            std::string::npos);
  hold.count_down();
  running->Wait();
  EXPECT_EQ(running->state(), JobState::kComplete);
}

TEST_F(JobTest, EveryKindOfOperationIsAJob) {
  const auto generate = Job::Start(Request("data", 5000, 3, nullptr));
  generate->Wait();
  ASSERT_EQ(generate->state(), JobState::kComplete) << generate->result().outcome.message();

  ValidateRequest validate{SpecOf(5000), "spec", {}};
  validate.options.directory = Folder("data");
  const auto validated = Job::Start(std::move(validate));
  LoadRequest load{SpecOf(5000), "spec", {}, {}};
  load.options.to = "sqlite:" + Folder("data.sqlite");
  const auto loaded = Job::Start(std::move(load));
  const auto explained = Job::Start(ExplainRequest{SpecOf(5000), "spec", {}, {}});
  const std::string script = "CREATE TABLE t (id integer PRIMARY KEY, name varchar(50));";
  size_t at = 0;
  CreateRequest create;
  create.scripts.push_back({"t.sql", [&](char* data, size_t size) {
                              const size_t count = std::min(size, script.size() - at);
                              std::copy_n(script.data() + at, count, data);
                              at += count;
                              return static_cast<int64_t>(count);
                            }});
  const auto created = Job::Start(std::move(create));

  for (const Job* job : {validated.get(), loaded.get(), explained.get(), created.get()}) {
    job->Wait();
    EXPECT_EQ(job->state(), JobState::kComplete) << job->result().outcome.message();
  }
  EXPECT_TRUE(std::get<std::unique_ptr<Validation>>(validated->result().value)->passed());
  EXPECT_EQ(std::get<LoadSummary>(loaded->result().value).tables.size(), 2U);
  EXPECT_NE(std::get<std::string>(explained->result().value).find("plan of 'shop'"),
            std::string::npos);
  EXPECT_EQ(std::get<CreateResult>(created->result().value).tables, 1);
}

// A job of each kind that would take far longer than any of these tests, each in a folder of its
// own.
std::vector<JobRequest> LongRequests(const std::filesystem::path& folder) {
  constexpr int64_t kMany = 50'000'000;
  std::vector<JobRequest> requests;
  for (const char* format : {"parquet", "csv", "null"}) {
    GenerateRequest generate{SpecOf(kMany), "spec", {}, {}};
    generate.options.format = format;
    generate.options.threads = 2;
    generate.options.directory = (folder / format).string();
    requests.emplace_back(std::move(generate));
  }
  for (const char* file : {"sqlite", "duckdb", "sql"}) {
    LoadRequest load{SpecOf(kMany), "spec", {}, {}};
    load.options.to = (folder / fmt::format("data.{}", file)).string();
    load.options.dialect = "postgresql";
    load.options.threads = 2;
    requests.emplace_back(std::move(load));
  }
  // Planning alone takes longer than that: the children of so many parents are counted first.
  GenerateRequest plans{SpecOf(kMany * 100), "spec", {}, {}};
  plans.options.format = "null";
  requests.emplace_back(std::move(plans));
  CreateRequest create;
  create.scripts.push_back(
      {"endless.sql", [n = 0](char* data, size_t size) mutable {
         const std::string text =
             fmt::format("CREATE TABLE t{} (id integer PRIMARY KEY, name varchar(50));\n", n++);
         std::copy_n(text.data(), std::min(size, text.size()), data);
         return static_cast<int64_t>(std::min(size, text.size()));
       }});
  requests.emplace_back(std::move(create));
  return requests;
}

double SecondsToCancel(JobRequest request, double seconds) {
  const auto job = Job::Start(std::move(request));
  // Whatever it is at by then; it does not end by itself.
  EXPECT_FALSE(job->WaitFor(seconds)) << job->result().outcome.message();
  const double before = work::SteadyClock().Seconds();
  job->Cancel();
  job->Wait();
  EXPECT_EQ(job->state(), JobState::kCancelled) << job->result().outcome.message();
  return work::SteadyClock().Seconds() - before;
}

TEST_F(JobTest, ACancelActsSoonAtAnyMomentOfAnyKind) {
  std::mt19937 chance(7);
  std::uniform_real_distribution<double> moment(0, 0.6);
  for (int round = 0; round < 2; ++round) {
    size_t kind = 0;
    for (JobRequest& request : LongRequests(folder_ / std::to_string(round))) {
      std::filesystem::create_directories(folder_ / std::to_string(round));
      const double seconds = SecondsToCancel(std::move(request), moment(chance));
      // 0.2 s on a machine that does nothing else.
      EXPECT_LT(seconds, 2) << "kind " << kind;
      RecordProperty(fmt::format("kind_{}_round_{}", kind, round), fmt::format("{:.3f}", seconds));
      ++kind;
    }
  }
}

TEST_F(JobTest, AValidationIsCancelledWithItsQueries) {
  const auto generate = Job::Start(Request("data", 400'000, 3, nullptr));
  generate->Wait();
  ASSERT_EQ(generate->state(), JobState::kComplete) << generate->result().outcome.message();
  ValidateRequest validate{SpecOf(400'000), "spec", {}};
  validate.options.directory = Folder("data");
  std::atomic<bool> cancel{false};
  std::atomic<bool> validating{false};
  validate.options.cancel = &cancel;
  validate.options.on_progress = [&](const Progress& progress) {
    if (progress.phase == "validate") validating = true;
  };
  const auto job = Job::Start(std::move(validate));
  while (!validating && !job->WaitFor(0.001)) {
  }
  cancel = true;
  job->Wait();
  EXPECT_EQ(job->state(), JobState::kCancelled) << job->result().outcome.message();
}

// Ends with 0 when a job without memory failed, and one after it did not. Removes `folder` first,
// as nobody else does: the test goes on in another process.
void RunShortOfMemory(const std::filesystem::path& folder,
                      const std::function<GenerateRequest(int64_t)>& request) {
  std::ifstream pages("/proc/self/statm");
  int64_t used = 0;
  pages >> used;
  constexpr int64_t kMore = 250'000'000;
  const auto most = static_cast<rlim_t>(used * sysconf(_SC_PAGESIZE) + kMore);
  const rlimit limit{most, most};
  setrlimit(RLIMIT_AS, &limit);
  GenerateRequest large = request(3'000'000);
  large.options.part_rows = 3'000'000;
  large.options.row_group_rows = 3'000'000;
  const auto failing = Job::Start(std::move(large));
  failing->Wait();
  const auto other = Job::Start(request(1000));
  other->Wait();
  fmt::print(stderr, "{}: {}; {}: {}\n", NameOf(failing->state()),
             failing->result().outcome.message(), NameOf(other->state()),
             other->result().outcome.message());
  std::filesystem::remove_all(folder);
  std::exit(0);
}

TEST_F(JobTest, WithoutMemoryAJobFailsAloneAndTheProcessGoesOn) {
  if (kUnderThreadSanitizer) GTEST_SKIP() << "its allocator does not fail as the system's does";
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(RunShortOfMemory(folder_,
                               [&](int64_t rows) {
                                 return Request(fmt::format("rows{}", rows), rows, 1, nullptr);
                               }),
              testing::ExitedWithCode(0), "failed: .*memory.*; complete: ");
}

}  // namespace
}  // namespace datagen
