// Specs from what there is: SQL scripts, catalogues of databases.
//
//   datagen::CreateOptions options;
//   auto created = datagen::CreateFromScripts({{"schema.sql", read}}, options);
//   if (created.outcome.ok()) puts(created.spec.c_str());
//
// The spec is a draft for people: every table with keys that hold and the reason for each choice
// under `description`. What was not understood, or can't be kept, is in the notes.
//
// Thread-safety: the functions share nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "datagen/datagen.h"

namespace datagen {

// A script and how to read it: fills at most `size` bytes and gives how many, 0 at the end, -1 when
// it can't be read. Scripts may be longer than memory.
struct ScriptSource {
  std::string name;
  std::function<int64_t(char* data, size_t size)> read;
};

struct CreateOptions : Control {
  std::string name = "schema";                // of the data set
  std::string dialect;                        // one of DialectNames(); "": recognised
  std::optional<int64_t> rows;                // of every table, where its keys allow
  std::map<std::string, int64_t> table_rows;  // by table; wins
  double scale = 1;                           // multiplies the default sizes
};

struct CreateResult {
  Outcome outcome;
  std::string spec;         // JSON
  std::string schema_json;  // what was understood, as JSON
  std::string dialect;
  int64_t tables = 0;
  int64_t foreign_keys = 0;
  int64_t errors = 0;
  int64_t warnings = 0;
  int64_t skipped = 0;
  std::vector<Diagnostic> diagnostics;  // errors, warnings and what was skipped
};

// Reads scripts of one schema, in order.
CreateResult CreateFromScripts(const std::vector<ScriptSource>& scripts,
                               const CreateOptions& options);

// Reads the catalogue of a database: postgresql://…, mysql://…, sqlite:path, duckdb:path. Errors:
// invalid when the URL is not known, environment when it can't be reached.
CreateResult CreateFromDatabase(const std::string& url, const CreateOptions& options);

std::vector<std::string> DialectNames();
// The dialects, for the reference page.
std::string DialectReference();

}  // namespace datagen
