#include "datagen/create.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "doors/commands/command.h"
#include "doors/commands/script_files.h"
#include "doors/commands/text_files.h"
#include "foundation/base/plural.h"

namespace datagen::commands {
namespace {

struct Options {
  std::vector<std::string> scripts;
  std::string from;
  std::string output;
  std::string print = "spec";
  bool explain = false;
  bool strict = false;
  TableSizes rows;
  CreateOptions create;
};

void DeclareSource(InputList* inputs, Options* options) {
  inputs->Group("What is read");
  inputs->Add({.name = "ddl",
               .type = InputType::kFile,
               .doc = "SQL scripts of one schema: dumps, migrations, any dialect; - reads standard "
                      "input"},
              &options->scripts);
  inputs->Add({.name = "from",
               .type = InputType::kUrl,
               .doc = "Read the catalogue of a database: postgresql://…, mysql://…, sqlite:FILE, "
                      "duckdb:FILE"},
              &options->from);
  inputs->Add({.name = "dialect",
               .doc = "The scripts' dialect",
               .value_name = "NAME",
               .default_text = "recognised",
               .suggestions = DialectNames()},
              &options->create.dialect);
}

void DeclareDraft(InputList* inputs, Options* options) {
  inputs->Group("The spec");
  inputs->Add({.name = "output",
               .type = InputType::kOutputFile,
               .doc = "The spec's file",
               .letter = 'o',
               .default_text = "standard output"},
              &options->output);
  inputs->Add({.name = "rows", .doc = "Rows of every table, or of one: where keys allow so many"},
              &options->rows);
  inputs->Add({.name = "scale", .doc = "Multiply the default sizes", .min = 1e-6, .max = 1e9},
              &options->create.scale);
  inputs->Add({.name = "print",
               .doc = "spec, or schema: what was understood of the scripts, as JSON",
               .choices = {"spec", "schema"}},
              &options->print);
  inputs->Add({.name = "explain", .doc = "List what was skipped, with its place and the reason"},
              &options->explain);
  inputs->Add({.name = "strict", .doc = "Treat warnings as errors"}, &options->strict);
}

void Declare(InputList* inputs, Options* options) {
  DeclareSource(inputs, options);
  DeclareDraft(inputs, options);
}

// The draft must plan: what it still says is for the person who edits it.
int CheckDraft(const std::string& spec, const std::string& name, bool strict, Context* context) {
  context->StartPhase("planning the draft");
  Report report;
  PlanOptions options;
  options.exact_rows = false;
  Follow(context, &options);
  Outcome outcome;
  const auto plan = Plan::Make(spec, name, options, &report, &outcome);
  context->Tell(report.diagnostics);
  if (plan == nullptr && outcome.code == Code::kEnvironment) return Failed(context, outcome);
  if (plan == nullptr) {
    Fail(context, "check-failed", "the draft needs an edit before it can be generated");
    return kCheckFailed;
  }
  return strict && report.warnings > 0 ? kCheckFailed : kSuccess;
}

// shop of dumps/shop.sql and of mysql://user:password@host/shop?tls=1: never what stands before.
std::string NameOf(std::string source) {
  const size_t scheme = source.find("://");
  if (scheme != std::string::npos) {
    const size_t slash = source.find('/', scheme + 3);
    source = slash == std::string::npos ? "" : source.substr(slash + 1);
    source = source.substr(0, source.find('?'));
  }
  const std::string stem = std::filesystem::path(source).stem().string();
  return stem.empty() || stem == "-" ? "schema" : stem;
}

// Counts what was read and what not.
std::string Summary(const CreateResult& created, const Options& options, const Context& context) {
  const bool hidden = !options.explain && created.skipped > 0;
  return fmt::format("{}: {} {}, {} foreign {}; {} {}, {} {} of statements and options skipped{}",
                     created.dialect, created.tables, base::Plural(created.tables, "table"),
                     created.foreign_keys, base::Plural(created.foreign_keys, "key"),
                     created.warnings, base::Plural(created.warnings, "warning"), created.skipped,
                     base::Plural(created.skipped, "kind"),
                     hidden ? fmt::format(" ({} lists them)", context.NameOf("explain")) : "");
}

// How many constraints of the schema rows may break, of those that were told.
size_t CountUnkept(const CreateResult& created) {
  const auto unkept = [](const Diagnostic& note) {
    return note.code.ends_with("-not-kept") || note.code == "check-not-understood";
  };
  return static_cast<size_t>(
      std::count_if(created.diagnostics.begin(), created.diagnostics.end(), unkept));
}

// What was skipped only where it is asked for.
void TellNotes(std::vector<Diagnostic> notes, bool skipped, Context* context) {
  if (!skipped) {
    std::erase_if(notes,
                  [](const Diagnostic& note) { return note.severity == Severity::kSkipped; });
  }
  context->Tell(notes);
}

int Run(const Options& options, Context* context) {
  if (options.scripts.empty() == options.from.empty()) {
    return Mistake(context, "invalid-option",
                   fmt::format("expected either {} FILE or {} URL", context->NameOf("ddl"),
                               context->NameOf("from")));
  }
  std::vector<ScriptSource> scripts;
  const int opened = OpenScripts(context, options.scripts, &scripts);
  if (opened != kSuccess) return opened;
  CreateOptions create = options.create;
  Follow(context, &create);
  create.rows = options.rows.all;
  create.table_rows = options.rows.by_table;
  create.name = NameOf(options.from.empty() ? options.scripts[0] : options.from);
  context->StartPhase(options.from.empty() ? "reading scripts" : "reading the catalogue");
  const CreateResult created = options.from.empty() ? CreateFromScripts(scripts, create)
                                                    : CreateFromDatabase(options.from, create);
  TellNotes(created.diagnostics, options.explain, context);
  if (created.errors > 0) return kUserMistake;  // which is among the notes
  if (!created.outcome.ok()) return Failed(context, created.outcome);
  context->Remark(Summary(created, options, *context));
  int code = options.strict && created.warnings > 0 ? kUserMistake : kSuccess;
  if (code == kSuccess && options.print != "schema") {
    code = CheckDraft(created.spec, options.output.empty() ? "spec" : options.output,
                      options.strict, context);
  }
  if (const size_t unkept = CountUnkept(created); unkept > 0) {
    context->Remark(fmt::format(
        "{} {} of the schema {} not kept: a database may refuse the rows until the columns named "
        "above are edited",
        unkept, base::Plural(unkept, "constraint"), base::Plural(unkept, "is", "are")));
  }
  // Last: a command that is stopped leaves no result.
  const std::string& text = options.print == "schema" ? created.schema_json : created.spec;
  return WriteText(context, options.output, text) ? code : kEnvironmentFailed;
}

}  // namespace

const Command& CreateCommand() {
  static const Command command{
      .name = "create",
      .summary = "Draft a spec from what there is: SQL scripts, a database's catalogue",
      .outputs = {"The spec, with the reason for each choice; or what was understood, as JSON",
                  "What was not understood or can't be kept, as warnings with their places"},
      .check_failed =
          "the draft needs an edit before it can be generated, or has warnings and "
          "{strict} is given",
      .examples = {{"any dialect", {{"ddl", "schema.sql"}, {"output", "spec.json"}}},
                   {"a database's own dump",
                    {{"ddl", "-"}, {"output", "spec.json"}},
                    "pg_dump -s shop"},
                   {"", {{"from", "postgresql://me@localhost/shop"}, {"output", "spec.json"}}},
                   {"scripts that follow each other",
                    {{"ddl", "V1.sql"},
                     {"ddl", "V2.sql"},
                     {"rows", "orders=50000"},
                     {"output", "spec.json"}}}},
      .takes_long = true,
      .prepare = Prepare<Options, Declare, Run>};
  return command;
}

}  // namespace datagen::commands
