#include <fmt/format.h>

#include "datagen/validate.h"
#include "doors/api/access.h"
#include "doors/api/control.h"
#include "doors/api/given_rows.h"
#include "doors/api/operations.h"
#include "doors/api/outcome.h"
#include "language/spec/spec.h"
#include "making/defects/kind.h"
#include "making/engine/engine.h"
#include "proof/report/export.h"
#include "proof/report/format.h"
#include "proof/validate/validator.h"

namespace datagen {

struct Validation::Impl {
  validate::Report report;
};

namespace {

PlanOptions PlanToLookAt() {
  PlanOptions options;
  options.exact_rows = false;
  return options;
}

// The types of columns that a kind of defect breaks, for the reference.
const char* TypesOf(const defects::KindInfo& kind) {
  if (kind.of_key) return "the primary key";
  if (kind.text_only) return "texts";
  if (kind.time_only) return "dates and datetimes";
  return kind.number_only ? "numbers" : "any type";
}

}  // namespace

Validation::Validation(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Validation::~Validation() = default;

std::unique_ptr<Validation> Validation::Run(std::string_view spec, std::string_view name,
                                            const ValidateOptions& options, Report* report,
                                            Outcome* outcome) {
  return api::Validate(spec, name, options, api::Operation(options, options.threads).job(), report,
                       outcome);
}

std::unique_ptr<Validation> Validation::Run(const Plan& plan, const ValidateOptions& options,
                                            Outcome* outcome) {
  return api::Validate(plan, options, api::Operation(options, options.threads).job(), outcome);
}

namespace api {

std::unique_ptr<Validation> ValidationAccess::Make(validate::Report report) {
  auto impl = std::make_unique<Validation::Impl>();
  impl->report = std::move(report);
  return std::unique_ptr<Validation>(new Validation(std::move(impl)));
}

std::unique_ptr<Validation> Validate(std::string_view spec, std::string_view name,
                                     const ValidateOptions& options, const work::JobContext& job,
                                     Report* report, Outcome* outcome) {
  // A plan is made only to find every mistake of the spec.
  PlanOptions plan_options = PlanToLookAt();
  plan_options.rows = options.rows;
  plan_options.entity_rows = options.entity_rows;
  plan_options.scale = options.scale;
  const auto plan = MakePlan(spec, name, plan_options, job, report, outcome);
  return plan == nullptr ? nullptr : Validate(*plan, options, job, outcome);
}

std::unique_ptr<Validation> Validate(const Plan& plan, const ValidateOptions& options,
                                     const work::JobContext& job, Outcome* outcome) {
  std::unique_ptr<Validation> validation;
  *outcome = GuardedOutcome([&]() -> Outcome {
    validate::Options wanted;
    wanted.directory = options.directory;
    wanted.job = job;
    wanted.memory_bytes = options.memory_bytes;
    wanted.temporary_directory = options.temporary_directory;
    wanted.examples_max = options.examples;
    wanted.threshold = options.threshold;
    wanted.strict = options.strict;
    wanted.failures_directory = options.failures_directory;
    wanted.charts = options.charts;
    wanted.quick_rows = options.quick_rows;
    if (options.csv != CsvOptions()) {
      auto csv = sources::MakeCsvDialect(options.csv);
      if (!csv.ok()) return ToOutcome(csv.status());
      wanted.csv = *csv;
    }
    // The checks see the spec alone, and nothing of how it was planned.
    const spec::Spec& spec = *PlanAccess::EngineOf(plan)->plan().spec;
    wanted.rows = RowsOfTables(spec, options.rows, options.entity_rows);
    wanted.scale = options.scale;
    auto result = validate::Validate(spec, wanted);
    if (!result.ok()) return ToOutcome(result.status());
    validation = ValidationAccess::Make(std::move(*result));
    return {};
  });
  return validation;
}

}  // namespace api

bool Validation::passed() const { return impl_->report.passed; }
double Validation::score() const { return impl_->report.score; }
std::string Validation::confidence() const { return validate::NameOf(impl_->report.confidence); }
int64_t Validation::checks_passed() const { return impl_->report.passed_count; }
int64_t Validation::checks_failed() const { return impl_->report.failed_count; }
int64_t Validation::hard_checks_failed() const {
  return impl_->report.hard_failed_count + impl_->report.hard_not_computed_count;
}
int64_t Validation::checks_not_computed() const { return impl_->report.not_computed_count; }

std::string Validation::Render(const std::string& format, int columns) const {
  const report::FormatInfo* info = report::FindFormat(format);
  return info == nullptr ? "" : info->render(impl_->report, columns);
}

std::vector<std::string> ReportFormatNames() {
  std::vector<std::string> names;
  for (const report::FormatInfo* format : report::Formats()) names.push_back(format->name);
  return names;
}

std::string ExportRules(std::string_view spec, std::string_view name, const ExportOptions& options,
                        Report* report, std::vector<std::string>* unsaid, Outcome* outcome) {
  const api::Operation operation(options, 1);
  const auto plan = api::MakePlan(spec, name, PlanToLookAt(), operation.job(), report, outcome);
  if (plan == nullptr) return "";
  std::string text;
  *outcome = api::GuardedOutcome([&]() -> Outcome {
    const spec::Spec& read = *api::PlanAccess::EngineOf(*plan)->plan().spec;
    for (const report::ExportInfo* info : report::Exports()) {
      if (info->name != options.tool) continue;
      report::Exported exported = info->render(read, validate::ClaimsOf(read));
      *unsaid = std::move(exported.unsaid);
      text = std::move(exported.text);
    }
    return api::ToOutcome(operation.job().stop.status());
  });
  return outcome->ok() ? text : "";
}

std::vector<std::string> ExportNames() {
  std::vector<std::string> names;
  for (const report::ExportInfo* info : report::Exports()) names.push_back(info->name);
  return names;
}

std::string ValidationReference() {
  std::string page =
      "## Checks\n\n`datagen validate` runs them; see [validation](validation.md). A hard check "
      "that "
      "fails fails the validation, whatever the score.\n\n| check | part of the score | hard | "
      "|\n|---|---|---|---|\n";
  for (const validate::CheckInfo* info : validate::CheckKinds()) {
    page += fmt::format("| `{}` | {} | {} | {} |\n", info->id, validate::NameOf(info->part),
                        info->hard ? "yes" : "", info->summary);
  }
  page +=
      "\n## Declared defects\n\n`datagen generate --defects FILE` breaks data on purpose; see "
      "[validation](validation.md). Each names its `table` and `kind`, and but for `schema_drift` "
      "how many rows: `rate` or `count`.\n\n| kind | | names | of |\n|---|---|---|---|\n";
  for (const defects::KindInfo* info : defects::Kinds()) {
    page += fmt::format("| `{}` | {} | {} | {} |\n", info->name, info->summary,
                        info->of_key    ? "nothing else"
                        : info->of_pair ? "`columns`, two"
                                        : "`column`",
                        TypesOf(*info));
  }
  page +=
      "| `schema_drift` | Renames, drops, adds or retypes a column from one file on | `change`, "
      "`column`, `name`, `from_part` | any type |\n";
  page += "\n## Exports of rules\n\n| tool | |\n|---|---|\n";
  for (const report::ExportInfo* info : report::Exports()) {
    page += fmt::format("| `{}` | {} |\n", info->name, info->summary);
  }
  return page;
}

}  // namespace datagen
