// Operations that go on beside the caller: start one, follow it, cancel it, wait for it.
//
//   auto job = datagen::Job::Start(datagen::GenerateRequest{spec, "spec.json", {}, options});
//   while (!job->WaitFor(1.0)) fmt::print("{:.0f} %\n", job->progress().percent());
//   if (job->state() == datagen::JobState::kFailed) puts(job->result().outcome.message().c_str());
//
// Jobs of one Resources share its threads in turns: none waits for another to end, unless the
// Resources run only so many at a time. What a job makes does not depend on others. A job that runs
// out of memory fails alone ("out of memory", or the memory's limit and what was needed).
//
// Of the options' Control, on_progress, seconds_max and resources hold for the whole job; those of
// the plan's options are not looked at. on_progress is called on the job's own thread.
// Thread-safety: a Job may be used from any thread; the results are read after its end.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "datagen/create.h"
#include "datagen/datagen.h"
#include "datagen/load.h"
#include "datagen/validate.h"

namespace datagen {

// `name` stands for the spec in messages.
struct GenerateRequest {
  std::string spec;
  std::string name = "spec";
  PlanOptions plan;
  GenerateOptions options;
};
struct LoadRequest {
  std::string spec;
  std::string name = "spec";
  PlanOptions plan;
  LoadOptions options;
};
struct ExplainRequest {
  std::string spec;
  std::string name = "spec";
  PlanOptions plan;
  ExplainOptions options;
};
struct ValidateRequest {
  std::string spec;
  std::string name = "spec";
  ValidateOptions options;
};
struct CreateRequest {
  std::vector<ScriptSource> scripts;
  std::string url;  // of a database, in place of scripts
  CreateOptions options;
};
using JobRequest =
    std::variant<GenerateRequest, LoadRequest, ExplainRequest, ValidateRequest, CreateRequest>;

enum class JobState { kQueued, kRunning, kComplete, kFailed, kCancelled };
const char* NameOf(JobState state);

struct JobResult {
  Outcome outcome;
  Report report;               // the mistakes of the spec
  std::unique_ptr<Plan> plan;  // of what is planned: generate, load, explain
  // By the request; explain's is the text. Nothing where the job did not come to it.
  std::variant<std::monostate, GenerateSummary, LoadSummary, std::string,
               std::unique_ptr<Validation>, CreateResult>
      value;
};

class Job {
 public:
  // Starts it, or puts it into the queue of its Resources. Where no thread can be had at all, it
  // has ended when Start returns. Lifetime: the Resources outlive the job.
  static std::unique_ptr<Job> Start(JobRequest request);
  // Cancels it and waits for its end.
  ~Job();
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  [[nodiscard]] JobState state() const;
  [[nodiscard]] Progress progress() const;
  // Ends it within 200 ms, with batches of the default size. What is complete stays complete.
  void Cancel();
  void Wait() const;
  // Whether it has ended within so many seconds.
  [[nodiscard]] bool WaitFor(double seconds) const;
  // Requires: it has ended.
  [[nodiscard]] const JobResult& result() const;
  JobResult& result();

 private:
  struct Impl;
  explicit Job(std::shared_ptr<Impl> impl);
  std::shared_ptr<Impl> impl_;
};

}  // namespace datagen
