#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "datagen/datagen.h"
#include "doors/api/control.h"
#include "doors/api/estimate.h"
#include "doors/api/outcome.h"
#include "foundation/base/diagnostic.h"
#include "foundation/base/spelling.h"
#include "language/spec/spec.h"
#include "making/defects/overlay.h"
#include "making/engine/arrow_export.h"
#include "making/engine/engine.h"
#include "making/plan/plan.h"
#include "making/runs/resources.h"
#include "making/runs/run.h"
#include "making/sinks/sink.h"
#include "making/sinks/text_values.h"
#include "proof/report/format.h"

namespace datagen {

struct Plan::Impl {
  std::string spec_text;
  std::unique_ptr<engine::Engine> engine;
  std::vector<TableInfo> tables;
};

namespace {

size_t At(int index) { return static_cast<size_t>(index); }

// What a run can't start with.
Outcome CheckOptions(const GenerateOptions& options) {
  const auto one_of = [&](const char* what, const std::string& given,
                          const std::vector<std::string>& known) -> Outcome {
    if (given.empty() || std::find(known.begin(), known.end(), given) != known.end()) return {};
    return {Code::kInvalid, fmt::format("{} '{}' does not go with {}: expected one of {}", what,
                                        given, options.format, base::JoinNames(known))};
  };
  if (sinks::FindSink(options.format) == nullptr) {
    return {Code::kInvalid, fmt::format("unknown format '{}': expected one of {}", options.format,
                                        base::JoinNames(FormatNames()))};
  }
  const Outcome compression =
      one_of("compression", options.compression, FormatCompressions(options.format));
  if (!compression.ok()) return compression;
  const Outcome encoding = one_of("encoding", options.encoding, FormatEncodings(options.format));
  if (!encoding.ok()) return encoding;
  if (options.part_rows < 1 || options.batch_rows < 1 || options.row_group_rows < 1 ||
      options.file_bytes < 0 || options.row_group_bytes < 0 || options.slices < 1 ||
      options.slice < 1 || options.slice > options.slices) {
    return {Code::kInvalid,
            "rows of batches, parts and row groups are at least 1, sizes not negative, and a slice "
            "is one of its number"};
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

}  // namespace

const char* Version() { return DATAGEN_VERSION; }

Plan::Plan(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Plan::~Plan() = default;

std::unique_ptr<Plan> Plan::Make(std::string_view spec_text, std::string_view name,
                                 const PlanOptions& options, Report* report) {
  base::Diagnostics diagnostics;
  auto spec = spec::ReadSpec(spec_text, &diagnostics);
  std::unique_ptr<plan::Plan> planned;
  if (spec != nullptr) {
    plan::Options plan_options;
    plan_options.seed = options.seed;
    plan_options.rows = options.rows;
    plan_options.scale = options.scale;
    plan_options.threads = options.threads;
    plan_options.exact_rows = options.exact_rows;
    planned = plan::MakePlan(std::move(spec), plan_options, &diagnostics);
  }
  api::FillReport(diagnostics, name, report);
  if (planned == nullptr) return nullptr;
  auto impl = std::make_unique<Impl>();
  impl->spec_text = spec_text;
  impl->engine = std::make_unique<engine::Engine>(std::move(planned));
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
  return std::make_unique<Plan>(std::move(impl));
}

const std::vector<TableInfo>& Plan::tables() const { return impl_->tables; }

int Plan::Find(std::string_view table) const { return impl_->engine->plan().Find(table); }

int64_t Plan::seed() const { return impl_->engine->plan().seed; }

int64_t Plan::max_fill_rows() const { return impl_->engine->batch_rows_max(); }

void Plan::Schema(int table, ArrowSchema* schema) const {
  engine::ExportSchema(impl_->engine->written(table), schema);
}

Outcome Plan::Fill(int table, int64_t first_row, int64_t count, ArrowArray* array) const {
  if (table < 0 || At(table) >= impl_->tables.size()) {
    return {Code::kInvalid, fmt::format("table {} of {}", table, impl_->tables.size())};
  }
  const Outcome exact = api::CheckExact(impl_->engine->plan());
  if (!exact.ok()) return exact;
  const int64_t rows = impl_->tables[At(table)].rows;
  if (first_row < 0 || count < 0 || first_row > rows || count > rows - first_row) {
    return {Code::kInvalid,
            fmt::format("rows from {}, {} of them, are not within the {} rows of '{}'", first_row,
                        count, rows, impl_->tables[At(table)].name)};
  }
  if (count > max_fill_rows()) {
    return {Code::kInvalid,
            fmt::format("{} rows at once: expected at most {}", count, max_fill_rows())};
  }
  const auto batch = impl_->engine->Fill(table, first_row, count);
  if (!batch.ok()) return api::ToOutcome(batch.status());
  engine::ExportBatch(impl_->engine->written(table), batch.value(), array);
  return {};
}

Outcome Plan::Generate(const GenerateOptions& options, GenerateSummary* summary) const {
  const Outcome exact = api::CheckExact(impl_->engine->plan());
  if (!exact.ok()) return exact;
  const Outcome checked = CheckOptions(options);
  if (!checked.ok()) return checked;
  const api::Operation operation(options, options.threads);
  runs::Options run_options;
  run_options.job = operation.job();
  run_options.directory = options.directory;
  run_options.format = options.format;
  run_options.compression = options.compression;
  run_options.batch_rows = options.batch_rows;
  run_options.part_rows = options.part_rows;
  run_options.row_group_rows = options.row_group_rows;
  run_options.row_group_bytes = options.row_group_bytes;
  run_options.encoding = options.encoding;
  run_options.slice = options.slice;
  run_options.slices = options.slices;
  run_options.overwrite = options.overwrite;
  run_options.hash = options.hash;
  run_options.program_version = Version();
  run_options.spec_text = impl_->spec_text;
  run_options.started_at = options.started_at;
  run_options.machine = base::Json::Object();
  for (const auto& [key, value] : options.machine) {
    run_options.machine.Set(key, base::Json::String(value));
  }
  run_options.seconds = options.seconds;
  if (options.file_bytes > 0) {
    auto part_rows = api::PartRowsForBytes(*impl_->engine, options);
    if (!part_rows.ok()) return api::ToOutcome(part_rows.status());
    run_options.part_rows_of = std::move(part_rows.value());
  }
  std::unique_ptr<defects::Overlay> overlay;
  if (!options.defects.empty()) {
    base::Diagnostics diagnostics;
    overlay = defects::Overlay::Read(options.defects, *impl_->engine, &diagnostics);
    if (overlay == nullptr) {
      return {Code::kInvalid,
              "mistakes in the defects\n" + RenderText(diagnostics.List(options.defects_name))};
    }
    run_options.defects = overlay.get();
  }
  std::optional<engine::Profile> profile;
  if (options.profile) {
    run_options.profile = &profile.emplace(impl_->engine->plan(), runs::ThreadCpuNanoseconds);
  }
  auto result = runs::Run(*impl_->engine, run_options);
  if (!result.ok()) return api::ToOutcome(result.status());
  summary->tables.clear();
  for (const runs::TableResult& table : result.value().tables) {
    summary->tables.push_back(
        {table.node, table.rows, table.bytes, table.files, table.content_hash, table.saturated});
  }
  summary->whole = result.value().whole;
  summary->parts_reused = result.value().parts_reused;
  summary->rows_made = result.value().rows_made;
  summary->defects = result.value().defects;
  if (profile) summary->profile = Costs(impl_->engine->plan(), *profile);
  return {};
}

const engine::Engine& Plan::engine() const { return *impl_->engine; }

Outcome Plan::Explain(const ExplainOptions& options, std::string* text) const {
  GenerateOptions generate;
  generate.format = options.format;
  generate.compression = options.compression;
  const Outcome checked = CheckOptions(generate);
  if (!checked.ok()) return checked;
  return api::ToOutcome(
      api::ExplainPlan(*impl_->engine,
                       {sinks::FindSink(options.format), api::OptionsOfSink(generate), options.cost,
                        options.threads},
                       text));
}

std::string Plan::Preview(int table, int64_t count) const {
  const Outcome exact = api::CheckExact(impl_->engine->plan());
  if (!exact.ok()) return exact.message + "\n";
  const auto& columns = impl_->engine->written(table);
  count = std::min({count, impl_->tables[At(table)].rows, max_fill_rows()});
  const auto batch = impl_->engine->Fill(table, 0, count);
  std::string text =
      fmt::format("{} ({} rows)\n", impl_->tables[At(table)].name, impl_->tables[At(table)].rows);
  if (!batch.ok()) return text + batch.status().message() + "\n";
  for (int64_t i = 0; i < count; ++i) {
    base::Buffer<char> line;
    for (size_t k = 0; k < columns.size(); ++k) {
      const std::string head = fmt::format("  {}=", columns[k].name);
      line.Append(head.data(), head.size());
      sinks::AppendJsonValue(*batch.value().columns[k], i, columns[k].type, &line);
    }
    text.append(line.data(), line.size());
    text += '\n';
  }
  return text;
}

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
