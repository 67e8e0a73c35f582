#include "datagen/job.h"

#include <condition_variable>
#include <mutex>
#include <utility>

#include "doors/api/access.h"
#include "doors/api/control.h"
#include "doors/api/operations.h"
#include "doors/api/outcome.h"

namespace datagen {
namespace {

using work::JobContext;

// Of jobs that name no Resources.
api::JobQueue& QueueOfProcess() {
  static auto* queue = new api::JobQueue(0);
  return *queue;
}

// On a thread of the pool, in its turn; the job's own thread only waits. `call` does not throw.
Outcome OnPool(const JobContext& job, const std::function<Outcome()>& call) {
  Outcome outcome;
  work::TaskQueue queue(&job.workplace->pool(), 1, job.stop);
  queue.Add([&] {
    outcome = call();
    return base::Status::Ok();
  });
  constexpr double kTickSeconds = 0.05;
  while (!queue.WaitFor(kTickSeconds)) job.progress->Tell();
  const base::Status status = queue.status();
  return outcome.ok() && !status.ok() ? api::ToOutcome(status) : outcome;
}

// What each request asks for, on the job's thread.
struct Work {
  const JobContext& job;
  JobResult& result;

  Outcome operator()(const GenerateRequest& request) {
    Outcome outcome = MakePlan(request);
    if (!outcome.ok()) return outcome;
    GenerateSummary summary;
    outcome = api::Generate(*result.plan, request.options, job, &summary);
    if (outcome.ok()) result.value = std::move(summary);
    return outcome;
  }

  Outcome operator()(const LoadRequest& request) {
    Outcome outcome = MakePlan(request);
    if (!outcome.ok()) return outcome;
    LoadSummary summary;
    outcome = api::Load(*result.plan, request.options, job, &summary);
    if (outcome.ok()) result.value = std::move(summary);
    return outcome;
  }

  Outcome operator()(const ExplainRequest& request) {
    Outcome outcome = MakePlan(request);
    if (!outcome.ok()) return outcome;
    std::string text;
    outcome = OnPool(job, [&] { return api::Explain(*result.plan, request.options, job, &text); });
    if (outcome.ok()) result.value = std::move(text);
    return outcome;
  }

  // DuckDB has threads of its own, so it waits for none of the pool's; the memory that it may take
  // is what keeps validations from running all at once.
  Outcome operator()(const ValidateRequest& request) {
    Outcome outcome;
    auto validation =
        api::Validate(request.spec, request.name, request.options, job, &result.report, &outcome);
    if (validation != nullptr) result.value = std::move(validation);
    return outcome;
  }

  Outcome operator()(const CreateRequest& request) {
    CreateResult created;
    const Outcome outcome = OnPool(job, [&] {
      created = request.url.empty() ? api::Create(request.scripts, request.options, job)
                                    : api::Create(request.url, request.options, job);
      return created.outcome;
    });
    result.value = std::move(created);
    return outcome;
  }

 private:
  Outcome Check(const Plan& plan, const GenerateOptions& options) const {
    return api::CheckBounds(plan, -1, options, job);
  }
  Outcome Check(const Plan& plan, const LoadOptions& options) const {
    return api::CheckBounds(plan, options, job);
  }

  template <typename Request>
  Outcome MakePlan(const Request& request) {
    return OnPool(job, [&] {
      Outcome outcome;
      PlanOptions options = request.plan;
      if constexpr (requires { request.options.bounds; }) {
        const Bounds& bounds = request.options.bounds;
        const bool bounded = bounds.rows_max > 0 || bounds.bytes_max > 0 || bounds.memory_max > 0;
        if (options.accept == nullptr && bounded) {
          options.accept = [&](const Plan& plan) { return Check(plan, request.options); };
        }
      }
      result.plan =
          api::MakePlan(request.spec, request.name, options, job, &result.report, &outcome);
      return outcome;
    });
  }
};

const Control& ControlOf(const JobRequest& request) {
  return std::visit([](const auto& given) -> const Control& { return given.options; }, request);
}

int ThreadsOf(const JobRequest& request) {
  return std::visit(
      [](const auto& given) {
        if constexpr (requires { given.options.threads; }) return given.options.threads;
        return 1;
      },
      request);
}

}  // namespace

// Shared by the Job and the thread that works for it, whichever lives longer.
struct Job::Impl {
  explicit Impl(JobRequest given)
      : request(std::move(given)), operation(ControlOf(request), ThreadsOf(request)) {}

  void Run() {
    {
      const std::lock_guard<std::mutex> lock(mutex);
      if (state != JobState::kQueued) return;
      state = JobState::kRunning;
    }
    const JobContext& job = operation.job();
    result.outcome = api::GuardedOutcome([&] { return std::visit(Work{job, result}, request); });
    const bool cancelled = job.stop.reason() == work::StopReason::kCancelled;
    const std::lock_guard<std::mutex> lock(mutex);
    state = result.outcome.ok() ? JobState::kComplete
            : cancelled         ? JobState::kCancelled
                                : JobState::kFailed;
    changed.notify_all();
  }

  void Cancel() {
    operation.Cancel();
    const std::lock_guard<std::mutex> lock(mutex);
    if (state != JobState::kQueued) return;
    result.outcome = api::ToOutcome(operation.job().stop.status());
    state = JobState::kCancelled;
    changed.notify_all();
  }

  [[nodiscard]] bool ended() const {
    return state != JobState::kQueued && state != JobState::kRunning;
  }

  JobRequest request;
  api::Operation operation;  // lives as long as the request's Control
  JobResult result;
  mutable std::mutex mutex;
  mutable std::condition_variable changed;
  JobState state = JobState::kQueued;
};

const char* NameOf(JobState state) {
  switch (state) {
    case JobState::kQueued:
      return "queued";
    case JobState::kRunning:
      return "running";
    case JobState::kComplete:
      return "complete";
    case JobState::kFailed:
      return "failed";
    case JobState::kCancelled:
      break;
  }
  return "cancelled";
}

Job::Job(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}

std::unique_ptr<Job> Job::Start(JobRequest request) {
  auto impl = std::make_shared<Impl>(std::move(request));
  const Resources* given = ControlOf(impl->request).resources;
  api::JobQueue& queue =
      given == nullptr ? QueueOfProcess() : api::ResourcesAccess::QueueOf(*given);
  queue.Add([impl] { impl->Run(); });
  return std::unique_ptr<Job>(new Job(std::move(impl)));
}

Job::~Job() {
  Cancel();
  Wait();
}

JobState Job::state() const {
  const std::lock_guard<std::mutex> lock(impl_->mutex);
  return impl_->state;
}

Progress Job::progress() const {
  return api::ToProgress(impl_->operation.job().progress->snapshot());
}

void Job::Cancel() { impl_->Cancel(); }

void Job::Wait() const {
  std::unique_lock<std::mutex> lock(impl_->mutex);
  impl_->changed.wait(lock, [&] { return impl_->ended(); });
}

bool Job::WaitFor(double seconds) const {
  std::unique_lock<std::mutex> lock(impl_->mutex);
  return impl_->changed.wait_for(lock, work::Wait(seconds), [&] { return impl_->ended(); });
}

const JobResult& Job::result() const { return impl_->result; }
JobResult& Job::result() { return impl_->result; }

}  // namespace datagen
