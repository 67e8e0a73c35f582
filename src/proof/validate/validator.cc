#include "proof/validate/validator.h"

#include <algorithm>
#include <utility>

#include "data/connections/location.h"
#include "foundation/work/container_memory.h"
#include "proof/validate/charts.h"
#include "proof/validate/failures.h"
#include "proof/validate/scan.h"
#include "proof/validate/score.h"

namespace datagen::validate {
namespace {

using base::Status;

Checks CollectChecks(const Context& context) {
  Checks checks;
  for (const bool last : {false, true}) {
    for (const CheckInfo* kind : CheckKinds()) {
      if (kind->is_last == last) kind->collect(*kind, context, &checks);
    }
  }
  return checks;
}

Status DescribeTables(const Dataset& dataset, Session* session, Scan* scan,
                      work::Progress* progress, Report* report) {
  for (const Table& table : dataset.tables()) {
    progress->SetItem(table.node->id);
    TableReport& described = report->tables.emplace_back();
    described.name = table.node->id;
    described.format = table.format();
    described.rows = session->RowCount(table.node->id);
    described.sql = table.view_sql;
    for (const sources::File& file : table.files()) {
      ++described.files;
      described.bytes += file.bytes;
    }
    const Status read = scan->Read(table, session, &described);
    if (!read.ok()) return read;
    described.problem = table.problem;
    progress->AddPart();
    progress->Tell();
  }
  return Status::Ok();
}

// Errors: environment. What the data don't let be computed is in the report.
base::Result<CheckReport> JudgeCheck(const Scan& scan, Session* session, Check* check) {
  CheckReport report;
  report.info = &check->info();
  report.path = check->path();
  report.table = check->table();
  report.columns = check->columns();
  report.claim = check->claim();
  const auto values = scan.AnswerTo(*check);
  const Status status =
      values.ok() ? check->Judge(*session, values.value(), &report.finding) : values.status();
  if (status.code() == base::StatusCode::kEnvironment) return status;
  if (!status.ok()) {
    report.finding = Finding();
    report.finding.verdict = Verdict::kNotComputed;
    report.finding.message = query::FirstLine(status.message());
  }
  return report;
}

}  // namespace

std::vector<Claim> ClaimsOf(const spec::Spec& spec) {
  const Dataset dataset = Dataset::Pretend(spec);
  const Context context{spec, dataset, {}, 1};
  std::vector<Claim> claims;
  for (const auto& check : CollectChecks(context)) {
    if (check->rule().kind == Rule::Kind::kNothing) continue;
    claims.push_back(
        {&check->info(), check->path(), check->table(), check->claim(), check->rule()});
  }
  return claims;
}

base::Result<Report> Validate(const spec::Spec& spec, const Options& options) {
  const work::JobContext& job = options.job;
  // What is more goes to the disk: so it takes what there is.
  const int64_t left = work::ContainerMemoryLeft();
  const int64_t memory_bytes =
      left > 0 ? std::min(options.memory_bytes, left) : options.memory_bytes;
  const auto memory = job.workplace->memory().Reserve("validating", memory_bytes, job.stop);
  if (!memory.ok()) return memory.status();
  auto database = query::Database::Open({.threads = options.job.threads,
                                         .memory_bytes = memory_bytes,
                                         .temporary_directory = options.temporary_directory,
                                         .stop = job.stop});
  if (!database.ok()) return database.status();
  auto dataset =
      Dataset::Open(spec, options.directory, options.quick_rows, options.csv, database->get());
  if (!dataset.ok()) return dataset.status();
  const Context context{spec, *dataset, options.rows, options.scale};
  Session session(database->get(), &*dataset, context, options.examples_max);
  const Status counted = CountRows(*dataset, &session);
  if (!counted.ok()) return counted;
  Checks checks = CollectChecks(context);
  if (options.quick_rows > 0) {
    std::erase_if(checks, [](const auto& check) { return !check->is_local(); });
  }
  Report report;
  for (const auto& check : checks) report.tests += check->Tests();
  report.test_threshold = kFamilyAlpha / std::max(1, report.tests);
  session.set_threshold(report.test_threshold);
  Scan scan(checks);
  work::Progress silent(nullptr);
  work::Progress& progress = job.progress == nullptr ? silent : *job.progress;
  progress.Begin("validate", 0, static_cast<int64_t>(dataset->tables().size() + checks.size()));
  const Status described = DescribeTables(*dataset, &session, &scan, &progress, &report);
  if (!described.ok()) return described;
  report.checks.reserve(checks.size());
  for (const auto& check : checks) {
    progress.SetItem(check->table());
    auto judged = JudgeCheck(scan, &session, check.get());
    if (!judged.ok()) return judged.status();
    report.checks.push_back(std::move(*judged));
    progress.AddPart();
    progress.Tell();
    if (job.stop.stopped()) return job.stop.status();
  }
  if (!options.failures_directory.empty()) {
    const Status written = WriteFailures(options.failures_directory, &session, &report);
    if (!written.ok()) return written;
  }
  if (options.charts) {
    const Status drawn = AddCharts(&session, &report);
    if (!drawn.ok()) return drawn;
  }
  report.spec_name = spec.name;
  report.directory =
      dataset->is_database() ? connections::Redacted(options.directory) : options.directory;
  report.is_database = dataset->is_database();
  report.broken_on_purpose = dataset->broken_on_purpose();
  report.quick = options.quick_rows > 0;
  report.quick_rows = options.quick_rows;
  report.strict = options.strict;
  report.threshold = options.threshold;
  report.strays = dataset->strays();
  Judge(&report);
  return report;
}

}  // namespace datagen::validate
