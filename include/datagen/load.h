// Loads the tables of a plan into a database, or writes the script that does.
//
//   datagen::LoadOptions options;
//   options.to = "postgresql://user@host/shop";
//   datagen::LoadSummary summary;
//   datagen::Outcome outcome = datagen::Load(*plan, options, &summary);
//
// All tables or none: one transaction, in the order of references, with all constraints on.
// Thread-safety: may be called from many threads with different targets.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "datagen/create.h"
#include "datagen/datagen.h"

namespace datagen {

struct LoadOptions : Control {
  Bounds bounds;
  // postgresql://…, mysql://…, sqlite:path, duckdb:path, or a path that ends with .sqlite, .duckdb
  // or .sql.
  std::string to;
  std::string dialect;  // of a script
  int threads = 1;
  int64_t batch_rows = 16'384;
  // Make the tables first: by these scripts, or without any by what the spec knows.
  bool create = false;
  std::vector<ScriptSource> create_scripts;
  // Delete the rows that are in these tables first, in the same transaction.
  bool replace_rows = false;
  // Declared defects, as GenerateOptions has them, but for drifts of files. The table _defects
  // lists what was broken; tables that the spec makes lack the constraints that broken rows would
  // not pass.
  std::string defects;
  std::string defects_name = "defects";
};

struct LoadSummary {
  struct Table {
    std::string name;
    int64_t rows = 0;
    std::vector<std::pair<std::string, int64_t>> saturated = {};  // as TableSummary has them
    std::vector<std::pair<std::string, int64_t>> placeless = {};
  };
  std::vector<Table> tables;  // in the order in which they were loaded
  int64_t defects = 0;        // values broken on purpose
  std::vector<MissedDefect> defects_missed;
  std::vector<std::string> left_out;  // constraints that the tables were made without for them
};

// Errors: invalid, when the target is not known, lacks a table, or refuses a row (with the table,
// the row and the constraint); environment, when it can't be reached.
Outcome Load(const Plan& plan, const LoadOptions& options, LoadSummary* summary);

// Whether a load keeps within its bounds, as Plan::CheckBounds. Load looks by itself. A file of a
// database or a script is as large as one of a sample of the rows says.
Outcome CheckBounds(const Plan& plan, const LoadOptions& options);

// Whether a location is that of a database, of which rows can be read.
bool IsDatabase(const std::string& location);
// What can be loaded into: name and summary.
std::vector<std::pair<std::string, std::string>> LoadTargets();
// Those that are one file, by its extension.
std::vector<std::string> LoadFileFormats();
// The same for the reference page.
std::string LoadReference();

}  // namespace datagen
