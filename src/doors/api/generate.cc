#include <fmt/format.h>

#include <algorithm>

#include "doors/api/access.h"
#include "doors/api/bounds.h"
#include "doors/api/declared_defects.h"
#include "doors/api/estimate.h"
#include "doors/api/operations.h"
#include "doors/api/outcome.h"
#include "foundation/base/spelling.h"
#include "foundation/base/utf8.h"
#include "foundation/work/process_use.h"
#include "making/defects/overlay.h"
#include "making/runs/part_memory.h"
#include "making/runs/run.h"
#include "making/sinks/sink.h"

namespace datagen::api {
namespace {

// What a run can't start with.
Outcome CheckOptions(const GenerateOptions& options) {
  const auto one_of = [&](const char* what, const std::string& given,
                          const std::vector<std::string>& known) -> Outcome {
    if (given.empty() || std::find(known.begin(), known.end(), given) != known.end()) return {};
    return Invalid("value-not-listed",
                   fmt::format("{} '{}' does not go with {}", what, given, options.format),
                   {.given = given,
                    .expected = "one of " + base::JoinNames(known),
                    .hint = base::DidYouMean(given, known)});
  };
  if (sinks::FindSink(options.format) == nullptr) {
    return Invalid("value-not-listed", fmt::format("unknown format '{}'", options.format),
                   {.given = options.format,
                    .expected = "one of " + base::JoinNames(FormatNames()),
                    .hint = base::DidYouMean(options.format, FormatNames())});
  }
  const Outcome compression =
      one_of("compression", options.compression, FormatCompressions(options.format));
  if (!compression.ok()) return compression;
  if (options.csv != CsvOptions() && options.format != "csv") {
    return Invalid("invalid-option", "a CSV dialect goes with CSV files alone",
                   {.given = options.format, .expected = "the format csv"});
  }
  const Outcome encoding = one_of("encoding", options.encoding, FormatEncodings(options.format));
  if (!encoding.ok()) return encoding;
  if (base::FindInvalidUtf8(options.directory)) {
    return Invalid("invalid-encoding",
                   fmt::format("the folder '{}' could be written, but not be validated",
                               base::ReplaceInvalidUtf8(options.directory)),
                   {.expected = "a name in UTF-8"});
  }
  if (options.part_rows < 1 || options.batch_rows < 1 || options.row_group_rows < 1 ||
      options.file_bytes < 0 || options.row_group_bytes < 0 || options.slices < 1 ||
      options.slice < 1 || options.slice > options.slices) {
    return Invalid(
        "value-out-of-range",
        "rows of batches, parts and row groups are at least 1, sizes not negative, and a "
        "slice is one of its number");
  }
  return {};
}

std::vector<ColumnCost> Costs(const plan::Plan& plan, const engine::Profile& profile) {
  std::vector<ColumnCost> costs;
  constexpr double kPerSecond = 1e9;
  const auto add = [&](const std::string& table, const std::string& column, int64_t nanoseconds) {
    costs.push_back({table, column, static_cast<double>(nanoseconds) / kPerSecond});
  };
  for (size_t node = 0; node < plan.nodes.size(); ++node) {
    const auto index = static_cast<int>(node);
    const plan::Node& table = plan.nodes[node];
    add(table.id, "(hash)", profile.WorkOf(index, engine::Profile::kHashing));
    add(table.id, "(write)", profile.WorkOf(index, engine::Profile::kWriting));
    for (size_t column = 0; column < table.columns.size(); ++column) {
      add(table.id, table.columns[column].name, profile.Column(index, static_cast<int>(column)));
    }
  }
  std::stable_sort(costs.begin(), costs.end(),
                   [](const ColumnCost& a, const ColumnCost& b) { return a.seconds > b.seconds; });
  return costs;
}

// What a run is to do, as the library's users say it.
Outcome ReadOptions(const Plan& plan, const GenerateOptions& options, const work::JobContext& job,
                    runs::Options* run) {
  const Outcome checked = CheckOptions(options);
  if (!checked.ok()) return checked;
  auto csv = sources::MakeCsvDialect(options.csv);
  if (!csv.ok()) return ToOutcome(csv.status());
  run->job = job;
  run->directory = options.directory;
  run->format = options.format;
  run->compression = options.compression;
  run->batch_rows = options.batch_rows;
  run->part_rows = options.part_rows;
  run->row_group_rows = options.row_group_rows;
  run->row_group_bytes = options.row_group_bytes;
  run->encoding = options.encoding;
  run->csv = *csv;
  run->partition_by = options.partition_by;
  run->slice = options.slice;
  run->slices = options.slices;
  run->overwrite = options.overwrite;
  run->hash = options.hash;
  run->program_version = Version();
  run->spec_text = PlanAccess::SpecTextOf(plan);
  run->started_at = options.started_at;
  run->machine = base::Json::Object();
  for (const auto& [key, value] : options.machine) {
    run->machine.Set(key, base::Json::String(value));
  }
  run->seconds = options.seconds;
  return {};
}

// The same, with files cut as they will be, and within the bounds.
Outcome BoundOptions(const Plan& plan, const GenerateOptions& options, const work::JobContext& job,
                     runs::Options* run) {
  const Outcome read = ReadOptions(plan, options, job, run);
  if (!read.ok()) return read;
  const engine::Engine& engine = *PlanAccess::EngineOf(plan);
  if (options.file_bytes > 0) {
    auto form = FormOf(options, job.stop);
    if (!form.ok()) return ToOutcome(form.status());
    auto part_rows = PlanAccess::EstimatesOf(plan).PartRows(
        fmt::format("{} of {} bytes", NameOf(*form, -1), options.file_bytes),
        [&] { return PartRowsForBytes(engine, options, job.stop); });
    if (!part_rows.ok()) return ToOutcome(part_rows.status());
    run->part_rows_of = std::move(part_rows.value());
  }
  return ToOutcome(BoundRun(plan, options, -1, run));
}

Outcome CheckTable(const Plan& plan, int table) {
  if (table >= 0 && static_cast<size_t>(table) < plan.tables().size()) return {};
  return Invalid("unknown-table", "there is no such table", {.given = std::to_string(table)});
}

// Of the rows of one table, as a stream.
Outcome BoundStream(const Plan& plan, int table, const GenerateOptions& options,
                    const work::JobContext& job, runs::Options* run) {
  Outcome checked = ReadOptions(plan, options, job, run);
  if (checked.ok()) checked = CheckTable(plan, table);
  if (!checked.ok()) return checked;
  if (!options.partition_by.empty() || options.slices > 1 || !options.defects.empty()) {
    return Invalid("invalid-option",
                   "one stream of rows has no folders, slices or ledger of defects");
  }
  run->streamed = true;
  return ToOutcome(BoundRun(plan, options, table, run));
}

TableSummary SummaryOf(const runs::TableResult& table) {
  return {table.node,         table.rows,      table.bytes,    table.files,
          table.content_hash, table.saturated, table.placeless};
}

// An output that hands its bytes on.
class HandedOutput : public sinks::Output {
 public:
  explicit HandedOutput(const ByteTaker& take) : take_(take) {}

  base::Status Write(std::string_view bytes) override {
    const std::string why = take_(bytes);
    bytes_ += static_cast<int64_t>(bytes.size());
    if (why.empty()) return base::Status::Ok();
    return base::Status::Environment("file-not-writable",
                                     fmt::format("can't write the rows: {}", why));
  }
  base::Status Close() override { return base::Status::Ok(); }
  [[nodiscard]] int64_t bytes() const { return bytes_; }

 private:
  const ByteTaker& take_;
  int64_t bytes_ = 0;
};

Outcome WriteTables(const Plan& plan, const GenerateOptions& options, const work::JobContext& job,
                    GenerateSummary* summary) {
  const engine::Engine& engine = *PlanAccess::EngineOf(plan);
  const Outcome exact = CheckExact(engine.plan());
  if (!exact.ok()) return exact;
  runs::Options run_options;
  const Outcome read = BoundOptions(plan, options, job, &run_options);
  if (!read.ok()) return read;
  std::unique_ptr<defects::Overlay> overlay;
  if (!options.defects.empty()) {
    const Outcome declared = ReadDefects(engine, options.defects, options.defects_name, &overlay);
    if (!declared.ok()) return declared;
  }
  run_options.defects = overlay.get();
  std::optional<engine::Profile> profile;
  if (options.profile) {
    run_options.profile = &profile.emplace(engine.plan(), work::ThreadCpuNanoseconds);
  }
  auto result = runs::Run(engine, run_options);
  if (!result.ok()) return ToOutcome(result.status());
  summary->tables.clear();
  for (const runs::TableResult& table : result.value().tables) {
    summary->tables.push_back(SummaryOf(table));
  }
  summary->whole = result.value().whole;
  summary->nothing_left = result.value().nothing_left;
  summary->parts_reused = result.value().parts_reused;
  summary->rows_made = result.value().rows_made;
  summary->defects = result.value().defects;
  summary->defects_missed = MissedOf(result.value().defects_missed);
  if (profile) summary->profile = Costs(engine.plan(), *profile);
  return {};
}

}  // namespace

Outcome Generate(const Plan& plan, const GenerateOptions& options, const work::JobContext& job,
                 GenerateSummary* summary) {
  return GuardedOutcome([&] { return WriteTables(plan, options, job, summary); });
}

Outcome WriteTable(const Plan& plan, int table, const GenerateOptions& options,
                   const ByteTaker& take, const work::JobContext& job, TableSummary* summary) {
  return GuardedOutcome([&]() -> Outcome {
    const engine::Engine& engine = *PlanAccess::EngineOf(plan);
    const Outcome exact = CheckExact(engine.plan());
    if (!exact.ok()) return exact;
    runs::Options run_options;
    const Outcome read = BoundStream(plan, table, options, job, &run_options);
    if (!read.ok()) return read;
    HandedOutput output(take);
    auto written = runs::WriteTable(engine, run_options, table, &output);
    if (!written.ok()) return ToOutcome(written.status());
    *summary = SummaryOf(*written);
    summary->bytes = output.bytes();
    return {};
  });
}

Outcome CheckBounds(const Plan& plan, int table, const GenerateOptions& options,
                    const work::JobContext& job) {
  return GuardedOutcome([&] {
    runs::Options run_options;
    return table < 0 ? BoundOptions(plan, options, job, &run_options)
                     : BoundStream(plan, table, options, job, &run_options);
  });
}

Outcome Explain(const Plan& plan, const ExplainOptions& options, const work::JobContext& job,
                std::string* text) {
  return GuardedOutcome([&]() -> Outcome {
    GenerateOptions generate;
    generate.format = options.format;
    generate.compression = options.compression;
    generate.threads = options.threads;
    runs::Options run;
    const Outcome read = ReadOptions(plan, generate, job, &run);
    if (!read.ok()) return read;
    auto form = FormOf(generate, job.stop);
    if (!form.ok()) return ToOutcome(form.status());
    const engine::Engine& engine = *PlanAccess::EngineOf(plan);
    return ToOutcome(ExplainPlan(
        engine, {*form, options.cost, options.threads, runs::RunMemory(engine, run, -1)},
        job.progress, text));
  });
}

}  // namespace datagen::api
