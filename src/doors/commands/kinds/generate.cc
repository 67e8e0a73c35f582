#include <fmt/format.h>

#include "doors/commands/command.h"
#include "doors/commands/generation/generate_inputs.h"
#include "doors/commands/generation/tables.h"
#include "foundation/base/small_letters.h"

namespace datagen::commands {
namespace {

// A database where a folder is meant: "sqlite:shop.db"; "": it is none.
std::string DatabaseMeant(const std::string& directory) {
  const size_t colon = directory.find(':');
  if (colon == std::string::npos) return "";
  const std::string scheme = base::InSmallLetters(directory.substr(0, colon));
  return IsDatabaseFormat(scheme) ? scheme + directory.substr(colon) : "";
}

int Run(const GenerateInputs& inputs, Context* context) {
  const std::string meant = DatabaseMeant(inputs.files.directory);
  if (!meant.empty()) {
    return Mistake(context, "invalid-option",
                   fmt::format("{} is a folder, and '{}' a database", context->NameOf("output"),
                               inputs.files.directory),
                   {.given = inputs.files.directory,
                    .hint = fmt::format("write {} {}", context->NameOf("to"), meant)});
  }
  const bool database = !inputs.to.empty() || IsDatabaseFormat(inputs.files.format);
  const bool stream = inputs.to.empty() && inputs.files.directory == "-";
  if (stream && (database || inputs.files.format == "null")) {
    return Mistake(context, "invalid-option",
                   fmt::format("{} does not go with standard output", inputs.files.format),
                   {.given = inputs.files.format, .expected = "csv, jsonl, arrow or parquet"});
  }
  if (stream) return WriteToStandardOutput(inputs, context);
  if (!inputs.table.empty()) {
    return Mistake(
        context, "invalid-option",
        fmt::format("{} goes with {} -", context->NameOf("table"), context->NameOf("output")));
  }
  return database ? LoadTables(inputs, context) : MakeFiles(inputs, context);
}

}  // namespace

const Command& GenerateCommand() {
  static const Command command{
      .name = "generate",
      .summary = "Make the tables of a spec and write them as files or into a database",
      .notes =
          "An interrupted run is completed by running it again. Slices made in different folders "
          "are put together by copying the folders into one and running once more without "
          "{parts}.\n\n"
          "To standard output goes one table, in any of the formats of files (Arrow as a stream), "
          "with all messages on standard error. A reader that closes the pipe ends it with exit "
          "code 141 and without a message.",
      .outputs = {"A folder for each table, and .metadata.json when it is complete; or the tables "
                  "of a database, all or none",
                  "Rows, bytes, files and content hash of each table, on standard output"},
      .check_failed = "the dry run or the quick check finds what the spec forbids",
      .examples =
          {{"Parquet files in ./output", {{"spec", "spec.json"}}},
           {"another size", {{"spec", "spec.json"}, {"rows", "customer=1000000"}}},
           {"a hundredth of every table",
            {{"spec", "spec.json"}, {"scale", "0.01"}, {"output", "small"}}},
           {"other values, as CSV", {{"spec", "spec.json"}, {"format", "csv"}, {"seed", "7"}}},
           {"one table to another program",
            {{"spec", "spec.json"}, {"output", "-"}, {"table", "customer"}, {"format", "csv"}}},
           {"one of eight machines' share",
            {{"spec", "spec.json"}, {"parts", "2/8"}, {"output", "shared"}}},
           {"into a database",
            {{"spec", "spec.json"},
             {"to", "postgresql://me@localhost/shop"},
             {"create_ddl", "schema.sql"}}},
           {"a script",
            {{"spec", "spec.json"},
             {"format", "sql"},
             {"dialect", "mysql"},
             {"output", "shop.sql"}}}},
      .takes_long = true,
      .when_stopped = "finished files stay, a database is as it was: run it again to complete it",
      .prepare = Prepare<GenerateInputs, DeclareGenerateInputs, Run>};
  return command;
}

}  // namespace datagen::commands
