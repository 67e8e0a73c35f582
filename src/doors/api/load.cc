#include "datagen/load.h"

#include <fmt/format.h>

#include <algorithm>

#include "data/connections/location.h"
#include "data/dialects/dialect.h"
#include "data/sources/source.h"
#include "doors/api/access.h"
#include "doors/api/bounds.h"
#include "doors/api/control.h"
#include "doors/api/declared_defects.h"
#include "doors/api/operations.h"
#include "doors/api/outcome.h"
#include "foundation/base/small_letters.h"
#include "foundation/base/spelling.h"
#include "foundation/work/process_use.h"
#include "inputs/ddl/statement_reader.h"
#include "inputs/ddl/tokens.h"
#include "making/loaders/load.h"
#include "making/loaders/sample_file.h"

namespace datagen {
namespace {

// Whether a statement of a script belongs to making tables: not what drops, grants or moves away.
bool MakesTables(const std::string& text, const dialects::LexicalRules& rules) {
  const auto tokens = ddl::Tokenize(text, rules);
  const ddl::Token& first = tokens[0];
  const ddl::Token& second = tokens.size() > 1 ? tokens[1] : tokens[0];
  const bool known = first.Is("create") || first.Is("alter") || first.Is("comment");
  if (!known) return false;
  // CREATE [OR REPLACE] [DEFINER = …] TRIGGER
  for (size_t i = 1; i < tokens.size() && !tokens[i].Is("("); ++i) {
    if (tokens[i].Is("trigger") || tokens[i].Is("procedure") || tokens[i].Is("event")) return false;
    if (tokens[i].Is("table") || tokens[i].Is("function") || tokens[i].Is("index")) break;
  }
  if (second.Is("database") || second.Is("trigger") || second.Is("event") || second.Is("user") ||
      second.Is("role") || second.Is("view") || second.Is("publication")) {
    return false;
  }
  // ALTER … OWNER TO
  return std::none_of(tokens.begin(), tokens.end(),
                      [](const ddl::Token& token) { return token.Is("owner"); });
}

base::Result<std::vector<std::string>> ReadStatements(const std::vector<ScriptSource>& scripts,
                                                      const std::string& dialect_id,
                                                      const work::StopToken& stop) {
  const dialects::Dialect& dialect = dialects::GetDialect(dialect_id);
  DATAGEN_CHECK(dialect.reading.has_value());
  const dialects::LexicalRules& rules = dialect.reading->lexical;
  std::vector<std::string> statements;
  for (const ScriptSource& script : scripts) {
    ddl::ScriptText text([&](char* data, size_t size) -> base::Result<size_t> {
      const int64_t count = script.read(data, size);
      if (count >= 0) return static_cast<size_t>(count);
      return base::Status::Environment("file-not-readable",
                                       fmt::format("can't read '{}'", script.name));
    });
    std::vector<schema::Note> notes;
    ddl::StatementReader reader(&text, rules, script.name, &notes);
    reader.KeepRoutines();  // columns may be computed by them
    ddl::Statement statement;
    while (reader.Next(&statement)) {
      if (stop.stopped()) return stop.status();
      if (MakesTables(statement.text, rules)) statements.push_back(statement.text);
    }
    if (!text.status().ok()) return text.status();
  }
  return statements;
}

// A load as its options say.
struct Loading {
  const loaders::TargetInfo* kind = nullptr;
  std::string dialect;  // of a script; "": the usual one
  loaders::LoadOptions options;
};

// Schemes are written in small letters.
std::string HintForTarget(const std::string& location) {
  const size_t colon = std::min(location.find(':'), location.size());
  const std::string small =
      base::InSmallLetters(location.substr(0, colon)) + location.substr(colon);
  if (loaders::FindTarget(small) == nullptr) return "";
  return fmt::format("did you mean '{}'?", connections::Redacted(small));
}

Outcome FindTarget(const LoadOptions& options, Loading* loading) {
  loading->kind = loaders::FindTarget(options.to);
  if (loading->kind == nullptr) {
    std::string known;
    for (const auto& [name, meaning] : LoadTargets()) known += "\n  " + meaning;
    return api::Invalid(
        "unknown-database",
        fmt::format("'{}' is no database that is known", connections::Redacted(options.to)),
        {.given = connections::Redacted(options.to),
         .expected = "one of" + known,
         .hint = HintForTarget(options.to)});
  }
  const std::string file =
      loading->kind->extensions.empty() ? "file" : connections::PathOf(options.to);
  if (file.empty() || file == ":memory:") {
    return api::Invalid(
        "invalid-url",
        fmt::format("'{}' names no file: its rows would go with the program", options.to),
        {.given = options.to, .expected = fmt::format("{}:FILE", loading->kind->id)});
  }
  if (options.dialect.empty()) return {};
  const dialects::Dialect* found = dialects::FindDialect(options.dialect);
  const auto known = dialects::DialectsFor(dialects::Use::kWriteScripts);
  if (found == nullptr) {
    return api::Invalid("unknown-dialect", fmt::format("unknown dialect '{}'", options.dialect),
                        {.given = options.dialect,
                         .expected = fmt::format("one of {}", fmt::join(known, ", ")),
                         .hint = base::DidYouMean(options.dialect, known)});
  }
  if (!dialects::CanBe(*found, dialects::Use::kWriteScripts)) {
    return api::Invalid(
        "unknown-dialect", fmt::format("no scripts are written in the dialect '{}'", found->id),
        {.given = found->id, .expected = fmt::format("one of {}", fmt::join(known, ", "))});
  }
  loading->dialect = found->id;
  return {};
}

// Of a file: what samples of the rows take in one of the kind. Of a server: as CSV.
base::Result<api::TableEstimate> EstimateLoad(const engine::Engine& engine, const Loading& loading,
                                              int node) {
  const work::StopToken& stop = loading.options.job.stop;
  if (loading.kind->extensions.empty()) {
    GenerateOptions csv;
    csv.format = "csv";
    auto form = api::FormOf(csv, stop);
    if (!form.ok()) return form.status();
    return api::EstimateTable(engine, node, *form);
  }
  constexpr int64_t kSampleRows = 65'536;
  const plan::Node& table = engine.plan().nodes[static_cast<size_t>(node)];
  const int64_t rows = std::min(kSampleRows, table.rows);
  const auto bytes_of = [&](int64_t sampled) {
    return loaders::SampleFileBytes(engine, *loading.kind, loading.dialect,
                                    {node, (table.rows - sampled) / 2, sampled}, stop);
  };
  const auto empty = bytes_of(0);
  if (!empty.ok()) return empty.status();
  const int64_t start = work::ThreadCpuNanoseconds();
  const auto filled = bytes_of(rows);
  if (!filled.ok()) return filled.status();
  constexpr double kPerSecond = 1e9;
  const auto nanoseconds = static_cast<double>(work::ThreadCpuNanoseconds() - start);
  const double scale = rows > 0 ? api::RunRows(table) / static_cast<double>(rows) : 0;
  const auto bytes = static_cast<double>(filled.value() - empty.value());
  return api::TableEstimate{.rows = api::RunRows(table),
                            .bytes = static_cast<int64_t>(bytes * scale),
                            .cpu_seconds = nanoseconds / kPerSecond * scale};
}

// Makes batches fit the memory, and refuses what costs too much.
base::Status BoundLoad(const Plan& plan, const Bounds& bounds, Loading* loading) {
  const engine::Engine& engine = *api::PlanAccess::EngineOf(plan);
  loaders::LoadOptions* options = &loading->options;
  const base::Status fitted =
      api::BoundMemory(bounds, [&] { return loaders::LoadMemory(engine, *options); },
                       {&options->batch_rows, &options->job.threads, nullptr});
  if (!fitted.ok()) return fitted;
  api::Demand demand;
  demand.form = loading->kind->extensions.empty() ? "CSV" : loading->kind->id;
  demand.threads = loading->options.job.threads;
  for (size_t node = 0; node < engine.plan().nodes.size(); ++node) {
    demand.tables.push_back(static_cast<int>(node));
    demand.shares.push_back(1);
  }
  demand.estimate = [&](int node) {
    return api::PlanAccess::EstimatesOf(plan).Table(
        fmt::format("{} into {} {}", node, loading->kind->id, loading->dialect),
        api::RunRows(engine.plan().nodes[static_cast<size_t>(node)]),
        [&] { return EstimateLoad(engine, *loading, node); });
  };
  return api::CheckDemand(engine, bounds, demand);
}

// The target and what goes with it, within the bounds.
Outcome ReadLoad(const Plan& plan, const LoadOptions& options, const work::JobContext& job,
                 Loading* loading) {
  const Outcome found = FindTarget(options, loading);
  if (!found.ok()) return found;
  loading->options.job = job;
  loading->options.batch_rows = options.batch_rows;
  loading->options.creation.wanted = options.create;
  loading->options.creation.replaces_rows = options.replace_rows;
  return api::ToOutcome(BoundLoad(plan, options.bounds, loading));
}

// What is to be broken; nothing where none is declared.
Outcome ReadDefects(const engine::Engine& engine, const LoadOptions& options,
                    const loaders::TargetInfo& kind, std::unique_ptr<defects::Overlay>* overlay) {
  if (options.defects.empty()) return {};
  const Outcome read = api::ReadDefects(engine, options.defects, options.defects_name, overlay);
  if (!read.ok()) return read;
  if ((*overlay)->has_drifts()) {
    return api::Invalid("defect-not-possible", "schema_drift is of files: a table has one schema",
                        {.given = "schema_drift"});
  }
  if (engine.plan().Find(loaders::kLedgerTable) >= 0) {
    return api::Invalid("defect-not-possible",
                        fmt::format("the table '{}' would list what was broken, and the spec has "
                                    "one of that name",
                                    loaders::kLedgerTable),
                        {.given = loaders::kLedgerTable});
  }
  if (kind.dialect.empty() && !options.create) {
    return api::Invalid("defect-not-possible",
                        "a script with broken rows makes the tables that take them",
                        {.given = options.to, .expected = "tables that are created"});
  }
  return {};
}

Outcome LoadTables(const Plan& plan, const LoadOptions& options, const work::JobContext& job,
                   LoadSummary* summary) {
  const engine::Engine& engine = *api::PlanAccess::EngineOf(plan);
  const Outcome exact = api::CheckExact(engine.plan());
  if (!exact.ok()) return exact;
  Loading loading;
  const Outcome read = ReadLoad(plan, options, job, &loading);
  if (!read.ok()) return read;
  if (!options.create_scripts.empty()) {
    const std::string& own = loading.kind->dialect;
    auto statements =
        ReadStatements(options.create_scripts, own.empty() ? loading.dialect : own, job.stop);
    if (!statements.ok()) return api::ToOutcome(statements.status());
    if (statements->empty()) {
      return api::Invalid("no-tables", "the script that should create the tables creates none",
                          {.expected = "CREATE TABLE statements"});
    }
    loading.options.creation.statements = std::move(statements.value());
  }
  std::unique_ptr<defects::Overlay> overlay;
  const Outcome declared = ReadDefects(engine, options, *loading.kind, &overlay);
  if (!declared.ok()) return declared;
  loading.options.defects = overlay.get();
  const auto target = loading.kind->open({options.to, loading.dialect});
  auto loaded = loaders::Load(engine, target.get(), loading.options);
  if (!loaded.ok()) return api::ToOutcome(loaded.status());
  summary->tables.clear();
  summary->left_out.clear();
  for (const loaders::LoadedTable& table : *loaded) {
    if (table.id == loaders::kLedgerTable) {
      summary->defects = table.rows;
      summary->defects_missed = api::MissedOf(table.missed);
      continue;
    }
    summary->left_out.insert(summary->left_out.end(), table.left_out.begin(), table.left_out.end());
    summary->tables.push_back({table.id, table.rows, table.saturated, table.placeless});
  }
  return {};
}

}  // namespace

Outcome api::Load(const Plan& plan, const LoadOptions& options, const work::JobContext& job,
                  LoadSummary* summary) {
  return GuardedOutcome([&] { return LoadTables(plan, options, job, summary); });
}

Outcome api::CheckBounds(const Plan& plan, const LoadOptions& options,
                         const work::JobContext& job) {
  return GuardedOutcome([&] {
    Loading loading;
    return ReadLoad(plan, options, job, &loading);
  });
}

Outcome CheckBounds(const Plan& plan, const LoadOptions& options) {
  return api::CheckBounds(plan, options, api::Operation(options, options.threads).job());
}

Outcome Load(const Plan& plan, const LoadOptions& options, LoadSummary* summary) {
  return api::Load(plan, options, api::Operation(options, options.threads).job(), summary);
}

bool IsDatabase(const std::string& location) { return sources::IsDatabase(location); }

std::string LoadReference() {
  std::string page =
      "\n## Databases\n\n`datagen generate --to` loads them; see [schemas and "
      "databases](ddl.md).\n\n"
      "| database | | catalogue is read |\n|---|---|---|\n";
  for (const loaders::TargetInfo* info : loaders::Targets()) {
    page += fmt::format("| `{}` | {} | {} |\n", info->id, info->summary,
                        info->dialect.empty() ? "" : "yes");
  }
  return page;
}

std::vector<std::string> LoadFileFormats() {
  std::vector<std::string> names;
  for (const loaders::TargetInfo* info : loaders::Targets()) {
    if (!info->extensions.empty()) names.push_back(info->id);
  }
  return names;
}

std::vector<std::pair<std::string, std::string>> LoadTargets() {
  std::vector<std::pair<std::string, std::string>> targets;
  for (const loaders::TargetInfo* info : loaders::Targets()) {
    targets.emplace_back(info->id, info->summary);
  }
  return targets;
}

}  // namespace datagen
