#include "doors/commands/generation/generate_inputs.h"

#include <algorithm>

#include "datagen/load.h"
#include "doors/commands/csv_inputs.h"

namespace datagen::commands {
namespace {

std::vector<std::string> AllFormats() {
  std::vector<std::string> names = FormatNames();
  for (const std::string& name : LoadFileFormats()) names.push_back(name);
  return names;
}

std::vector<std::string> AllCompressions() {
  std::vector<std::string> names;
  for (const std::string& format : FormatNames()) {
    for (const std::string& name : FormatCompressions(format)) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

// Where the rows go.
void DeclareTarget(InputList* list, GenerateInputs* inputs) {
  list->Group("Where it goes");
  list->Add({.name = "output",
             .type = InputType::kOutputFolder,
             .doc = "Folder to write to; - for standard output, which takes one table",
             .letter = 'o'},
            &inputs->files.directory);
  list->Add({.name = "table",
             .doc = "The table that goes to standard output, where the spec has several",
             .value_name = "TABLE"},
            &inputs->table);
  list->Add({.name = "format", .doc = "File format", .choices = AllFormats()},
            &inputs->files.format);
  list->Add(
      {.name = "overwrite",
       .doc = "Replace what a run wrote into the folder; with {to}: the rows of the spec's tables, "
              "in the same transaction",
       .only_with = {Place::kFiles, Place::kDatabase}},
      &inputs->files.overwrite);
  list->Add({.name = "to",
             .type = InputType::kUrl,
             .doc = "Load into a database: postgresql://…, mysql://…, sqlite:FILE, duckdb:FILE, or "
                    "write FILE.sql; all tables or none"},
            &inputs->to);
  list->Add({.name = "create",
             .doc = "With {to}: make the tables first, by what the spec knows of them",
             .only_with = {Place::kDatabase}},
            &inputs->create);
  list->Add({.name = "create_ddl",
             .type = InputType::kFile,
             .doc = "With {to}: make the tables first, by these scripts",
             .only_with = {Place::kDatabase}},
            &inputs->create_scripts);
  list->Add({.name = "dialect",
             .doc = "Of a script: postgresql, mysql, oracle, …",
             .value_name = "NAME",
             .suggestions = DialectNames(),
             .only_with = {Place::kDatabase}},
            &inputs->dialect);
}

// How tables are cut into files, and what the files are like.
void DeclareFiles(InputList* list, GenerateInputs* inputs) {
  GenerateOptions* files = &inputs->files;
  list->Group("Files", {Place::kFiles, Place::kStream});
  list->Add({.name = "compression",
             .doc = "Compression: snappy, zstd or none for parquet; zstd or none for arrow; gzip, "
                    "zstd or none for csv and jsonl, whose files are then called .csv.gz, .csv.zst",
             .value_name = "NAME",
             .default_text = "snappy for parquet, else none",
             .suggestions = AllCompressions()},
            &files->compression);
  list->Add({.name = "encoding",
             .doc = "Parquet columns: auto (a dictionary for few values); plain; delta (smaller, "
                    "for readers of Parquet 2)",
             .value_name = "NAME",
             .suggestions = FormatEncodings("parquet")},
            &files->encoding);
  list->Add({.name = "partition_by",
             .doc = "Divide the files of each table that has these columns into folders by their "
                    "values, as Hive and Spark do: country=DE/; the files leave them out",
             .value_name = "COLUMN[,COLUMN]",
             .only_with = {Place::kFiles}},
            &inputs->partition_by);
  list->Add({.name = "part_rows",
             .doc = "Rows of a file",
             .min = 1,
             .max = 0x1p40,
             .only_with = {Place::kFiles}},
            &files->part_rows);
  list->Add({.name = "file_bytes",
             .type = InputType::kSize,
             .doc = "Files of at most about this size (200MB, 1GB), as samples of each table say, "
                    "in place of "
                    "{part_rows}",
             .only_with = {Place::kFiles}},
            &files->file_bytes);
  list->Add(
      {.name = "row_group_rows", .doc = "Rows of a Parquet row group", .min = 1, .max = 0x1p26},
      &files->row_group_rows);
  list->Add({.name = "row_group_bytes",
             .type = InputType::kSize,
             .doc = "Limit of a Parquet row group in memory (64MB), in whole batches"},
            &files->row_group_bytes);
  list->Add({.name = "batch_rows",
             .doc = "Rows computed at a time",
             .min = 1,
             .max = 0x1p20,
             .only_with = {Place::kFiles, Place::kStream, Place::kDatabase}},
            &files->batch_rows);
  list->Add({.name = "parts",
             .doc = "Make only slice I of N of every table's files; the slices together are the "
                    "whole",
             .only_with = {Place::kFiles}},
            &inputs->slice);
}

// What it may cost.
void DeclareBounds(InputList* list, Bounds* bounds) {
  list->Group("Limits, looked at before the first row");
  list->Add({.name = "max_rows",
             .doc = "Refuse to make more rows, of all tables together",
             .min = 1,
             .max = 1e15},
            &bounds->rows_max);
  list->Add({.name = "max_bytes",
             .type = InputType::kSize,
             .doc = "Refuse to write more (10GB), as samples of each table say; into a database on "
                    "a server: as CSV",
             .min = 1},
            &bounds->bytes_max);
  list->Add({.name = "memory",
             .type = InputType::kSize,
             .doc = "What the program may hold in memory (500MB): batches become smaller and fewer "
                    "threads work until it suffices; refused is what needs more even so",
             .min = 1},
            &bounds->memory_max);
}

// What happens before, during and after.
void DeclareCourse(InputList* list, GenerateInputs* inputs) {
  list->Group("Checks and defects", {Place::kFiles});
  list->Add({.name = "dry_run_sample",
             .doc = "First make N rows of each entity, and the facts that belong to them; show "
                    "and validate them; go on only when no hard check fails",
             .min = 1,
             .max = 0x1p30},
            &inputs->dry_run_sample);
  // What is checked nowhere else either.
  list->Add({.name = "no_validate",
             .doc = "Leave out the quick check of what was written",
             .only_with = {Place::kFiles, Place::kStream, Place::kDatabase}},
            &inputs->no_validate);
  list->Add({.name = "no_hash",
             .doc = "Leave out the content hash",
             .only_with = {Place::kFiles, Place::kStream}},
            &inputs->no_hash);
  list->Add({.name = "profile", .doc = "Say at the end which columns cost what"},
            &inputs->files.profile);
  list->Add({.name = "defects",
             .type = InputType::kFile,
             .doc = "JSON file that says what to break on purpose; _defects.parquet, in a database "
                    "the table _defects, lists what was broken",
             .only_with = {Place::kFiles, Place::kDatabase}},
            &inputs->defects);
}

}  // namespace

void DeclareGenerateInputs(InputList* list, GenerateInputs* inputs) {
  list->NoteGiven(&inputs->given);
  DeclarePlanInputs(list, &inputs->plan);
  DeclareTarget(list, inputs);
  DeclareFiles(list, inputs);
  DeclareCsv(list, &inputs->files.csv);
  DeclareBounds(list, &inputs->files.bounds);
  DeclareCourse(list, inputs);
}

std::string FirstOutOfPlace(const GenerateInputs& inputs, Place place) {
  const auto found = std::find_if(inputs.given.begin(), inputs.given.end(),
                                  [place](const Input& input) { return !GoesWith(input, place); });
  return found == inputs.given.end() ? "" : found->name;
}

bool IsBounded(const Bounds& bounds) {
  return bounds.rows_max > 0 || bounds.bytes_max > 0 || bounds.memory_max > 0;
}

bool IsDatabaseFormat(const std::string& format) {
  const auto formats = LoadFileFormats();
  return std::find(formats.begin(), formats.end(), format) != formats.end();
}

}  // namespace datagen::commands
