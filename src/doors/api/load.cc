#include "datagen/load.h"

#include <fmt/format.h>

#include <algorithm>

#include "data/connections/location.h"
#include "data/dialects/dialect.h"
#include "data/sources/source.h"
#include "doors/api/access.h"
#include "doors/api/control.h"
#include "doors/api/operations.h"
#include "doors/api/outcome.h"
#include "foundation/base/spelling.h"
#include "inputs/ddl/statement_reader.h"
#include "inputs/ddl/tokens.h"
#include "making/loaders/load.h"

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

Outcome LoadTables(const Plan& plan, const LoadOptions& options, const work::JobContext& job,
                   LoadSummary* summary) {
  const Outcome exact = api::CheckExact(api::PlanAccess::EngineOf(plan)->plan());
  if (!exact.ok()) return exact;
  const loaders::TargetInfo* info = loaders::FindTarget(options.to);
  if (info == nullptr) {
    std::string known;
    for (const auto& [name, meaning] : LoadTargets()) known += "\n  " + meaning;
    return api::Invalid(
        "unknown-database",
        fmt::format("'{}' is no database that is known", connections::Redacted(options.to)),
        {.given = connections::Redacted(options.to), .expected = "one of" + known});
  }
  std::string dialect = options.dialect;
  if (!dialect.empty()) {
    const dialects::Dialect* found = dialects::FindDialect(dialect);
    const auto known = dialects::DialectsFor(dialects::Use::kWriteScripts);
    if (found == nullptr) {
      return api::Invalid("unknown-dialect", fmt::format("unknown dialect '{}'", dialect),
                          {.given = dialect,
                           .expected = fmt::format("one of {}", fmt::join(known, ", ")),
                           .hint = base::DidYouMean(dialect, known)});
    }
    if (!dialects::CanBe(*found, dialects::Use::kWriteScripts)) {
      return api::Invalid(
          "unknown-dialect", fmt::format("no scripts are written in the dialect '{}'", found->id),
          {.given = found->id, .expected = fmt::format("one of {}", fmt::join(known, ", "))});
    }
    dialect = found->id;
  }
  loaders::LoadOptions load;
  load.job = job;
  load.batch_rows = options.batch_rows;
  load.creation.wanted = options.create;
  load.creation.replaces_rows = options.replace_rows;
  if (!options.create_scripts.empty()) {
    auto statements = ReadStatements(options.create_scripts,
                                     info->dialect.empty() ? dialect : info->dialect, job.stop);
    if (!statements.ok()) return api::ToOutcome(statements.status());
    if (statements->empty()) {
      return api::Invalid("no-tables", "the script that should create the tables creates none",
                          {.expected = "CREATE TABLE statements"});
    }
    load.creation.statements = std::move(statements.value());
  }
  const auto target = info->open({options.to, dialect});
  auto loaded = loaders::Load(*api::PlanAccess::EngineOf(plan), target.get(), load);
  if (!loaded.ok()) return api::ToOutcome(loaded.status());
  summary->tables.clear();
  for (const loaders::LoadedTable& table : *loaded) {
    summary->tables.push_back({table.id, table.rows});
  }
  return {};
}

}  // namespace

Outcome api::Load(const Plan& plan, const LoadOptions& options, const work::JobContext& job,
                  LoadSummary* summary) {
  return GuardedOutcome([&] { return LoadTables(plan, options, job, summary); });
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
