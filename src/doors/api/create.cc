#include "datagen/create.h"

#include <fmt/format.h>

#include <algorithm>

#include "data/connections/connection.h"
#include "data/connections/location.h"
#include "data/dialects/dialect.h"
#include "data/schema/schema_json.h"
#include "doors/api/catalogue_place.h"
#include "doors/api/control.h"
#include "doors/api/operations.h"
#include "doors/api/outcome.h"
#include "foundation/base/spelling.h"
#include "inputs/ddl/schema_reader.h"
#include "inputs/draft/draft.h"
#include "language/spec/printer.h"

namespace datagen {
namespace {

// What a note says, where. In what a database tells of itself: by the names that it knows things
// by.
class NoteTeller {
 public:
  // `catalogue`: that text; "" of scripts. Lifetime: both must outlive it.
  NoteTeller(const schema::Schema& schema, std::string_view catalogue)
      : schema_(schema), catalogue_(catalogue) {}

  [[nodiscard]] Diagnostic Tell(const schema::Note& note) const {
    Diagnostic made = InText(note);
    if (catalogue_.empty() || note.place.line == 0) return made;
    const api::SchemaObject object = api::ObjectAt(schema_, catalogue_, note.place);
    const std::string said = api::Said(object);
    made.source.clear();
    made.line = made.column = 0;
    if (!said.empty()) made.message = said + ": " + made.message;
    made.table = object.table;
    made.constraint = object.constraint;
    return made;
  }

 private:
  static Diagnostic InText(const schema::Note& note);

  const schema::Schema& schema_;
  std::string_view catalogue_;
};

Diagnostic NoteTeller::InText(const schema::Note& note) {
  Diagnostic made = base::MakeDiagnostic(note.severity, note.code, note.message,
                                         {.given = note.excerpt, .hint = note.hint});
  if (note.count > 1) made.message += fmt::format(" ({} in all, the first here)", note.count);
  made.source = note.place.file;
  made.line = note.place.line;
  made.column = note.place.column;
  return made;
}

// What was skipped for the same reason is said once, with the first place.
void FillNotes(const std::vector<schema::Note>& notes, const NoteTeller& teller,
               CreateResult* result) {
  std::vector<schema::Note> skipped;
  std::vector<Diagnostic> problems;
  for (const schema::Note& note : notes) {
    if (note.severity == Severity::kSkipped) {
      const auto known = std::find_if(skipped.begin(), skipped.end(), [&](const auto& entry) {
        return entry.message == note.message && entry.place.file == note.place.file;
      });
      if (known == skipped.end()) {
        skipped.push_back(note);
      } else {
        known->count += note.count;
      }
      continue;
    }
    ++(note.severity == Severity::kError ? result->errors : result->warnings);
    problems.push_back(teller.Tell(note));
  }
  std::vector<Diagnostic> left_out;
  left_out.reserve(skipped.size());
  for (const schema::Note& note : skipped) left_out.push_back(teller.Tell(note));
  result->skipped = static_cast<int64_t>(skipped.size());
  result->diagnostics = std::move(problems);
  result->diagnostics.insert(result->diagnostics.end(), left_out.begin(), left_out.end());
}

base::Result<std::string> CatalogueOf(const connections::ConnectionInfo& kind,
                                      const std::string& url, const work::StopToken& stop) {
  auto connection = kind.open(url, connections::Access::kRead);
  if (!connection.ok()) return connection.status();
  const work::StopAction cancel(stop, [&] { (*connection)->Cancel(); });
  auto script = (*connection)->Catalogue();
  if (stop.stopped()) return stop.status();
  return script;
}

base::Result<std::string> PrintDraft(const schema::Schema& schema, const CreateOptions& options,
                                     const work::JobContext& job,
                                     std::vector<schema::Note>* notes) {
  draft::DraftOptions draft;
  draft.name = options.name;
  draft.size = {options.rows, options.table_rows, options.scale};
  for (const auto& [name, rows] : options.table_rows) {
    if (schema.Find(std::vector<std::string>{name}) != nullptr || schema.Find(name) != nullptr) {
      continue;
    }
    std::vector<std::string> names;
    for (const schema::Table& table : schema.tables) names.push_back(table.name());
    notes->push_back({.code = "unknown-table",
                      .severity = Severity::kError,
                      .message = fmt::format("there is no table '{}'", name),
                      .hint = base::DidYouMean(name, names)});
  }
  draft.job = job;
  const auto drafted = draft::DraftSpec(schema, draft, notes);
  if (!drafted.ok()) return drafted.status();
  return spec::PrintSpec(drafted.value());
}

CreateResult ReadScripts(const std::vector<ScriptSource>& scripts, const CreateOptions& options,
                         const work::JobContext& job, std::string_view catalogue = "") {
  CreateResult result;
  const dialects::Dialect* dialect = nullptr;
  if (!options.dialect.empty()) {
    dialect = dialects::FindDialect(options.dialect);
    if (dialect == nullptr) {
      result.outcome =
          api::Invalid("unknown-dialect", fmt::format("unknown dialect '{}'", options.dialect),
                       {.given = options.dialect,
                        .expected = fmt::format("one of {}", fmt::join(DialectNames(), ", ")),
                        .hint = base::DidYouMean(options.dialect, DialectNames())});
      return result;
    }
    if (!dialects::CanBe(*dialect, dialects::Use::kRead)) {
      result.outcome = api::Invalid(
          "unknown-dialect", fmt::format("the dialect '{}' can't be read", dialect->id),
          {.given = dialect->id,
           .expected = fmt::format("one of {}", fmt::join(DialectNames(), ", "))});
      return result;
    }
  }
  ddl::SchemaReader reader(dialect, job.stop);
  job.progress->Begin("read", 0, static_cast<int64_t>(scripts.size()));
  for (const ScriptSource& script : scripts) {
    job.progress->SetItem(script.name);
    const base::Status status =
        reader.ReadScript(script.name, [&](char* data, size_t size) -> base::Result<size_t> {
          job.progress->Tell();
          if (job.stop.stopped()) return job.stop.status();
          const int64_t count = script.read(data, size);
          if (count >= 0) return static_cast<size_t>(count);
          return base::Status::Environment("file-not-readable",
                                           fmt::format("can't read '{}'", script.name));
        });
    if (!status.ok()) {
      result.outcome = api::ToOutcome(status);
      return result;
    }
    job.progress->AddPart();
  }
  schema::Schema schema = reader.Finish();
  result.dialect = schema.dialect;
  result.tables = static_cast<int64_t>(schema.tables.size());
  for (const schema::Table& table : schema.tables) {
    result.foreign_keys += static_cast<int64_t>(table.foreign_keys.size());
  }
  result.schema_json = schema::ToJson(schema).PrintPretty() + "\n";
  std::vector<schema::Note> notes = schema.notes;
  if (!schema.tables.empty()) {
    auto spec = PrintDraft(schema, options, job, &notes);
    if (!spec.ok()) {
      result.outcome = api::ToOutcome(spec.status());
      return result;
    }
    result.spec = std::move(spec.value());
  }
  FillNotes(notes, NoteTeller(schema, catalogue), &result);
  if (schema.tables.empty()) {
    result.outcome =
        api::Invalid("no-tables", "no table was found", {.expected = "CREATE TABLE statements"});
  } else if (result.errors > 0) {
    std::vector<Diagnostic> errors;
    std::copy_if(result.diagnostics.begin(), result.diagnostics.end(), std::back_inserter(errors),
                 [](const auto& entry) { return entry.severity == Severity::kError; });
    result.outcome = Outcome{Code::kInvalid, std::move(errors)};
  }
  return result;
}

CreateResult ReadDatabase(const std::string& url, const CreateOptions& options,
                          const work::JobContext& job) {
  CreateResult result;
  const connections::ConnectionInfo* kind = connections::FindConnection(url);
  if (kind == nullptr) {
    result.outcome = api::Invalid(
        "unknown-database",
        fmt::format("'{}' has no catalogue that can be read", connections::Redacted(url)),
        {.given = connections::Redacted(url),
         .expected = "postgresql://…, mysql://…, sqlite:FILE or duckdb:FILE"});
    return result;
  }
  auto script = CatalogueOf(*kind, url, job.stop);
  if (!script.ok()) {
    result.outcome = api::ToOutcome(script.status());
    return result;
  }
  size_t at = 0;
  const ScriptSource source{"catalogue", [&](char* data, size_t size) {
                              const size_t count = std::min(size, script->size() - at);
                              std::copy_n(script->data() + at, count, data);
                              at += count;
                              return static_cast<int64_t>(count);
                            }};
  CreateOptions own = options;
  own.dialect = kind->dialect;
  return ReadScripts({source}, own, job, script.value());
}

// The result of `call`, or what it throws.
template <typename Call>
CreateResult GuardedResult(const Call& call) {
  CreateResult result;
  const Outcome outcome = api::GuardedOutcome([&]() -> Outcome {
    result = call();
    return result.outcome;
  });
  result.outcome = outcome;
  return result;
}

}  // namespace

CreateResult api::Create(const std::vector<ScriptSource>& scripts, const CreateOptions& options,
                         const work::JobContext& job) {
  return GuardedResult([&] { return ReadScripts(scripts, options, job); });
}

CreateResult api::Create(const std::string& url, const CreateOptions& options,
                         const work::JobContext& job) {
  return GuardedResult([&] { return ReadDatabase(url, options, job); });
}

CreateResult CreateFromScripts(const std::vector<ScriptSource>& scripts,
                               const CreateOptions& options) {
  return api::Create(scripts, options, api::Operation(options, 1).job());
}

CreateResult CreateFromDatabase(const std::string& url, const CreateOptions& options) {
  return api::Create(url, options, api::Operation(options, 1).job());
}

std::string DialectReference() {
  std::string page =
      "\n## SQL dialects\n\n`datagen create --ddl` reads them, `generate --to FILE.sql` writes "
      "scripts; "
      "see [schemas and databases](ddl.md).\n\n"
      "| dialect | | also called | is read | scripts are written |\n|---|---|---|---|---|\n";
  const auto answer = [](bool yes) { return yes ? "yes" : "no"; };
  for (const dialects::Dialect* dialect : dialects::Dialects()) {
    page += fmt::format("| `{}` | {} | {} | {} | {} |\n", dialect->id, dialect->title,
                        fmt::join(dialect->aliases, ", "),
                        answer(dialects::CanBe(*dialect, dialects::Use::kRead)),
                        answer(dialects::CanBe(*dialect, dialects::Use::kWriteScripts)));
  }
  return page;
}

std::vector<std::string> DialectNames() { return dialects::DialectsFor(dialects::Use::kRead); }

}  // namespace datagen
