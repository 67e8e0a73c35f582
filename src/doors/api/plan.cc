#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "datagen/datagen.h"
#include "doors/api/access.h"
#include "doors/api/control.h"
#include "doors/api/given_rows.h"
#include "doors/api/operations.h"
#include "doors/api/outcome.h"
#include "foundation/base/diagnostic.h"
#include "foundation/base/plural.h"
#include "foundation/base/spelling.h"
#include "language/spec/spec.h"
#include "making/engine/arrow_export.h"
#include "making/engine/engine.h"
#include "making/plan/plan.h"
#include "making/sinks/sink.h"
#include "proof/report/format.h"

namespace datagen {

struct Plan::Impl {
  std::string spec_text;
  std::shared_ptr<const engine::Engine> engine;
  std::vector<TableInfo> tables;
  std::shared_ptr<api::KnownEstimates> estimates;
};

namespace {

size_t At(int index) { return static_cast<size_t>(index); }

}  // namespace

const char* Version() { return DATAGEN_VERSION; }

Plan::Plan(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Plan::~Plan() = default;

std::unique_ptr<Plan> Plan::Make(std::string_view spec, std::string_view name,
                                 const PlanOptions& options, Report* report, Outcome* outcome) {
  const api::Operation operation(options, options.threads);
  Outcome ignored;
  return api::MakePlan(spec, name, options, operation.job(), report,
                       outcome == nullptr ? &ignored : outcome);
}

const std::vector<TableInfo>& Plan::tables() const { return impl_->tables; }

int Plan::Find(std::string_view table) const { return impl_->engine->plan().Find(table); }

int64_t Plan::seed() const { return impl_->engine->plan().seed; }

int64_t Plan::max_fill_rows() const { return impl_->engine->batch_rows_max(); }

void Plan::Schema(int table, ArrowSchema* schema) const {
  engine::ExportSchema(impl_->engine->written(table), schema);
}

Outcome Plan::Fill(int table, int64_t first_row, int64_t count, ArrowArray* array) const {
  const Outcome checked = api::CheckRows(*this, table, first_row, count);
  if (!checked.ok()) return checked;
  if (count > max_fill_rows()) {
    return api::Invalid(
        "value-out-of-range", fmt::format("{} {} at once", count, base::Plural(count, "row")),
        {.given = std::to_string(count), .expected = fmt::format("at most {}", max_fill_rows())});
  }
  return api::GuardedOutcome([&]() -> Outcome {
    const auto batch = impl_->engine->Fill(table, first_row, count);
    if (!batch.ok()) return api::ToOutcome(batch.status());
    engine::ExportBatch(impl_->engine->written(table), batch.value(), array);
    return {};
  });
}

Outcome Plan::Generate(const GenerateOptions& options, GenerateSummary* summary) const {
  return api::Generate(*this, options, api::Operation(options, options.threads).job(), summary);
}

Outcome Plan::WriteTable(int table, const GenerateOptions& options, const ByteTaker& take,
                         TableSummary* summary) const {
  return api::WriteTable(*this, table, options, take,
                         api::Operation(options, options.threads).job(), summary);
}

Outcome Plan::CheckBounds(const GenerateOptions& options, int table) const {
  return api::CheckBounds(*this, table, options, api::Operation(options, options.threads).job());
}

Outcome Plan::Explain(const ExplainOptions& options, std::string* text) const {
  return api::Explain(*this, options, api::Operation(options, options.threads).job(), text);
}

namespace api {

Outcome CheckRows(const Plan& plan, int table, int64_t first_row, int64_t count) {
  if (table < 0 || At(table) >= plan.tables().size()) {
    return Invalid("unknown-table", fmt::format("table {} of {}", table, plan.tables().size()));
  }
  const Outcome exact = CheckExact(PlanAccess::EngineOf(plan)->plan());
  if (!exact.ok()) return exact;
  const TableInfo& rows = plan.tables()[At(table)];
  if (first_row < 0 || count < 0 || first_row > rows.rows || count > rows.rows - first_row) {
    return Invalid(
        "value-out-of-range",
        fmt::format("rows from {}, {} of them, are not within the {} {} of '{}'", first_row, count,
                    rows.rows, base::Plural(rows.rows, "row"), rows.name),
        {.table = rows.name});
  }
  return {};
}

const std::shared_ptr<const engine::Engine>& PlanAccess::EngineOf(const Plan& plan) {
  return plan.impl_->engine;
}

std::string_view PlanAccess::SpecTextOf(const Plan& plan) { return plan.impl_->spec_text; }

KnownEstimates& PlanAccess::EstimatesOf(const Plan& plan) { return *plan.impl_->estimates; }

std::unique_ptr<Plan> PlanAccess::Make(std::string_view spec_text,
                                       std::shared_ptr<const engine::Engine> engine,
                                       const Plan* accepted) {
  auto impl = std::make_unique<Plan::Impl>();
  impl->spec_text = spec_text;
  impl->engine = std::move(engine);
  impl->estimates = accepted == nullptr ? std::make_shared<KnownEstimates>()
                                        : accepted->impl_->estimates->ForCountedRows();
  const plan::Plan& made = impl->engine->plan();
  for (size_t i = 0; i < made.nodes.size(); ++i) {
    const plan::Node& node = made.nodes[i];
    TableInfo table{node.id, node.is_fact, node.rows, 0, {}};
    if (node.expected) {
      table.rows = std::llround(node.expected->mean);
      table.rows_deviation = node.expected->deviation;
    }
    for (const engine::WrittenColumn& column : impl->engine->written(static_cast<int>(i))) {
      table.columns.push_back({column.name, column.type.Name(), column.nullable});
    }
    impl->tables.push_back(std::move(table));
  }
  return std::unique_ptr<Plan>(new Plan(std::move(impl)));
}

namespace {

// nullptr after mistakes, which `report` gets, or a stop.
std::unique_ptr<Plan> MakeOnce(std::string_view spec_text, std::string_view name,
                               const PlanOptions& options, const Plan* accepted, bool exact_rows,
                               const work::JobContext& job, Report* report) {
  base::Diagnostics diagnostics;
  auto spec = spec::ReadSpec(spec_text, &diagnostics, base::FormOf(name));
  std::unique_ptr<plan::Plan> planned;
  if (spec != nullptr) {
    plan::Options plan_options;
    plan_options.seed = options.seed;
    plan_options.rows = RowsOfTables(*spec, options.rows, options.entity_rows);
    plan_options.scale = options.scale;
    plan_options.job = job;
    plan_options.exact_rows = exact_rows;
    planned = plan::MakePlan(std::move(spec), plan_options, &diagnostics);
  }
  FillReport(diagnostics, name, report);
  if (planned == nullptr) return nullptr;
  return PlanAccess::Make(spec_text, std::make_shared<const engine::Engine>(std::move(planned)),
                          accepted);
}

}  // namespace

std::unique_ptr<Plan> MakePlan(std::string_view spec_text, std::string_view name,
                               const PlanOptions& options, const work::JobContext& job,
                               Report* report, Outcome* outcome) {
  std::unique_ptr<Plan> plan;
  *outcome = GuardedOutcome([&]() -> Outcome {
    job.progress->Begin("plan", 0, 0);
    const bool looks_first = options.exact_rows && options.accept != nullptr;
    auto made = MakeOnce(spec_text, name, options, nullptr, options.exact_rows && !looks_first, job,
                         report);
    const base::Status stopped = job.stop.status();
    if (!stopped.ok()) return ToOutcome(stopped);
    if (made != nullptr && options.accept != nullptr) {
      const Outcome accepted = options.accept(*made);
      if (!accepted.ok()) return accepted;
    }
    if (made != nullptr && looks_first && !PlanAccess::EngineOf(*made)->plan().exact()) {
      made = MakeOnce(spec_text, name, options, made.get(), true, job, report);
    }
    const base::Status stopped_counting = job.stop.status();
    if (!stopped_counting.ok()) return ToOutcome(stopped_counting);
    if (made == nullptr) return {Code::kInvalid, report->diagnostics};
    plan = std::move(made);
    return {};
  });
  return plan;
}

}  // namespace api

std::vector<std::string> FormatNames() {
  std::vector<std::string> names;
  for (const sinks::SinkInfo* sink : sinks::Sinks()) names.push_back(sink->id);
  return names;
}

std::vector<std::string> FormatCompressions(const std::string& format) {
  const sinks::SinkInfo* sink = sinks::FindSink(format);
  return sink == nullptr ? std::vector<std::string>() : sink->compressions;
}

std::vector<std::string> FormatEncodings(const std::string& format) {
  const sinks::SinkInfo* sink = sinks::FindSink(format);
  return sink == nullptr ? std::vector<std::string>() : sink->encodings;
}

std::string FormatCount(int64_t number) { return report::Count(number); }

std::string FormatBytes(int64_t bytes) {
  constexpr double kStep = 1000;
  double size = static_cast<double>(bytes);
  for (const char* unit : {"B", "kB", "MB", "GB", "TB"}) {
    if (size < kStep) return fmt::format("{:.3g} {}", size, unit);
    size /= kStep;
  }
  return fmt::format("{:.3g} PB", size);
}

std::string DidYouMean(std::string_view given, const std::vector<std::string>& names) {
  return base::NearestSpelling(given, names);
}

}  // namespace datagen
